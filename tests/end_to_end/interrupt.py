#!/usr/bin/env python3
"""Ctrl-C in the middle of an append of 10,000 entries leaves whole entries, says how many, and can be gone on with.

    interrupt.py ENTENTE

The signal is sent when the log begins to grow; on a fast disk the append may be through by then, so it is tried until it
was caught half-way. What must hold, holds in every try.
"""
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile

ENTRIES = 10_000
TRIES = 50


def entries():
    for i in range(ENTRIES):
        events = [{"type": "note.added", "text": f"remark {i}"}]
        if i == 0:
            events.insert(0, {"type": "alliance.formed", "title": "A", "parties": [{"party": "x"}]})
        yield json.dumps({
            "id": f"0196f3a2-0000-7000-8000-{i:012x}", "alliance": "a", "announced": "2026-04-27", "actor": "ann", "events": events})


def entente(program, folder, *words, **more):
    return subprocess.run(
        [program, "--log", "log.jsonl", *words], cwd=folder, capture_output=True, text=True, timeout=120, **more)


def interrupted(program, folder, kind):
    """Starts the append, sends the signal once the log grows; the finished process and what it said."""
    log = folder / "log.jsonl"
    before = log.stat().st_size
    process = subprocess.Popen(
        [program, "--log", "log.jsonl", "append", "entries.jsonl"], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while process.poll() is None and log.stat().st_size == before:
        os.sched_yield()
    if process.poll() is None:
        process.send_signal(kind)
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


def entries_in(program, folder):
    verified = entente(program, folder, "verify")
    assert verified.returncode == 0, verified.stderr
    assert not verified.stderr, f"nothing is cut short, so nothing is set aside: {verified.stderr}"
    return int(re.match(r"(\d+) entr", verified.stdout)[1])


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    for attempt in range(TRIES):
        with tempfile.TemporaryDirectory(prefix="entente-interrupt-") as name:
            folder = pathlib.Path(name)
            (folder / "entries.jsonl").write_text("\n".join(entries()) + "\n")
            assert entente(program, folder, "init").returncode == 0
            status, out, err = interrupted(program, folder, signal.SIGINT if attempt % 2 == 0 else signal.SIGTERM)
            there = entries_in(program, folder)
            if status == 0:
                assert there == ENTRIES, f"it said done with {there} entries"
                continue
            assert status == 130, f"exit {status}: {err}"
            assert f"interrupted: {there} of {ENTRIES} entries are in" in err, err
            assert 0 < there < ENTRIES
            again = entente(program, folder, "append", "entries.jsonl")
            assert again.returncode == 0, again.stderr
            assert f"{there} were there already" in again.stdout, again.stdout
            assert entries_in(program, folder) == ENTRIES
            print(f"interrupted with {there} entries in, at attempt {attempt + 1}")
            return
    sys.exit(f"in {TRIES} attempts the append was never caught half-way")


if __name__ == "__main__":
    main()
