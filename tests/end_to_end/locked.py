#!/usr/bin/env python3
"""While another program writes to the log, an append is refused with who holds it, and reading goes on.

    locked.py ENTENTE HOLD_LOG
"""
import pathlib
import subprocess
import sys
import tempfile


def main():
    program, holder = (str(pathlib.Path(path).resolve()) for path in sys.argv[1:3])
    with tempfile.TemporaryDirectory(prefix="entente-locked-") as folder:
        def entente(*words):
            return subprocess.run([program, "--log", "log.jsonl", *words], cwd=folder, capture_output=True, text=True, timeout=60)

        assert entente("init").returncode == 0
        assert entente("form", "a", "--party", "x").returncode == 0
        held = subprocess.Popen([holder, "log.jsonl"], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert held.stdout.readline() == "held\n"
        try:
            refused = entente("note", "a", "not now")
            assert refused.returncode == 4, refused
            assert str(held.pid) in refused.stderr, f"it says who holds the log: {refused.stderr}"
            for question in (["terms", "a"], ["log"], ["verify"], ["note", "a", "only tried", "--dry-run"]):
                answered = entente(*question)
                assert answered.returncode == 0, (question, answered)
        finally:
            held.stdin.close()
            held.wait(timeout=60)
        assert entente("note", "a", "now").returncode == 0
        assert entente("verify").stdout.startswith("2 entries")


if __name__ == "__main__":
    main()
