#!/usr/bin/env python3
"""The timelines of the four fixtures, asked through the built program: on the days on which anything turns, on the days
before, and on days drawn at random, each says of every term what `terms --on` that day says. timeline.py ENTENTE FIXTURES"""
import datetime, glob, json, os, random, subprocess, sys, tempfile

entente, fixtures = sys.argv[1:3]
seed = int(os.environ.get("ENTENTE_SEED", "1"))
print(f"ENTENTE_SEED={seed}")
dice = random.Random(seed)
ALLIANCES = [
    ("openai-microsoft", None), ("openai-microsoft", "2025-12-01"), ("anthropic-cloud", None),
    ("apple-google-search", None), ("apple-google-search", "2024-08-06"), ("starbucks-nestle", None)]


def run(*words):
    done = subprocess.run([entente, *words], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"entente {' '.join(words)}: {done.returncode}\n{done.stderr}")
    return done.stdout


def standing(status, certain, possible, reason):
    return status, certain, tuple(possible), reason


def on_timeline(timeline, day):
    found = {}
    for term in timeline["terms"]:
        for stretch in term["stretches"]:
            if stretch["from"] <= day <= (stretch["through"] or "9999-12-31"):
                assert term["term"] not in found, f"{term['term']} stands twice on {day}"
                found[term["term"]] = standing(*(stretch[key] for key in ("status", "certain", "possible", "reason")))
    return found


def days_of(timeline):
    """Some days on which a stretch begins, the days before, and some between the first and the last."""
    turns = sorted({stretch["from"] for term in timeline["terms"] for stretch in term["stretches"]})
    chosen = dice.sample(turns, min(12, len(turns)))
    chosen += [str(datetime.date.fromisoformat(day) - datetime.timedelta(days=1)) for day in chosen]
    first, last = (datetime.date.fromisoformat(turns[end]).toordinal() for end in (0, -1))
    return chosen + [str(datetime.date.fromordinal(dice.randint(first - 10, last + 2000))) for _ in range(16)]


with tempfile.TemporaryDirectory() as folder:
    compared = wrong = 0
    for alliance, by in ALLIANCES:
        log = f"{folder}/{alliance}.jsonl"
        if not os.path.exists(log):
            run("--log", log, "init")
            run("--log", log, "append", *sorted(glob.glob(f"{fixtures}/{alliance}/*.json")))
        as_of = ["--announced-by", by] if by else []
        timeline = json.loads(run(
            "--log", log, "timeline", alliance, "--all", "--from", "0001-01-01", "--to", "9999-12-31", "--json", *as_of))
        for day in days_of(timeline):
            asked = ["--log", log, "terms", alliance, "--all", "--on", day, "--json", *as_of]
            expected = {
                term["term"]: standing(term["status"], term["certain"], term["possible"].get("status", []), term["reason"])
                for term in json.loads(run(*asked))["terms"]}
            shown = on_timeline(timeline, day)
            compared += len(expected)
            for term in sorted(set(expected) | set(shown)):
                if expected.get(term) != shown.get(term):
                    wrong += 1
                    print(f"{alliance} {term} on {day}: terms {expected.get(term)}, timeline {shown.get(term)}")
    print(f"{compared} states, {wrong} differences")
    sys.exit(1 if wrong or compared < 2000 else 0)
