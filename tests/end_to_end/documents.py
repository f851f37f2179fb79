#!/usr/bin/env python3
"""Every document of the program is as the schemas of the API say, and the schemas let nothing else pass.

    documents.py ENTENTE FIXTURES SCHEMAS NODE JUDGE

Asks every question of a log of the four fixtures on many days, as known on many, and of one that holds half of them with the
rest imagined on top; appends, rehearses, verifies; asks wrongly. The judge is ajv."""
import glob, itertools, json, os, subprocess, sys, tempfile

entente, fixtures, schemas, node, judge = sys.argv[1:6]
NAMES = ["openai-microsoft", "anthropic-cloud", "apple-google-search", "starbucks-nestle"]
DAYS = ["1998-01-01", "2010-06-01", "2019-07-22", "2021-03-15", "2023-11-20", "2025-10-28", "2026-04-28", "2026-05-31", "2030-01-01"]
WANTED = ["Alliances", "Parties", "Terms", "TermHistory", "Diff", "May", "Who", "Upcoming", "Check", "Timeline", "Belief", "Records",
          "Record", "Appended", "Rehearsed", "Verified", "Problem", "Entry", "Entries"]
files = {name: sorted(glob.glob(f"{fixtures}/{name}/*.json")) for name in NAMES}
entries = {name: [json.load(open(file)) for file in files[name]] for name in NAMES}


def told(name, field):
    """What the events of an alliance say of a field."""
    events = [event for entry in entries[name] for event in entry["events"]]
    return sorted({value for event in events if field in event
                   for value in (event[field] if isinstance(event[field], list) else [event[field]])})


def main(folder, lines):
    whole, half = f"{folder}/whole.jsonl", f"{folder}/half.jsonl"

    def keep(schema, asked, document):
        lines.write(json.dumps({"schema": schema, "asked": asked, "document": document}) + "\n")

    def ask(schema, log, *words, status=(0,)):
        done = subprocess.run([entente, "--log", log, *words, "--json"], capture_output=True, text=True)
        if done.returncode not in status:
            sys.exit(f"entente {' '.join(words)}: {done.returncode}\n{done.stderr}")
        keep(schema, " ".join(words), json.loads(done.stdout if schema != "Problem" else done.stderr.splitlines()[-1]))

    def refused(log, *words):
        ask("Problem", log, *words, status=(1, 2, 3, 4))

    for log, part in ((whole, 1), (half, 2)):
        subprocess.run([entente, "--log", log, "init"], capture_output=True, check=True)
        for name in NAMES:
            some = files[name][:len(files[name]) // part]
            ask("Rehearsed", log, "append", *some, "--dry-run")
            ask("Appended", log, "append", *some)
    rest = [word for name in NAMES for file in files[name][len(files[name]) // 2:] for word in ("--suppose", file)]
    for name in NAMES:
        for entry in entries[name]:
            keep("Entry", entry["id"], entry)
        keep("Entries", name, entries[name])
        more = files[name][len(files[name]) // 2:]
        ask("Rehearsed", half, "append", *more[:3], "--dry-run")
        ask("Rehearsed", whole, "append", files[name][0], "--dry-run")
    views = [[], ["--on", "2026-04-28", "--known-at", "@60"], ["--announced-by", "2025-12-01"],
             ["--on", "2031-06-30", "--known-at", "2099-01-01T00:00:00Z"], ["--on", "2020-01-01", "--known-at", "2099-12-31"],
             ["--asked", "2026-06-01@40"], *(["--on", day] for day in DAYS)]
    for view in views:
        ask("Alliances", whole, "alliances", *view)
        ask("Parties", whole, "parties", *view)
        ask("Upcoming", whole, "upcoming", *view)
        ask("Check", whole, "check", *view, status=(0, 1))
        ask("Records", whole, "log", *view)
    for name, view in itertools.product(NAMES, views):
        ask("Parties", whole, "parties", name, *view)
        ask("Terms", whole, "terms", name, "--all", *view)
        ask("Upcoming", whole, "upcoming", name, "--within", "P5Y", *view)
        ask("Timeline", whole, "timeline", name, "--all", *view)
    for name in NAMES:
        ask("Records", half, "log", name, *rest)
        ask("Terms", half, "terms", name, "--all", *rest)
        ask("Timeline", half, "timeline", name, *rest)
        ask("Upcoming", half, "upcoming", name, *rest)
        ask("Check", half, "check", name, "--stale", "P6M", *rest, status=(0, 1))
        for before, after in zip(DAYS, DAYS[1:]):
            ask("Diff", whole, "diff", name, "--from", before, "--to", after)
        ask("Diff", whole, "diff", name, "--on", "2026-04-28", "--known-from", "@1", "--known-to", "@100")
        ask("Diff", whole, "diff", name, "--on", "2026-04-28", "--announced-from", "2024-01-01", "--announced-to", "2026-05-31")
        for number, term in enumerate(told(name, "term")):
            day = DAYS[number % len(DAYS)]
            ask("TermHistory", whole, "term", name, term, "--on", day)
            ask("TermHistory", whole, "term", name, term, "--announced-by", day)
            if number % 3 == 0:
                ask("Belief", whole, "timeline", name, "--belief", term, "--on", day)
                ask("Belief", whole, "timeline", name, "--belief", term, "--as-announced")
            if number % 5 == 0 and term in {event.get("term") for entry in entries[name][:len(files[name]) // 2] for event in entry["events"]}:
                ask("TermHistory", half, "term", name, term, *rest)
        parties = [party for party in told(name, "grantee") if party != "*"]
        for number, (action, subject) in enumerate(itertools.product(told(name, "actions")[:6], told(name, "subject")[:5])):
            view = views[number % len(views)]
            if view[:1] in ([], ["--on"]) and "--known-at" not in view:
                ask("Who", whole, "who", action, subject, *view)
                ask("May", whole, "may", parties[number % len(parties)], action, subject, "--scope", "territory=us,persons=us/government", *view)
    for day in DAYS[5:]:
        ask("May", whole, "may", "aws", "ship-first", "openai/products/api", "--scope", "field=can-support/chooses-not-to", "--on", day)
        ask("Who", whole, "who", "host", "openai/products/api", "--on", day)
    for seq in (1, 20, 60, 100):
        ask("Record", whole, "show", str(seq))
    verify(whole, half, ask)
    refuse(whole, refused, folder)


def verify(whole, half, ask):
    ask("Verified", whole, "verify")
    head = json.loads(subprocess.run([entente, "--log", half, "verify", "--json"], capture_output=True, check=True).stdout)
    ask("Verified", half, "verify", "--at", str(head["entries"]), "--chain", head["chain"])
    with open(half, "ab") as log:
        log.write(b'{"seq":')  # as a crash leaves it
    ask("Verified", half, "verify")


def refuse(whole, refused, folder):
    refused(whole, "terms", "openai-microsft")
    refused(whole, "terms", "openai-microsoft", "--on", "2026-04")
    refused(whole, "terms", "openai-microsoft", "--onn", "2026-04-28")
    refused(whole, "terms")
    refused(whole, "diff", "openai-microsoft", "--from", "2026-04-28")
    refused(whole, "may", "aws", "hosts", "openai/products/api")
    refused(whole, "show", "100000")
    refused(whole, "verify", "--at", "1", "--chain", "0" * 64)
    refused(f"{folder}/none.jsonl", "alliances")
    for number, text in enumerate(("{", "[]", "{}", '{"alliance": "a", "announced": "2026", "events": [{"type": "term.grant"}]}')):
        with open(f"{folder}/{number}.json", "w") as file:
            file.write(text)
        refused(whole, "append", f"{folder}/{number}.json")
    with open(f"{folder}/damaged.jsonl", "wb") as log:
        log.write(open(whole, "rb").read().replace(b"2026", b"2027", 7))
    refused(f"{folder}/damaged.jsonl", "verify")


with tempfile.TemporaryDirectory() as folder:
    with open(f"{folder}/documents.jsonl", "w") as lines:
        main(folder, lines)
    sys.exit(subprocess.run([node, judge, schemas, f"{folder}/documents.jsonl", *WANTED]).returncode)
