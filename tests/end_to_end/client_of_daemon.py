#!/usr/bin/env python3
"""The command line and ententd itself: client_of_daemon.py ENTENTE FIXTURES ENTENTED

Each command of client.py prints the same of the daemon as of the log it serves. A log that the daemon holds is appended to
through it, without a word about it, and with one about the token where that is missing. Killed between two requests and started
again, it is found again, and nothing is there twice."""
import glob, pathlib, shlex, signal, socket, subprocess, sys, tempfile, time

import client
from client import check, run

ententd = str(pathlib.Path(sys.argv[3]).resolve())


class Daemon:
    def __init__(self, log, *words, port=0):
        self.log, self.words = log, words
        with socket.socket() as free:
            free.bind(("127.0.0.1", port))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def __enter__(self):
        self.process = subprocess.Popen(
            [ententd, "--log", self.log, "--listen", f"127.0.0.1:{self.port}", *self.words], stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        return self

    def __exit__(self, *_):
        self.process.terminate()
        check(self.process.wait(timeout=60) in (0, -signal.SIGKILL), "it ends when it is asked to")

    def kill(self):
        self.process.kill()
        self.process.wait()


def ready(*words, **environment):
    """Runs until the daemon has read the log."""
    until = time.monotonic() + 60
    while (done := run(*words, **environment))[2] == 4 and time.monotonic() < until:
        time.sleep(0.1)
    return done


def same(folder, log):
    imagined = f"{folder}/imagined.json"
    pathlib.Path(imagined).write_text(client.IMAGINED)
    with Daemon(log, "--unix-socket", f"{folder}/socket") as daemon:
        ready("--server", daemon.url, "alliances")
        for number, command in enumerate(client.COMMANDS.splitlines()):
            words = [imagined if word == "IMAGINED" else word for word in shlex.split(command)]
            for form in ([], ["--json"]):
                here = run("--log", log, *words, *form)
                there = run("--server", f"unix:{folder}/socket" if number % 2 else daemon.url, *words, *form)
                check(here == there, f"{command} {form}: {there} and not {here}")


def held(folder, log):
    with Daemon(log) as daemon:
        ready("--server", daemon.url, "alliances")
        noted = run("--log", log, "note", "openai-microsoft", "through it", "--announced", "2026-11-02")
        check(noted[2] == 0 and noted[1] == "", f"appended through the daemon: {noted}")
        check("through it" in run("--log", log, "show", noted[0].split()[0].lstrip("#"))[0], "and read from the file")
        daemon.kill()
        waiting = subprocess.Popen(
            [client.entente, "--server", daemon.url, "note", "openai-microsoft", "waited", "--announced", "2026-11-03"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        time.sleep(0.3)
        with Daemon(log, port=daemon.port):
            out, err = waiting.communicate(timeout=120)
            check(waiting.returncode == 0 and out.startswith("#"), f"found again: {out}{err}")
        log_now = run("--log", log, "export", "--format", "jsonl")[0]
        check(log_now.count('"waited"') == 1, "and appended once")
    token = subprocess.run([ententd, "token", "add", "crawler", "--scope", "append", "--log", log], capture_output=True, text=True, check=True)
    secret = max(token.stdout.split(), key=len)
    with Daemon(log) as daemon:
        ready("--server", daemon.url, "alliances", token=secret)
        refused = run("--log", log, "note", "openai-microsoft", "nobody", "--announced", "2026-11-04")
        check(refused[2] == 1 and "ENTENTE_TOKEN" in refused[1], f"it says that a token is missing: {refused}")
        noted = run("--log", log, "note", "openai-microsoft", "by token", "--announced", "2026-11-04", token=secret)
        check(noted[2] == 0, f"with it: {noted}")
        shown = run("--log", log, "show", noted[0].split()[0].lstrip("#"))[0]
        check("by crawler" in shown, f"in the token's name: {shown}")


def main():
    with tempfile.TemporaryDirectory(prefix="entente-client-") as folder:
        log = f"{folder}/log.jsonl"
        run("--log", log, "init")
        run("--log", log, "append", *sorted(glob.glob(f"{client.fixtures}/*/*.json")))
        same(folder, log)
        held(folder, log)
    print(f"{client.failures} failures")
    sys.exit(1 if client.failures else 0)


main()
