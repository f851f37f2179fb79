#!/usr/bin/env python3
"""The fixtures' questions of `upcoming`, asked through the built program: every item, its days and its events.

    upcoming.py ENTENTE FIXTURES QUESTIONS

QUESTIONS is a table as asked.py reads it, the items in order:

    --FLAG …
        WHAT term TERM [NAME] DAY [NNN#i …]            `party` or `milestone` likewise; a span is DAY..DAY
        nothing

Prints each answer that differs."""
import shlex, sys

import asked

program = asked.Program(*sys.argv[1:3])


def told(item):
    matter = next(word for word in ("term", "party", "milestone") if word in item)
    days = item["earliest"] if item["earliest"] == item["latest"] else f"{item['earliest']}..{item['latest']}"
    words = [item["what"], matter, item[matter], item["name"], days, f"[{' '.join(program.events(item['because']))}]"]
    return "    " + " ".join(word for word in words if word is not None)


table, wrong = asked.questions(sys.argv[3]), 0
for fixture, _, flags, expected in table:
    items = program.ask(fixture, "upcoming", fixture, *shlex.split(flags))["items"]
    found = list(map(told, items)) or ["    nothing"]
    if found != expected:
        wrong += 1
        print(f"{fixture} {flags}", *(f"  expected {text}" for text in expected if text not in found),
              *(f"  answered {text}" for text in found if text not in expected), sep="\n")
        if sorted(found) == sorted(expected):
            print("  in another order:", *found, sep="\n  ")
print(f"{len(table)} answers, {wrong} differences")
sys.exit(1 if wrong or not table else 0)
