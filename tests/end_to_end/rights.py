#!/usr/bin/env python3
"""The fixtures' questions of `may` and `who`, asked through the built program: every verdict, clause, event and exception.

    rights.py ENTENTE FIXTURES QUESTIONS

QUESTIONS is a table as asked.py reads it:

    may PARTY ACTION SUBJECT [--FLAG …]
        = VERDICT: EFFECT TERM NNN#i …, EFFECT TERM …
        except KEY=PATH,… = VERDICT: …
        reading NNN#i = VERDICT          what a rival reading alone leads to
        source TERM URL                  the clause names it among its sources
    who ACTION SUBJECT [--FLAG …]
        PARTY = VERDICT: …               `others`: whoever is not named in the question; exceptions follow their party

`waived` is a bar that is waived, `vain` a permission under a bar. Clauses and exceptions are all there are, in any order;
the events of a clause are all it names. Prints each answer that differs."""
import re, shlex, sys

import asked

program = asked.Program(*sys.argv[1:3])


def clause(reason):
    word = reason["effect"] if reason["counts"] else {"permits": "vain"}.get(reason["effect"], "waived")
    return " ".join([word, reason["term"], *program.events(reason["events"])])


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
    return lines + [f"reading {program.addresses[way['reading']]} = {way['verdict']}" for way in answer["ways"] if way["reading"]]


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


def check(fixture, question, lines):
    answer = program.ask(fixture, *shlex.split(question))
    cited = program.ask(fixture, *shlex.split(answer["cite"]))
    for document in (cited, answer, *cited.get("verdicts", []), *answer.get("verdicts", [])):
        del document["as_of"]["known_at"]
    wrong = [] if cited == answer else ["the cite asks something else: " + answer["cite"]]
    sources = [line.split()[1:] for line in lines if line.startswith("source ")]
    for term, url in sources:
        named = [source["url"] for reason in answer["because"] if reason["term"] == term for source in reason["sources"]]
        wrong += [] if url in named else [f"{term} does not name {url}"]
    verdicts = expected([line for line in lines if not line.startswith("source ")])
    for verdict in answer.get("verdicts", [answer]):
        party = verdict["party"] if "verdicts" in answer else None
        want = verdicts.get(party) or verdicts.get("others") or []
        got = lines_of(verdict, "")
        if want[:1] + sorted(want[1:]) != got[:1] + sorted(got[1:]):
            wrong += [f"{party or ''} must be", *want, "but is", *got]
    return wrong


table, failed = asked.questions(sys.argv[3]), 0
for fixture, _, question, lines in table:
    wrong = check(fixture, question, [line.strip() for line in lines])
    if wrong:
        failed += 1
        print(question, *(f"    {line}" for line in wrong), sep="\n")
print(f"{len(table)} questions, {failed} answered otherwise")
sys.exit(1 if failed or not table else 0)
