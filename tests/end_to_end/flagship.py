#!/usr/bin/env python3
"""The flagship fixture, asked through the built program: the seven statements N1 to N7 of 27 April 2026, the register's
questions and fixed points, as far as terms answer them. flagship.py ENTENTE FIXTURES; prints every answer that differs."""
import glob, json, subprocess, sys, tempfile

entente, fixtures = sys.argv[1:3]
THROUGH_2030, THROUGH_2032 = [{"through": "2030"}], [{"through": "2032"}]
LICENSE, API, ROFR = "ms-ip-models-products", "azure-api-exclusivity", "azure-new-capacity-rofr"
TO_MS, TO_OPENAI = "revenue-share-openai-to-ms", "revenue-share-ms-to-openai"
EXPECTED = [  # question, term, on, announced by, what the answer must say (a dot goes into an object)
    ("N1", "azure-compute-exclusivity", "2025-01-20", None, dict(status="in_force", end_kind="not_stated", last_day=None)),
    ("N1", "azure-compute-exclusivity", "2025-01-21", None, dict(status="ended", reason="converted", last_day="2025-01-20")),
    ("N1", ROFR, "2025-10-27", None, dict(status="in_force", end_kind="dated", last_day="2030-12-31")),
    ("N1", ROFR, "2025-10-28", None, dict(status="ended", reason="revoked", last_day="2025-10-27")),
    ("N1", API, "2026-04-26", None, dict(status="in_force", certain=True, exclusive=True, end_kind="milestone", last_day=None, disputed=True)),
    ("N1", API, "2026-04-27", None, dict(status="ended", reason="revoked", end_kind="ended", last_day="2026-04-26")),
    ("N2", "openai-any-cloud", "2026-04-28", None, dict(status="in_force", exclusive=False, end_kind="open", since="2026-04-27", grantee=["*"])),
    ("N2", "gcp-availability", "2026-07-20", None, dict(status=None, certain=False, reason="rumoured")),
    ("N3", LICENSE, "2026-04-28", None, dict(status="in_force", certain=True, exclusive=False, ends=THROUGH_2032, end_kind="dated", last_day="2032-12-31", disputed=False, since="2021-03-01..2021-03-31")),
    ("N3", LICENSE, "2026-04-26", None, dict(exclusive=True, ends=THROUGH_2032)),
    ("N3", LICENSE, "2025-10-27", None, dict(exclusive=None, ends=THROUGH_2030, last_day="2030-12-31")),
    ("N4", "azure-primary-provider", "2026-04-28", None, dict(status="in_force", exclusive=False, end_kind="not_stated", last_day=None, disputed=True)),
    ("N4", "azure-primary-provider", "2018-01-01", None, dict(status="in_force", end_kind="open")),
    ("N4", "azure-primary-provider", "2023-06-01", None, dict(status="ended", reason="superseded", last_day="2019-07-21")),
    ("N5", "azure-first-ship", "2026-05-03", None, dict(status="in_force", exclusive=True, end_kind="not_stated", disputed=True)),
    ("N6", TO_OPENAI, "2026-04-26", None, {"status": "in_force", "ends": THROUGH_2030, "last_day": "2030-12-31", "attributes.percent": "~20%"}),
    ("N6", TO_OPENAI, "2026-04-28", None, dict(status="ended", reason="revoked", last_day="2026-04-26")),
    ("N6", TO_MS, "2026-04-28", None, {"status": "in_force", "certain": True, "end_kind": "milestone", "last_day": "2030-12-31", "attributes.capped": True, "attributes.cap": {"amount": "38000000000", "currency": "USD"}, "grantor": ["openai"], "grantee": ["microsoft"]}),
    ("N6", TO_MS, "2026-05-10", "2026-05-10", {"attributes.capped": True, "attributes.cap": None}),
    ("N7", "aws-bedrock-availability", "2026-04-27", None, None),
    ("N7", "aws-bedrock-availability", "2026-04-28", None, {"status": "in_force", "attributes.stage": "limited preview"}),
    ("N7", "aws-bedrock-availability", "2026-06-01", None, {"attributes.stage": "generally available"}),
    ("1", "azure-compute-exclusivity", "2019-08-01", None, dict(status="in_force", certain=True, exclusive=True, end_kind="not_stated", last_day=None, since="2019-07-22")),
    ("2", "ms-licence-gpt3", "2020-10-01", None, dict(status="in_force", exclusive=True, last_day=None)),
    ("2", "ms-licence-single-model", "2020-10-01", "2020-10-01", None),
    ("4", LICENSE, "2022-06-30", None, dict(status="in_force", certain=True, exclusive=None, subject="openai/ip/models", confidence="reported")),
    ("4", LICENSE, "2022-06-30", "2022-06-30", None),
    ("4", "ms-licence-gpt3", "2022-06-30", "2022-06-30", dict(status="in_force", exclusive=True)),
    ("7", "ms-profit-share", "2023-12-20", "2023-12-07", {"attributes.ownership": "49%"}),
    ("7", "ms-profit-share", "2023-12-20", "2023-12-08", {"attributes.ownership": "0%"}),
    ("8", "ms-board-observer", "2024-03-01", None, {"status": "in_force", "certain": True, "attributes.occupant": "Dee Templeton", "attributes.voting": False}),
    ("8", "ms-board-observer", "2024-07-10", None, dict(status="ended", reason="waived", last_day="2024-07-08")),
    ("11", ROFR, "2025-01-22", None, dict(status="in_force", exclusive=False, ends=THROUGH_2030, last_day="2030-12-31")),
    ("12", API, "2025-02-15", "2025-02-15", dict(status="in_force", certain=True, ends=THROUGH_2030, last_day="2030-12-31")),
    ("12", TO_MS, "2025-02-15", "2025-01-20", None),
    ("13", "third-party-compute.google", "2025-06-01", "2025-06-01", None),
    ("13", "third-party-compute.google", "2025-06-01", "2025-06-11", dict(status="in_force", since="2025-05-01..2025-05-31", confidence="reported")),
    ("16", LICENSE, "2025-09-20", None, dict(status="in_force", ends=THROUGH_2030, last_day="2030-12-31")),
    ("19", LICENSE, "2031-06-30", None, {"status": "in_force", "certain": True, "exclusive": False, "attributes.royalty-free": True, "last_day": "2032-12-31"}),
    ("19", "ms-ip-research", "2031-06-30", None, dict(status="expired", last_day="2030-12-31")),
    ("22", TO_MS, "2026-04-26", None, dict(status="in_force", certain=True, ends=[{"before": {"upon": "agi-verified"}}], end_kind="milestone", last_day=None)),
    ("fixed 2", API, "2025-10-29", "2025-10-29", {"attributes.calls": None, "confidence": "official"}),
    ("fixed 2", API, "2025-10-29", "2026-03-01", {"attributes.calls": "stateless", "confidence": "official"}),
    ("fixed 5", LICENSE, "2031-06-30", "2025-02-01", dict(status="expired", last_day="2030-12-31")),
    ("fixed 5", LICENSE, "2031-06-30", "2025-12-01", {"status": "in_force", "exclusive": True, "certain": False, "reason": "milestone_open", "possible.exclusive": [True, False], "last_day": "2032-12-31"}),
    ("fixed 5", LICENSE, "2031-06-30", "2026-05-01", dict(status="in_force", certain=True, exclusive=False, last_day="2032-12-31")),
]


def run(*words):
    done = subprocess.run([entente, *words], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"entente {' '.join(words)}: {done.returncode}\n{done.stderr}")
    return done.stdout


def said(term, path):
    value = term
    for step in path.split("."):
        value = value.get(step)
    if isinstance(value, dict) and set(value) == {"earliest", "latest"}:
        return value["earliest"] if value["earliest"] == value["latest"] else f"{value['earliest']}..{value['latest']}"
    return value


with tempfile.TemporaryDirectory() as folder:
    log = ["--log", f"{folder}/log.jsonl"]
    run(*log, "init")
    run(*log, "append", *sorted(glob.glob(f"{fixtures}/openai-microsoft/*.json")))
    wrong = 0
    for question, name, on, by, expected in EXPECTED:
        asked = ["terms", "openai-microsoft", "--all", "--json", "--on", on] + (["--announced-by", by] if by else [])
        found = [term for term in json.loads(run(*log, *asked))["terms"] if term["term"] == name]
        if expected is None or not found:
            differs = [] if expected is None and not found else [("there", bool(found), expected is not None)]
        else:
            differs = [(path, said(found[0], path), want) for path, want in expected.items() if said(found[0], path) != want]
            differs += [] if found[0]["because"] else [("because", [], "an event")]
        for path, got, want in differs:
            wrong += 1
            print(f"{question}: {name} on {on}, announced by {by}: {path} is {got!r}, not {want!r}")
    print(f"{len(EXPECTED)} answers, {wrong} differences")
    sys.exit(1 if wrong else 0)
