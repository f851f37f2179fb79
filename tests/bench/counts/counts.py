#!/usr/bin/env python3
"""counts.py BUILD [--renew]: instructions of the three hottest paths, counted by callgrind, against what baseline.json
says. More than 5 % above it fails. --renew writes what was counted, for the commit that is meant to cost it.

Counts repeat where times do not: the same build counts the same to about one in a thousand. They hang on the compiler
and on which instructions the processor has, so the baseline says whose it is."""
import json
import pathlib
import platform
import re
import subprocess
import sys
import tempfile

ALLOWED = 0.05
# What is counted, and how often it is done: of that, one is told.
PATHS = {"question": 400, "opening": 1, "append": 400}
WHAT = {"question": "one `terms` question, 20 terms and 200 events", "opening": "opening a log of 2,000 events",
        "append": "one append, from text to state, without the disk"}

build, baseline = pathlib.Path(sys.argv[1]), pathlib.Path(__file__).with_name("baseline.json")
program = build / "tests/counts/hot_paths"


def instructions(path, times, folder):
    out = f"{folder}/counted"
    command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", program, path, str(times), f"{folder}/log.jsonl"]
    ran = subprocess.run(command, capture_output=True, text=True)
    if ran.returncode != 0:
        sys.exit(f"counts: {path} failed: {ran.stderr}")
    return int(re.search(r"Collected : (\d+)", ran.stderr)[1])


with tempfile.TemporaryDirectory() as folder:
    subprocess.run([program, "write", "0", f"{folder}/log.jsonl"], check=True, capture_output=True)
    counted = {path: round((instructions(path, times, folder) - instructions(path, 0, folder)) / times) for path, times in PATHS.items()}

if "--renew" in sys.argv:
    compiler = re.search(r"CMAKE_CXX_COMPILER:\w+=(.*)", (build / "CMakeCache.txt").read_text())[1]
    version = subprocess.run([compiler, "--version"], capture_output=True, text=True, check=True).stdout.splitlines()[0]
    baseline.write_text(json.dumps({"compiler": version, "machine": platform.machine(), "instructions": counted}, indent=4) + "\n")
    print(f"counts: {baseline.name} holds them now")
before = json.loads(baseline.read_text())["instructions"]
grown = []
for path, count in counted.items():
    change = count / before[path] - 1
    grown += [path] if change > ALLOWED else []
    print(f"counts: {WHAT[path]}: {count:,} instructions, {change:+.1%} against {before[path]:,}{' – TOO MANY' if change > ALLOWED else ''}")
if any(count / before[path] < 1 - ALLOWED for path, count in counted.items()):
    print("counts: some are fewer by far; ./dev bench --check --renew keeps it so")
sys.exit(f"counts: grown by more than {ALLOWED:.0%}: {', '.join(grown)}. If it is meant to be so, ./dev bench --check --renew" if grown else 0)
