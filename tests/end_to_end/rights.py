#!/usr/bin/env python3
"""The fixtures' questions of `may` and `who`, asked through the built program: every verdict, clause, event and exception.

    rights.py ENTENTE FIXTURES QUESTIONS

QUESTIONS names a fixture on a line of its own; then comes each question, indented the answer it must have:

    may PARTY ACTION SUBJECT [--FLAG …]
        = VERDICT: EFFECT TERM NNN#i …, EFFECT TERM …
        except KEY=PATH,… = VERDICT: …
        reading NNN#i = VERDICT          what a rival reading alone leads to
        source TERM URL                  the clause names it among its sources
    who ACTION SUBJECT [--FLAG …]
        PARTY = VERDICT: …               `others`: whoever is not named in the question; exceptions follow their party

A line that begins with // is a remark. NNN#i is event i, from 0, of the fixture's file NNN. `waived` is a bar that is waived, `vain` a permission under a bar. Clauses and
exceptions are all there are, in any order; the events of a clause are all it names. Prints each answer that differs."""
import glob, json, os, re, shlex, subprocess, sys, tempfile

entente, fixtures, questions = sys.argv[1:4]
addresses = {}


def run(*words):
    done = subprocess.run([entente, *words], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"entente {' '.join(words)}: {done.returncode}\n{done.stderr}")
    return done.stdout


def load(fixture, folder):
    log = f"{folder}/{fixture}.jsonl"
    files = sorted(glob.glob(f"{fixtures}/{fixture}/*.json"))
    run("--log", log, "init")
    run("--log", log, "append", *files)
    for file in files:
        entry = json.load(open(file))
        for index in range(len(entry["events"])):
            addresses[f"{entry['id']}#{index}"] = f"{os.path.basename(file)[:3]}#{index}"
    return log


def clause(reason):
    word = reason["effect"] if reason["counts"] else {"permits": "vain"}.get(reason["effect"], "waived")
    return " ".join([word, reason["term"], *(addresses[event] for event in reason["events"])])


def scope(region):
    parts = []
    for key, value in region.items():
        within, without = (value, []) if isinstance(value, list) else (value.get("only", []), value["except"])
        parts += [f"{key}{sign}{','.join(paths)}" for sign, paths in (("=", within), ("!=", without)) if paths]
    return ",".join(parts)


def told(answer):
    return f"{answer['verdict']}: {', '.join(sorted(map(clause, answer['because'])))}".rstrip(": ")


def lines_of(answer, party):
    lines = [f"{party}= {told(answer)}"]
    lines += sorted(f"except {scope(each['scope'])} = {told(each)}" for each in answer["exceptions"])
    return lines + [f"reading {addresses[way['reading']]} = {way['verdict']}" for way in answer["ways"] if way["reading"]]


def told_in_order(line):
    head, colon, clauses = line.partition(": ")
    return head + colon + ", ".join(sorted(clauses.split(", "))) if colon else line


def expected(lines):
    """By party (None: of `may`), sources apart."""
    by_party, party = {}, None
    for line in lines:
        named = re.match(r"(\S+) = ", line)
        if named:
            party, line = named[1], line[named.end() - 2:]
        by_party.setdefault(party, []).append(told_in_order(line))
    return by_party


def check(log, question, lines):
    answer = json.loads(run("--log", log, *shlex.split(question), "--json"))
    cited = json.loads(run("--log", log, *shlex.split(answer["cite"]), "--json"))
    for document in (cited, answer, *cited.get("verdicts", []), *answer.get("verdicts", [])):
        del document["as_of"]["known_at"]
    wrong = [] if cited == answer else ["the cite asks something else: " + answer["cite"]]
    sources = [line.split()[1:] for line in lines if line.startswith("source ")]
    for term, url in sources:
        named = [source["url"] for reason in answer["because"] if reason["term"] == term for source in reason["sources"]]
        wrong += [] if url in named else [f"{term} does not name {url}"]
    asked = expected([line for line in lines if not line.startswith("source ")])
    for verdict in answer.get("verdicts", [answer]):
        party = verdict["party"] if "verdicts" in answer else None
        want = asked.get(party) or asked.get("others") or []
        got = lines_of(verdict, "")
        if want[:1] + sorted(want[1:]) != got[:1] + sorted(got[1:]):
            wrong += [f"{party or ''} must be", *want, "but is", *got]
    return wrong


with tempfile.TemporaryDirectory() as folder:
    asked, failed, log = 0, 0, None
    blocks = re.split(r"\n(?=\S)", open(questions).read().strip())
    for block in blocks:
        head, *lines = [line.strip() for line in block.split("\n") if line.strip()]
        if head.startswith("//"):
            continue
        if not head.startswith(("may ", "who ")):
            log = load(head, folder)
            continue
        asked += 1
        wrong = check(log, head, lines)
        if wrong:
            failed += 1
            print(head, *(f"    {line}" for line in wrong), sep="\n")
    print(f"{asked} questions, {failed} answered otherwise")
    sys.exit(1 if failed or not asked else 0)
