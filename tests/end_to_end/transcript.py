#!/usr/bin/env python3
"""Runs a transcript: commands, and exactly what they print.

    transcript.py --entente PROGRAM --fixtures FOLDER FILE     fails with the difference
    transcript.py … --update FILE                              writes down what the commands print now

A transcript is text. `$ ` begins a command for bash, `> ` goes on with it; what follows, up to the next command, is its
output, standard error after standard output; `[exit 2]` is its exit status when that is not 0; `# ` behind an empty line a remark. Each
transcript runs in a folder of its own, with nothing in it but a link to the fixtures; `entente` is the program, the log
is `log.jsonl`. What no two runs share stands as <id>, <instant>, <minute>, <chain>, <today>; a line `…` is any lines, and
`~` the folder.
"""
import argparse
import datetime
import difflib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HEX = "[0-9a-f]"
PLACEHOLDERS = {
    "<chain>": f"{HEX}{{64}}",
    "<id>": f"{HEX}{{8}}-{HEX}{{4}}-7{HEX}{{3}}-[89ab]{HEX}{{3}}-{HEX}{{12}}",
    "<instant>": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z",
    "<minute>": r"\d{4}-\d\d-\d\d \d\d:\d\d",
    "<today>": r"\d{4}-\d\d-\d\d",
}


class Step:
    def __init__(self, command):
        self.command = command
        self.lines = []  # of the transcript: the command's own, and remarks
        self.output = []
        self.exit = 0


def read(text):
    steps, head, before = [], [], ""
    for line in text.splitlines():
        apart, before = not before or bool(head), line
        if line.startswith("$ "):
            steps.append(Step(line[2:]))
            steps[-1].lines = head + [line]
            head = []
        elif line.startswith("# ") and apart:
            head.append(line)
        elif line.startswith("> ") and steps and not steps[-1].output and not head:
            steps[-1].command += "\n" + line[2:]
            steps[-1].lines.append(line)
        elif not steps or head:
            head.append(line)
        elif match := re.fullmatch(r"\[exit (\d+)\]", line):
            steps[-1].exit = int(match[1])
        else:
            steps[-1].output.append(line)
    return steps, head


def run(command, folder):
    environment = {
        "PATH": f"{folder}/.bin:{os.environ['PATH']}", "HOME": str(folder), "USER": "ann", "COLUMNS": "80", "TERM": "dumb",
        "ENTENTE_LOG": "log.jsonl", "LC_ALL": "C.UTF-8"}
    for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS"):
        if name in os.environ:
            environment[name] = os.environ[name]
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=120)
    text = (done.stdout + done.stderr).decode("utf-8", "replace").replace(str(folder), "~")
    return text.splitlines(), done.returncode


def as_pattern(line):
    pattern = re.escape(line)
    for name, expression in PLACEHOLDERS.items():
        pattern = pattern.replace(re.escape(name), expression)
    return pattern


def matches(expected, actual):
    if expected == actual:
        return True
    pattern = "".join(r"(?:.*\n)*" if line == "…" else as_pattern(line) + r"\n" for line in expected)
    return re.fullmatch(pattern, "".join(line + "\n" for line in actual)) is not None


def with_placeholders(line, today):
    for name in ("<chain>", "<id>", "<instant>", "<minute>"):
        line = re.sub(PLACEHOLDERS[name], name, line)
    return line.replace(today, "<today>")


def play(path, program, fixtures, update):
    steps, tail = read(path.read_text())
    folder = pathlib.Path(tempfile.mkdtemp(prefix="entente-transcript-"))
    written, failures = [], 0
    try:
        (folder / ".bin").mkdir()
        (folder / ".bin" / "entente").symlink_to(program)
        (folder / "fixtures").symlink_to(fixtures)
        for step in steps:
            today = datetime.datetime.now(datetime.timezone.utc).date().isoformat()
            output, status = run(step.command, folder)
            while output and not output[-1]:
                output.pop()
            while step.output and not step.output[-1]:
                step.output.pop()
            same = matches(step.output, output) and status == step.exit
            shown = step.output if same else [with_placeholders(line, today) for line in output]
            written += step.lines + shown + ([f"[exit {status}]"] if status else []) + [""]
            if not same and not update:
                failures += 1
                print(f"{path.name}: $ {step.command}")
                print("\n".join(difflib.unified_diff(
                    step.output + [f"[exit {step.exit}]"], [with_placeholders(line, today) for line in output] + [f"[exit {status}]"],
                    "expected", "printed", lineterm="")), "\n")
    finally:
        shutil.rmtree(folder)
    if update:
        path.write_text("\n".join(written + tail).rstrip("\n") + "\n")
    return failures


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--entente", required=True, type=pathlib.Path)
    arguments.add_argument("--fixtures", required=True, type=pathlib.Path)
    arguments.add_argument("--update", action="store_true")
    arguments.add_argument("transcripts", nargs="+", type=pathlib.Path)
    given = arguments.parse_args()
    failures = sum(play(path, given.entente.resolve(), given.fixtures.resolve(), given.update) for path in given.transcripts)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
