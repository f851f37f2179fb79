#!/usr/bin/env python3
"""What is exported of the four fixtures, read by others: the entries appended to a new log give the same answers; the rows
are read by Python's csv, the calendar by icalendar, the events by the CloudEvents SDK.

    export.py ENTENTE FIXTURES NODE JUDGE
"""
import csv, datetime, glob, io, json, os, subprocess, sys, tempfile

try:
    import icalendar
except ModuleNotFoundError:  # Debian's package belongs to Debian's Python
    if sys.executable == "/usr/bin/python3" or not os.path.exists("/usr/bin/python3"):
        raise
    os.execv("/usr/bin/python3", ["/usr/bin/python3", *sys.argv])

entente, fixtures, node, judge = sys.argv[1:5]
NAMES = ["openai-microsoft", "anthropic-cloud", "apple-google-search", "starbucks-nestle"]
DAYS = ["2010-06-01", "2020-01-01", "2025-08-01", "2026-05-31"]
wrong = 0


def run(*words, **more):
    done = subprocess.run([entente, *words], capture_output=True, **more)
    if done.returncode:
        sys.exit(f"entente {' '.join(words)}: {done.returncode}\n{done.stderr.decode()}")
    return done.stdout


def check(holds, what):
    global wrong
    if not holds:
        wrong += 1
        print(what)


def answers(log, name):
    """Every answer about an alliance on some days, less what says where in a log it stands."""
    for day in DAYS:
        for words in (["terms", name, "--all"], ["upcoming", name], ["terms", name, "--announced-by", day]):
            answer = json.loads(run("--log", log, *words, "--on", day, "--json"))
            for of_the_log in ("cite", "chain"):
                del answer[of_the_log]
            del answer["as_of"]["position"]
            yield words, day, answer


def check_jsonl(log, folder):
    entries = run("--log", log, "export", "--format", "jsonl")
    again = f"{folder}/again.jsonl"
    run("--log", again, "init")
    run("--log", again, "append", "-", input=entries)
    check(run("--log", again, "export", "--format", "jsonl") == entries, "what is exported again is something else")
    for name in NAMES:
        for (words, day, before), (_, _, after) in zip(answers(log, name), answers(again, name)):
            check(before == after, f"{words} on {day} answers something else after export and append")
        alone = f"{folder}/{name}.jsonl"
        run("--log", alone, "init")
        run("--log", alone, "append", "-", input=run("--log", log, "export", name, "--format", "jsonl"))
        for (words, day, before), (_, _, after) in zip(answers(log, name), answers(alone, name)):
            check(before == after, f"{words} on {day} answers something else of {name} exported alone")
    known = run("--log", log, "export", "--format", "jsonl", "--known-at", "@7")
    check(known.count(b"\n") == 7 and entries.startswith(known), "--known-at @7 exports something else than seven entries")


def check_csv(log):
    text = run("--log", log, "export", "--format", "csv").decode()
    check(text.endswith("\r\n") and text.splitlines(keepends=True)[0].endswith("\r\n"), "a row does not end in CRLF")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    records = json.loads(run("--log", log, "log", "--json"))["records"]
    events = [(record, index) for record in records for index in range(len(record["entry"]["events"]))]
    check(len(rows) == len(events), f"{len(rows)} rows of {len(events)} events")
    for row, (record, index) in zip(rows, events):
        entry, event = record["entry"], record["entry"]["events"][index]
        expected = {
            "seq": str(record["seq"]), "index": str(index), "address": f"{entry['id']}#{index}",
            "recorded": record["recorded"], "announced": entry["announced"], "alliance": entry["alliance"],
            "title": entry.get("title", ""), "type": event["type"], "term": event.get("term", ""),
            "planned": "true" if event.get("planned") else "false", "note": entry.get("note", ""),
        }
        for column, value in expected.items():
            check(row[column] == value, f"{row['address']}: {column} is {row[column]!r}, not {value!r}")
        told = json.loads(row["details"] or "{}")
        check(all(event[field] == value for field, value in told.items()), f"{row['address']}: details {told}")


def check_ics(log):
    listed = 0
    for name in NAMES:
        for day in [*DAYS, "2040-01-01"]:
            raw = run("--log", log, "export", name, "--format", "ics", "--on", day)
            check(raw == run("--log", log, "upcoming", name, "--ics", "--on", day), "two calendars of one question differ")
            check(b"\n" not in raw.replace(b"\r\n", b"") and raw.endswith(b"\r\n"), "a line does not end in CRLF")
            check(max(map(len, raw.split(b"\r\n"))) <= 75, "a line is longer than 75 octets")
            events = icalendar.Calendar.from_ical(raw).walk("vevent")
            items = json.loads(run("--log", log, "upcoming", name, "--on", day, "--json"))["items"]
            check([problem for event in events for problem in event.errors] == [], "icalendar complains")
            check(len({str(event["uid"]) for event in events}) == len(items) == len(events), "an item is missing or twice")
            for event, item in zip(events, items):
                listed += 1
                last = event["dtend"].dt - datetime.timedelta(days=1)
                check(str(event["dtstart"].dt) == item["earliest"] and str(last) == item["latest"], f"{event['uid']} on other days")
                doubtful = item["earliest"] != item["latest"] or item["what"] == "plan"
                check(event["status"] == "TENTATIVE" or not doubtful, f"{event['uid']} is no more than tentative")
    check(listed > 50, f"only {listed} items were compared")


with tempfile.TemporaryDirectory() as folder:
    log = f"{folder}/log.jsonl"
    run("--log", log, "init")
    for name in NAMES:
        run("--log", log, "append", *sorted(glob.glob(f"{fixtures}/{name}/*.json")))
    check_jsonl(log, folder)
    check_csv(log)
    check_ics(log)
    with open(f"{folder}/events.jsonl", "wb") as file:
        file.write(run("--log", log, "export", "--format", "cloudevents"))
    judged = subprocess.run([node, judge, f"{folder}/events.jsonl"], capture_output=True, text=True)
    check(judged.returncode == 0, f"CloudEvents: {judged.stdout}{judged.stderr}")
    unknown = subprocess.run([entente, "--log", log, "export", "--format", "cvs"], capture_output=True, text=True)
    check(unknown.returncode == 2 and "did you mean csv?" in unknown.stderr, f"--format cvs: {unknown.stderr}")
print(f"{wrong} differences")
sys.exit(1 if wrong else 0)
