#!/usr/bin/env python3
"""Every answer names a command that gives the same bytes for ever, and a chain that verify knows again.

    citations.py ENTENTE FIXTURES

Asks every question of a log of two fixtures, appends the other two and an entry that changes what was asked about, types
each citation into a shell, and compares. (What another day does is tested with a clock in hand: tests/cli.)
"""
import glob, json, os, shlex, subprocess, sys, tempfile

entente, fixtures = sys.argv[1:3]
A = "openai-microsoft"
QUESTIONS = [
    ["alliances"],
    ["alliances", "--on", "2020-01-01", "--known-at", "@20"],
    ["parties"],
    ["parties", A, "--announced-by", "2024-01-01"],
    ["terms", A],
    ["terms", A, "--all", "--on", "2031-06-30", "--announced-by", "2025-12-01"],
    ["terms", A, "--known-at", "2099-01-01T00:00:00Z"],
    ["terms", A, "--known-at", "@91"],
    ["terms", A, "--known-at", "@30"],
    ["terms", "anthropic-cloud", "--on", "2026-04-30"],
    ["term", A, "ms-ip-models-products"],
    ["term", A, "azure-api-exclusivity", "--on", "2026-04-26"],
    ["diff", A, "--from", "2026-04-26", "--to", "2026-04-29"],
    ["diff", A, "--on", "2025-12-20", "--announced-from", "2025-10-07", "--announced-to", "2026-05-08"],
    ["diff", A, "--on", "2026-04-28", "--known-from", "@20", "--known-to", "@91"],
    ["diff", A, "--on", "2026-04-28", "--known-from", "@20", "--known-to", "@60", "--announced-by", "2026-05-01"],
    ["diff", "anthropic-cloud", "--from", "2026-04-01", "--to", "2026-04-30"],
    ["check", A, "--on", "2026-07-20", "--only", "no_end", "--only", "dispute_open"],
    ["check", "--stale", "P9M"],
    ["upcoming"],
    ["upcoming", "--within", "P5Y"],
    ["upcoming", A, "--on", "2025-08-01", "--announced-by", "2025-08-01"],
    ["may", "aws", "host", "openai/products/api"],
    ["may", "*", "host", "openai/products/api", "--on", "2026-04-28", "--scope", "persons=us/government/national-security"],
    ["who", "host", "openai/products/api", "--on", "2026-05-03"],
    ["who", "supply", "openai/compute", "--announced-by", "2025-12-01"],
    ["log"],
    ["log", A, "--known-at", "@5"],
]


def run(*words):
    done = subprocess.run([entente, *words], capture_output=True)
    if done.returncode and not (done.returncode == 1 and "check" in words):  # which found something to look at
        sys.exit(f"entente {' '.join(words)}: {done.returncode}\n{done.stderr.decode()}")
    return done.stdout


def append(*names):
    for name in names:
        run("--log", log, "append", *sorted(glob.glob(f"{fixtures}/{name}/*.json")))


wrong = 0


def check(holds, what):
    global wrong
    if not holds:
        wrong += 1
        print(what)


with tempfile.TemporaryDirectory() as folder:
    log = f"{folder}/a log's file.jsonl"  # to be quoted, too
    run("--log", log, "init")
    append(A, "anthropic-cloud")
    answers = [(words, run("--log", log, *words, "--json")) for words in QUESTIONS]
    append("apple-google-search", "starbucks-nestle")
    run("--log", log, "end", A, "ms-ip-models-products", "--announced", "2026-04-28")
    run("--log", log, "end", "anthropic-cloud", "google-cloud-spend", "--announced", "2026-04-30")
    changed = 0
    for words, before in answers:
        answer = json.loads(before)
        typed = f"{shlex.quote(entente)} --log {shlex.quote(log)} {answer['cite']} --json"
        again = subprocess.run(["bash", "-c", typed], capture_output=True)
        check(again.stdout == before, f"{words}: cited as {answer['cite']}, which answers something else\n{again.stderr.decode()}")
        changed += run("--log", log, *words, "--json") != before
        position = str(answer.get("as_of", answer.get("to"))["position"])
        stands = run("--log", log, "verify", "--at", position, "--chain", answer["chain"])
        check(stands, f"{words}: verify says nothing of @{position}")
    check(changed >= 10, f"only {changed} answers would have changed")
    # a chain of another history does not stand
    other = answers[0][1] and json.loads(answers[0][1])["chain"]
    forged = ("0" if other[0] != "0" else "1") + other[1:]
    refused = subprocess.run([entente, "--log", log, "verify", "--at", "91", "--chain", forged], capture_output=True)
    check(refused.returncode == 1, f"verify takes a chain for another: exit {refused.returncode}")
    # what is imagined has no place in the log, and no citation
    with open(f"{folder}/entry.json", "w") as file:
        json.dump({"alliance": A, "announced": "2026-05-01", "actor": "ann", "events": [{"type": "note.added", "text": "?"}]}, file)
    supposed = json.loads(run("--log", log, "terms", A, "--suppose", f"{folder}/entry.json", "--json"))
    check(supposed["cite"] is None, "an imagined answer is cited")
print(f"{len(QUESTIONS)} answers, {wrong} differences")
sys.exit(1 if wrong else 0)
