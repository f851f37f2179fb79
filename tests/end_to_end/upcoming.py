#!/usr/bin/env python3
"""What comes next in the four fixtures, asked through the built program: the questions of their READMEs, each answer in
full. upcoming.py ENTENTE FIXTURES; prints every answer that differs."""
import glob, json, os, subprocess, sys, tempfile

entente, fixtures = sys.argv[1:3]
# alliance, on, announced by, within: every item as (what, of, name, earliest, latest, because)
KRAFT = [
    ("ends", "term kraft-grocery", None, "2014-03-01", "2014-03-31", "002#2 003#0"),
    ("ends", "term kraft-grocery.warehouse-clubs", None, "2014-03-01", "2014-03-31", "003#1"),
]
EXPECTED = [
    ("anthropic-cloud", "2026-05-31", None, None, [
        ("due", "term google-tpu-capacity", "online", "2026-01-01", "2026-12-31", "013#0"),
        ("due", "term aws-spend-100bn", "nearly-one-gigawatt", "2026-04-20", "2026-12-31", "017#2"),
        ("begins", "term broadcom-tpu-capacity", None, "2027-01-01", "2027-12-31", "016#1"),
        ("ends", "term google-cloud-spend", None, "2027-10-01", "2027-10-31", "004#1"),
        ("ends", "term aws-spend-100bn", None, "2036-04-01", "2036-04-30", "017#2"),
    ]),
    ("apple-google-search", "2023-01-01", "2023-01-01", None, []),
    ("starbucks-nestle", "2010-06-01", "2010-06-01", None, KRAFT),
    ("starbucks-nestle", "2010-06-01", "2010-11-30", None, [
        ("plan", "term kraft-grocery", "term.ended", "2011-03-01", "2011-03-01", "004#0"),
        ("plan", "term kraft-grocery.warehouse-clubs", "term.ended", "2011-03-01", "2011-03-01", "004#1"),
        *KRAFT,
    ]),
    ("starbucks-nestle", "2019-01-01", None, None, []),
    ("openai-microsoft", "2026-11-24", None, "P5Y", [
        ("due", "term third-party-compute.aws", "full-deployment", "2026-12-31", "2026-12-31", "041#0"),
        ("plan", "milestone openai-ipo", "milestone.reached", "2027-01-01", "2027-12-31", "061#1 067#0"),
        ("ends", "term ms-ip-research", None, "2030-12-31", "2030-12-31", "036#15"),
        ("ends", "term revenue-share-openai-to-ms", None, "2030-12-31", "2030-12-31", "021#4 054#10"),
    ]),
    ("openai-microsoft", "2026-04-28", "2026-04-28", "P1Y", [
        ("due", "term third-party-compute.aws", "full-deployment", "2026-12-31", "2026-12-31", "041#0"),
    ]),
]


def run(*words):
    done = subprocess.run([entente, *words], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"entente {' '.join(words)}: {done.returncode}\n{done.stderr}")
    return done.stdout


def read(alliance):
    """A log of one fixture, and `004#1` for each of its event addresses, by the numbers of its files."""
    log, names = f"{folder}/{alliance}.jsonl", {}
    files = sorted(glob.glob(f"{fixtures}/{alliance}/*.json"))
    run("--log", log, "init")
    run("--log", log, "append", *files)
    for file in files:
        told = json.load(open(file))
        for entry in told if isinstance(told, list) else [told]:
            names[entry["id"]] = os.path.basename(file)[:3]
    return log, names


def said(item, names):
    matter = next(word for word in ("term", "party", "milestone") if word in item)
    because = " ".join(f"{names[entry]}#{index}" for entry, index in (event.split("#") for event in item["because"]))
    return item["what"], f"{matter} {item[matter]}", item["name"], item["earliest"], item["latest"], because


with tempfile.TemporaryDirectory() as folder:
    logs, wrong = {}, 0
    for alliance, on, by, within, expected in EXPECTED:
        log, names = logs.setdefault(alliance, None) or logs.update({alliance: read(alliance)}) or logs[alliance]
        asked = ["upcoming", alliance, "--on", on, "--json"]
        asked += (["--announced-by", by] if by else []) + (["--within", within] if within else [])
        items = [said(item, names) for item in json.loads(run("--log", log, *asked))["items"]]
        if items != expected:
            wrong += 1
            print(f"{' '.join(asked)}:")
            for sign, missing in (("-", [e for e in expected if e not in items]), ("+", [i for i in items if i not in expected])):
                print("".join(f"  {sign} {item}\n" for item in missing), end="")
    print(f"{len(EXPECTED)} answers, {wrong} differences")
    sys.exit(1 if wrong else 0)
