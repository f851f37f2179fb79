#!/usr/bin/env python3
"""The fixtures' questions of `terms` and `parties`, asked through the built program; what they must answer is worked out by
hand from the registers, in the READMEs.

    terms_asked.py ENTENTE FIXTURES TABLES…

Each of TABLES is one as asked.py reads it:

    terms --on DAY [--FLAG …]
        TERM [NNN#i …]: PATH VALUE, PATH VALUE, …      its fields, and events that `because` must name
        milestone NAME: PATH VALUE, …                  `party` likewise
        TERM: absent                                   and so not in the answer
        only TERM, TERM                                all the terms there are
        only PATH VALUE: TERM, TERM                    all of which this is true
        each [PATH VALUE]: PATH VALUE                  of every term, or of those of which that is true
        nowhere TEXT                                   the answer names it nowhere

A slash in PATH goes into an object; null is also what is not there. disputes/PATH are the values that rival readings give
that field, disputed/PATH the events they contradict. VALUE is JSON, or bare words up to a comma; 5 USD is an amount of
money, a day is a span of one day, DAY..DAY a longer one. Prints each answer that differs, and what was asked of each."""
import json, re, shlex, sys

import asked

program = asked.Program(*sys.argv[1:3])


def plain(value):
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, dict) and set(value) == {"earliest", "latest"}:
        return value["earliest"] if value["earliest"] == value["latest"] else f"{value['earliest']}..{value['latest']}"
    if isinstance(value, dict) and set(value) == {"amount", "currency"}:
        return f"{value['amount']} {value['currency']}"
    return {key: plain(each) for key, each in value.items()} if isinstance(value, dict) else value


def at(thing, path):
    """What stands at a path; a key may itself have slashes."""
    first, _, rest = path.partition("/")
    if rest and first in ("disputes", "disputed"):
        rivals = [rival for rival in thing["disputes"] if rival["field"] == rest]
        found = [plain(rival["value"]) if first == "disputes" else program.addresses[rival["event"]] for rival in rivals]
        return [each for index, each in enumerate(found) if each not in found[:index]]
    if first not in thing:
        sys.exit(f"no answer has a field {first!r}")
    value = thing[first]
    while rest and isinstance(value, dict):
        key = max((key for key in value if f"{rest}/".startswith(f"{key}/")), key=len, default=None)
        value, rest = (value[key], rest[len(key) + 1:]) if key else (None, "")
    return plain(value)


def fields(text):
    """`PATH VALUE, PATH VALUE` as pairs."""
    pairs, rest = [], text.strip()
    while rest:
        path, _, rest = rest.partition(" ")
        if rest[:1] in ("[", "{", '"'):
            value, end = json.JSONDecoder().raw_decode(rest)
        else:
            bare = rest.split(", ")[0]
            end = len(bare)
            try:
                value = json.loads(bare)
            except ValueError:
                value = bare
        pairs.append((path, value))
        if rest[end:] and not rest[end:].startswith(", "):
            sys.exit(f"cannot read {rest[end:]!r} in: {text}")
        rest = rest[end + 2:]
    return pairs


def differing(name, thing, text):
    return [f"{name}: {path} is {at(thing, path)!r}, not {value!r}" for path, value in fields(text) if at(thing, path) != value]


def check(document, line):
    """What one line of the table says and the document does not."""
    terms = document.get("terms", [])
    if line.startswith("nowhere "):
        return [line] if line[8:] in json.dumps(document, ensure_ascii=False) else []
    if line.startswith(("only ", "each:", "each ")):
        word, condition, rest = re.fullmatch(r"(only|each) ?(?:(.*?): ?)?(.*)", line).groups()
        those = [term for term in terms if all(at(term, path) == value for path, value in fields(condition or ""))]
        if word == "each":
            return sum((differing(term["term"], term, rest) for term in those), [] if those else [f"none: {line}"])
        names = sorted(term["term"] for term in those)
        return [] if names == sorted(rest.split(", ")) else [f"{line}, but there are {', '.join(names)}"]
    kind, name, because, rest = re.fullmatch(r"(?:(milestone|party) )?(\S+?)(?: \[(.*?)\])?: (.*)", line).groups()
    kind = kind or "term"
    things = document["parties" if kind == "party" else f"{kind}s"]
    found = [thing for thing in things if thing[kind] == name]
    if rest == "absent":
        return [f"{name} is there"] if found else []
    if not found:
        return [f"{name} is not there"]
    missing = [event for event in (because or "").split() if event not in program.events(found[0]["because"])]
    wrong = [f"{name}: {event} is not among {program.events(found[0]['because'])}" for event in missing]
    wrong += [f"{name}: no event says why"] if kind == "term" and not found[0]["because"] else []
    return wrong + differing(name, found[0], rest)


def whole(lines):
    """Lines with what is indented deeper put behind the line it belongs to."""
    return re.sub(r"\n {5,}", " ", "\n".join(lines)).split("\n")


answers, differences, labels_of = 0, 0, {}
for table in sys.argv[3:]:
    for fixture, labels, question, lines in asked.questions(table):
        command, *flags = shlex.split(question)
        document = program.ask(fixture, command, fixture, *flags)
        labels_of.setdefault(fixture, []).extend(label for label in labels if label not in labels_of.get(fixture, []))
        for line in whole(lines):
            answers += 1
            wrong = check(document, line.strip())
            differences += 1 if wrong else 0
            for each in wrong:
                print(f"{fixture}, {', '.join(labels)}: {question}: {each}")
for fixture, labels in labels_of.items():
    print(f"{fixture}: {', '.join(labels)}")
print(f"{answers} answers, {differences} differences")
sys.exit(1 if differences or not answers else 0)
