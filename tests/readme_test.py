#!/usr/bin/env python3
"""What README.md claims and a machine can see: the rooms, the files to read first, the commands of ./dev, the taste.

    readme_test.py --entente PROGRAM

The console blocks are one transcript, in the form that end_to_end/transcript.py runs.
"""
import argparse
import pathlib
import re
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TOP / "tests" / "end_to_end"))
import transcript  # noqa: E402

problems = []


def expect(holds, sentence):
    if not holds:
        problems.append(sentence)


def section(text, title):
    found = re.search(rf"^## {re.escape(title)}$(.*?)(?=^## |\Z)", text, re.M | re.S)
    expect(found, f"there is no section {title}")
    return found[1] if found else ""


def rooms(house):
    told = set(re.findall(r"^\| `(\w+)/` \|", house, re.M))
    there = {
        folder.name for folder in TOP.iterdir()
        if folder.is_dir() and folder.name != "build" and not folder.name.startswith(".")
        and any(path.is_file() for path in folder.rglob("*"))}
    expect(told == there, f"the table tells of {sorted(told)}, there are {sorted(there)}")
    table = re.search(r"^\| `tests/` \|(.*)$", house, re.M)
    for folder in re.findall(r"`(\w+)/`", table[1] if table else ""):
        expect((TOP / "tests" / folder).is_dir(), f"there is no tests/{folder}")


def paths(text):
    for path in re.findall(r"`((?:core|events|projections|daemon|cli|tests)/[\w./]+)`", text):
        expect((TOP / path).exists(), f"there is no {path}")


def dev_commands(text):
    known = subprocess.run([TOP / "dev", "help"], capture_output=True, text=True, check=True).stdout
    for command in set(re.findall(r"\./dev (\w+)", text)):
        expect(re.search(rf"^\./dev {command}\b", known, re.M), f"./dev help does not tell of ./dev {command}")
    taken = re.search(r"^    ([\w |]+)\)\n        command=", (TOP / "dev").read_text(), re.M)[1].split(" | ")
    for command in set(re.findall(r"^\./dev (\w+)", known, re.M)):
        expect(command in taken, f"./dev help tells of ./dev {command}, which does not take it")


def taste(text, program):
    blocks = re.findall(r"^```console\n(.*?)^```$", text, re.M | re.S)
    if not blocks:
        return
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "README.md"
        path.write_text("\n".join(blocks))
        failures = transcript.play(path, program, TOP / "fixtures", update=False)
        expect(failures == 0, f"{failures} commands print something else now")


arguments = argparse.ArgumentParser()
arguments.add_argument("--entente", required=True, type=pathlib.Path)
readme = (TOP / "README.md").read_text()
rooms(section(readme, "The house"))
paths(readme)
dev_commands(readme)
taste(readme, arguments.parse_args().entente.resolve())
for problem in problems:
    print(f"README.md: {problem}")
sys.exit(1 if problems else 0)
