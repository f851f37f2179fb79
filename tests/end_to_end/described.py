#!/usr/bin/env python3
"""The daemon answers as it describes itself at /openapi.json, and two linters have nothing to say about that description.

    described.py ENTENTE ENTENTD FIXTURES NODE JUDGES

Sends every example of every operation to a daemon on the flagship fixture (judges/described.mjs)."""
import glob, json, os, subprocess, sys, tempfile, urllib.request

from daemon_running import running

entente, ententd, fixtures, node, judges = sys.argv[1:6]


def lint(description):
    """How many things the linters have to say, warnings and hints counted."""
    bin = f"{judges}/node_modules/.bin"
    quiet = {**os.environ, "REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}
    redocly = subprocess.run([f"{bin}/redocly", "lint", "--format=json", description], capture_output=True, text=True, env=quiet)
    problems = json.loads(redocly.stdout)["problems"]
    for problem in problems:
        print(f"redocly: {problem['ruleId']}: {problem['message']} {problem['location'][0].get('pointer', '')}")
    spectral = subprocess.run([f"{bin}/spectral", "lint", "--ruleset", f"{judges}/spectral.yaml", "--fail-severity=hint", description],
                              capture_output=True, text=True)
    if spectral.returncode:
        print(spectral.stdout, spectral.stderr)
    return len(problems) + (1 if spectral.returncode or redocly.returncode else 0)


with tempfile.TemporaryDirectory() as folder:
    log, description = f"{folder}/log.jsonl", f"{folder}/openapi.json"
    subprocess.run([entente, "--log", log, "init"], capture_output=True, check=True)
    files = sorted(glob.glob(f"{fixtures}/openai-microsoft/*.json"))
    subprocess.run([entente, "--log", log, "append", *files], capture_output=True, check=True)
    with running([ententd, "--log", log], folder) as url:
        with urllib.request.urlopen(f"{url}/openapi.json") as answer, open(description, "wb") as file:
            file.write(answer.read())
        wrong = lint(description)
        judged = subprocess.run([node, f"{judges}/described.mjs", url, description])
print(f"{wrong} remarks of the linters")
sys.exit(1 if wrong or judged.returncode else 0)
