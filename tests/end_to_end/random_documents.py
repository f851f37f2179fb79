#!/usr/bin/env python3
"""The answers to random questions of random histories, and random entries, are as the schemas of the API say.

    random_documents.py RANDOM_DOCUMENTS SCHEMAS NODE JUDGE

ENTENTE_SEED sets the first of the seeds."""
import os, subprocess, sys, tempfile

random_documents, schemas, node, judge = sys.argv[1:5]
COUNT = 2000
WANTED = ["Alliances", "Parties", "Terms", "TermHistory", "Diff", "May", "Who", "Upcoming", "Check", "Timeline", "Belief", "Hints", "Problem",
          "Entry"]

seed = os.environ.get("ENTENTE_SEED", "1")
print(f"ENTENTE_SEED={seed}", flush=True)
with tempfile.NamedTemporaryFile() as file:
    subprocess.run([random_documents, str(COUNT), seed], stdout=file, check=True)
    sys.exit(subprocess.run([node, judge, schemas, file.name, *WANTED]).returncode)
