#!/usr/bin/env python3
"""The command line as the client of a daemon: client.py ENTENTE FIXTURES

Each command prints the same of a daemon as of the log that it keeps: over HTTP, a Unix socket and TLS. A daemon that is busy,
closes connections or breaks off answers is asked again, and no entry is appended twice; what cannot be reached, what is no
daemon and a token that is wrong are told. The daemon is a stand-in made of the program (stand_in.py)."""
import glob, os, pathlib, re, shlex, signal, subprocess, sys, tempfile, time

from stand_in import StandIn

entente, fixtures = str(pathlib.Path(sys.argv[1]).resolve()), sys.argv[2]
failures = 0
MADE = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}|\d{4}-\d\d-\d\dT[0-9:.]+Z")

COMMANDS = """alliances
parties
parties openai-microsoft --on 2023-01-01
terms openai-microsoft --on 2026-04-28
terms openai-microsoft --all --known-at @41
terms openai-microsft
terms openai-microsoft --on 2026
terms openai-microsoft --known-at @9999
terms openai-microsoft --suppose IMAGINED
term openai-microsoft azure-api-exclusivity
term openai-microsoft azure-api-exclusivity --blame
diff openai-microsoft --from 2026-04-26 --to 2026-04-28
diff openai-microsoft --on 2023-12-20 --announced-from 2023-12-07 --announced-to 2023-12-08
diff openai-microsoft --on 2026-04-28 --known-from @10 --known-to @60
diff openai-microsoft --from 2020-01-01 --to 2026-11-28 --suppose IMAGINED
diff openai-microsoft
may aws host openai/products/api --on 2026-04-26
may aws host openai/products/apx --on 2026-04-26 --scope territory=us
may nobody host openai/products/api
who host openai/products/api
who sell starbucks/packaged/coffee --scope territory=europe/uk,channel=grocery
upcoming
upcoming starbucks-nestle --on 2010-06-01
upcoming --within P90D
upcoming --within P
upcoming --ics
check
check openai-microsoft --only no_source
timeline openai-microsoft
timeline openai-microsoft --svg -
timeline openai-microsoft --belief azure-api-exclusivity --as-announced
timeline openai-microsoft --belief nothing
log
log openai-microsoft --known-at @41
log openai-microsoft --suppose IMAGINED
log nobody
show 54
show 54.1
show 54.99
show 9999
export --format jsonl
export --format csv openai-microsoft
export --format cloudevents
export --format ics
verify
verify --at 3 --chain 0000000000000000000000000000000000000000000000000000000000000000
names
names openai-microsoft
append IMAGINED --dry-run
append IMAGINED --strict
end openai-microsoft primary-cloud --dry-run --announced 2026-11-01
retract 54.1 --dry-run --announced 2026-11-01"""

IMAGINED = (
    '{"id":"019ae0f1-0000-7000-8000-000000000001","alliance":"openai-microsoft","announced":"2026-11-01","events":['
    '{"type":"term.ended","term":"nothing"},{"type":"term.granted","term":"zz","kind":"license","grantor":["openai"],'
    '"grantee":["microsoft"],"subject":"openai/ip","actions":["use"]}]}')


def check(holds, what):
    global failures
    if not holds:
        failures += 1
        print("not so:", what)


def run(*words, token=None, stdin=None, **environment):
    base = {name: value for name, value in os.environ.items() if not name.startswith("ENTENTE_")}
    base |= {"USER": "ann", "COLUMNS": "100", **({"ENTENTE_TOKEN": token} if token else {}), **environment}
    done = subprocess.run([entente, *words], env=base, input=stdin, capture_output=True, text=True, timeout=120)
    dry = "--dry-run" in words  # says which id and instant an entry would have
    return tuple(MADE.sub("…", text) if dry else text for text in (done.stdout, done.stderr)) + (done.returncode,)


def same_everywhere(folder, log):
    imagined = f"{folder}/imagined.json"
    pathlib.Path(imagined).write_text(IMAGINED)
    certificate = f"{folder}/certificate.pem", f"{folder}/key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj",
         "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", certificate[1], "-out", certificate[0]],
        check=True, capture_output=True)
    with StandIn(entente, log) as http, StandIn(entente, log, socket=f"{folder}/socket") as local, \
            StandIn(entente, log, certificate=certificate, token="secret-of-mine") as tls:
        ways = [(http.url, {}), (local.url, {}), (tls.url, {"token": "secret-of-mine", "SSL_CERT_FILE": certificate[0]})]
        for number, command in enumerate(COMMANDS.splitlines()):
            words = [imagined if word == "IMAGINED" else word for word in shlex.split(command)]
            for form in ([], ["--json"]):
                here = run("--log", log, *words, *form)
                for place, (url, environment) in enumerate(ways):
                    if place == 0 or number % 3 == place:  # every command over HTTP, some over the others
                        there = run("--server", url, *words, *form, **environment)
                        check(here == there, f"{url} {command} {form}: {there} and not {here}")
        check(run("terms", "openai-microsoft", ENTENTE_SERVER=http.url)[2] == 0, "ENTENTE_SERVER names a daemon")
        check(run("terms", "x", ENTENTE_SERVER=http.url, ENTENTE_LOG=log)[2] == 2, "both set is refused")
        check(run("terms", "x", "--server", http.url, "--log", log)[2] == 2, "both said is refused")
        untrusted = run("--server", tls.url, "alliances", token="secret-of-mine")
        check(untrusted[2] == 4 and "SSL_CERT_FILE" in untrusted[1], f"a certificate nobody trusts: {untrusted}")
        for token in ("wrong", None):
            wrong = run("--server", tls.url, "alliances", token=token, SSL_CERT_FILE=certificate[0])
            check(wrong[2] == 1 and "ENTENTE_TOKEN" in wrong[1], f"the token {token}: {wrong}")
            check("wrong" not in wrong[0] + wrong[1], "a token is never told")
        plain = run("--server", "http://192.0.2.1:7411", "alliances", token="secret-of-mine")
        check(plain[2] == 2 and "secret" not in plain[1] and "https" in plain[1], f"a token goes over no open wire: {plain}")


def asked_again(folder, log):
    with StandIn(entente, log) as daemon:
        daemon.trouble += ["busy", "close", "cut"]
        check(run("--server", daemon.url, "alliances") == run("--log", log, "alliances"), "asked until it answers")
        daemon.trouble += ["proxy"]
        answered = run("--server", daemon.url, "alliances")
        check(answered[2] == 4 and "502" in answered[1], f"what is no daemon: {answered}")
        daemon.trouble += ["cut", "close"]
        before = run("--log", log, "verify")[0].split()[0]
        noted = run("--server", daemon.url, "note", "openai-microsoft", "said once", "--announced", "2026-11-02")
        check(noted[2] == 0 and run("--log", log, "verify")[0].split()[0] == str(int(before) + 1), f"appended once: {noted}")
        check("1 entry appended; the log holds" in noted[0], f"and told as if nothing had been: {noted}")
        port = daemon.port
    begun = time.monotonic()
    gone = run("--server", f"http://127.0.0.1:{port}", "alliances")
    check(gone[2] == 4 and "is ententd running there?" in gone[1], f"nobody there: {gone}")
    base = {name: value for name, value in os.environ.items() if not name.startswith("ENTENTE_")}
    waiting = subprocess.Popen([entente, "--server", f"http://127.0.0.1:{port}", "alliances"], env=base, stdout=subprocess.PIPE)
    time.sleep(0.4)
    with StandIn(entente, log, port=port):
        check(waiting.wait(timeout=60) == 0, "a daemon that comes back is found")


def watched(folder, log):
    with StandIn(entente, log, stream_entries=2) as daemon:  # every stream ends after two entries
        base = {name: value for name, value in os.environ.items() if not name.startswith("ENTENTE_")}
        watching = subprocess.Popen(
            [entente, "--server", daemon.url, "watch", "--after", "60", "--json"], env=base, stdout=subprocess.PIPE, text=True)
        head = int(run("--log", log, "verify")[0].split()[0])
        expected = run("--log", log, "log", "--json")[0].splitlines()[3 + 60:3 + head]
        seen = [watching.stdout.readline().rstrip("\n") for _ in expected]
        check(seen == [line.rstrip(",") for line in expected], "none skipped, none twice, over streams that break off")
        check(run("--server", daemon.url, "note", "openai-microsoft", "fresh", "--announced", "2026-11-03")[2] == 0, "appended")
        check('"fresh"' in watching.stdout.readline(), "what comes is shown")
        watching.send_signal(signal.SIGINT)
        check(watching.wait(timeout=60) == 130, "Ctrl-C ends it")


def main():
    with tempfile.TemporaryDirectory(prefix="entente-client-") as folder:
        log = f"{folder}/log.jsonl"
        run("--log", log, "init")
        files = sorted(glob.glob(f"{fixtures}/*/*.json"))
        with StandIn(entente, log) as daemon:
            appended = run("--server", daemon.url, "append", *files)
            check(appended[2] == 0 and f"{len(files)} entries appended; the log holds {len(files)}." in appended[0], f"appended: {appended}")
            again = run("--server", daemon.url, "append", *files[:3], "--json")
            check('"duplicate": true' in again[0] and again[2] == 0, f"the same again: {again}")
        same_everywhere(folder, log)
        asked_again(folder, log)
        watched(folder, log)
    print(f"{len(COMMANDS.splitlines())} commands, {failures} failures")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
