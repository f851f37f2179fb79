#!/usr/bin/env python3
"""Whether every question of the fixtures' READMEs is asked: all_asked.py FIXTURES TABLES…

A question is a paragraph that begins with its number in bold (`**Q3.`, `**N5.`, `**16.`, which the tables call Q16), a row
of the table of fixed points, or a section `### Who …`. A table must name it, and each command that it writes as `E COMMAND`
must be asked under its name, and so must each of the fixture's terms that it names. Prints what is not, and what a table
names that no README has."""
import glob, json, os, re, sys

import asked

fixtures, tables = sys.argv[1], sys.argv[2:]


def written(readme):
    """The questions of a README, by name: the text of each."""
    texts, name = {}, None
    for line in open(readme).read().partition("\n## Questions\n")[2].splitlines():
        number, fixed, title = (re.match(form, line) for form in (r"\*\*([NQ]?)(\d+)\. ", r"\| (\d+) \| ", r"### (.*)"))
        if title:
            name = title[1] if title[1].startswith("Who ") else None
        elif number:
            name = (number[1] or "Q") + number[2]
        elif fixed:
            name = f"fixed point {fixed[1]}"
        if name:
            texts[name] = texts.get(name, "") + line + "\n"
    return texts


def terms_of(fixture):
    entries = [json.load(open(file)) for file in glob.glob(f"{fixtures}/{fixture}/*.json")]
    return {event["term"] for entry in entries for event in entry["events"] if "term" in event}


by_name = {}
for table in tables:
    for fixture, labels, question, lines in asked.questions(table):
        command = question.split()[0]
        if command.startswith("--"):
            command = {"diffs": "diff", "upcoming": "upcoming"}[os.path.basename(table).split("_")[0]]
        for label in labels if lines else []:
            commands, text = by_name.setdefault((fixture, label), (set(), []))
            commands.add(command)
            text += [question, *lines]

numbered, missing = 0, []
for readme in sorted(glob.glob(f"{fixtures}/*/README.md")):
    fixture = os.path.basename(os.path.dirname(readme))
    texts, terms = written(readme), terms_of(fixture)
    numbered += len(texts)
    missing += [f"{fixture}: the README has no {label}" for of, label in by_name if of == fixture and label not in texts]
    for name, text in texts.items():
        commands, lines = by_name.get((fixture, name), (set(), []))
        words = set(re.findall(r"[\w.-]*\w", "\n".join(lines)))
        missing += [] if commands else [f"{fixture}: nothing asks {name}"]
        missing += [f"{fixture}: {name} is not asked of {each}" for each in sorted(set(re.findall(r"`E (\w+)", text)) - commands)]
        missing += [f"{fixture}: {name} does not ask about {each}" for each in sorted(terms & set(re.findall(r"[\w.-]*\w", text)) - words)]
print(*missing, f"{numbered} questions in the READMEs, {len(missing)} things not asked", sep="\n")
sys.exit(1 if missing or not numbered else 0)
