#!/usr/bin/env python3
"""The fixtures' questions of `diff`, asked through the built program: every change, field, value and event.

    diffs.py ENTENTE FIXTURES QUESTIONS [--update]

QUESTIONS names a fixture on a line of its own; then comes each question, indented the answer it must have, in order:

    --FLAG …
        + term NAME [NNN#i …]            added, and the events that did it
        - party NAME [NNN#i …]           removed
        ~ term NAME [NNN#i …]            changed
            PATH: FROM -> TO             each field, as JSON
        nothing

A line that begins with // is a remark. NNN#i is event i, from 0, of the fixture's file NNN. Prints each answer that
differs; --update writes down what the program answers now."""
import glob, json, os, shlex, subprocess, sys, tempfile

entente, fixtures, questions = sys.argv[1:4]
update = "--update" in sys.argv[4:]
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


def told(document):
    lines = []
    for change in document["changes"]:
        what = "term" if "term" in change else "party"
        mark = {"added": "+", "removed": "-", "changed": "~"}[change["change"]]
        events = " ".join(addresses[event] for event in change["because"])
        lines.append(f"    {mark} {what} {change[what]} [{events}]")
        for path, values in change["fields"].items():
            said = [json.dumps(values[side], ensure_ascii=False) for side in ("from", "to")]
            lines.append(f"        {path}: {said[0]} -> {said[1]}")
        if set(change) != {what, "change", "fields", "because"}:
            lines.append(f"        keys: {sorted(change)}")
    return lines or ["    nothing"]


asked = wrong = 0
written = []
with tempfile.TemporaryDirectory() as folder, open(questions) as file:
    lines = file.read().splitlines()
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        written.append(line)
        if not line or line.startswith("//"):
            continue
        if not line.startswith("--"):
            fixture, log = line, load(line, folder)
            continue
        expected = []
        while at < len(lines) and lines[at].startswith(" "):
            expected.append(lines[at])
            at += 1
        document = json.loads(run("--log", log, "diff", fixture, *shlex.split(line), "--json"))
        found = told(document)
        if list(document) != ["alliance", "from", "to", "changes", "cite", "chain"] or document["alliance"] != fixture:
            found.append(f"    keys: {list(document)}")
        asked += 1
        written += found
        if found != expected:
            wrong += 1
            print(f"{fixture} {line}", *(f"  expected {text}" for text in expected if text not in found),
                  *(f"  answered {text}" for text in found if text not in expected), sep="\n")
if update:
    open(questions, "w").write("\n".join(written) + "\n")
print(f"{asked} answers, {wrong} differences")
sys.exit(1 if wrong and not update else 0)
