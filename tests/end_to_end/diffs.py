#!/usr/bin/env python3
"""The fixtures' questions of `diff`, asked through the built program: every change, field, value and event.

    diffs.py ENTENTE FIXTURES QUESTIONS [--update]

QUESTIONS is a table as asked.py reads it, the changes in order:

    --FLAG …
        + term NAME [NNN#i …]            added, and the events that did it
        - party NAME [NNN#i …]           removed
        ~ term NAME [NNN#i …]            changed
            PATH: FROM -> TO             each field, as JSON
        nothing

Prints each answer that differs; --update writes down what the program answers now."""
import json, shlex, sys

import asked

program = asked.Program(*sys.argv[1:3])
update = "--update" in sys.argv[4:]


def told(document):
    lines = []
    for change in document["changes"]:
        what = "term" if "term" in change else "party"
        mark = {"added": "+", "removed": "-", "changed": "~"}[change["change"]]
        events = " ".join(program.events(change["because"]))
        lines.append(f"    {mark} {what} {change[what]} [{events}]")
        for path, values in change["fields"].items():
            said = [json.dumps(values[side], ensure_ascii=False) for side in ("from", "to")]
            lines.append(f"        {path}: {said[0]} -> {said[1]}")
        if set(change) != {what, "change", "fields", "because"}:
            lines.append(f"        keys: {sorted(change)}")
    return lines or ["    nothing"]


table, wrong = asked.questions(sys.argv[3]), 0
written = open(sys.argv[3]).read()
for fixture, _, flags, expected in table:
    document = program.ask(fixture, "diff", fixture, *shlex.split(flags))
    found = told(document)
    if list(document) != ["alliance", "from", "to", "changes", "cite", "chain"] or document["alliance"] != fixture:
        found.append(f"    keys: {list(document)}")
    if found != expected:
        wrong += 1
        written = written.replace("\n".join([flags, *expected, ""]), "\n".join([flags, *found, ""]))
        print(f"{fixture} {flags}", *(f"  expected {text}" for text in expected if text not in found),
              *(f"  answered {text}" for text in found if text not in expected), sep="\n")
if update:
    open(sys.argv[3], "w").write(written)
print(f"{len(table)} answers, {wrong} differences")
sys.exit(1 if wrong and not update else 0)
