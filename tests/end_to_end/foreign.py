#!/usr/bin/env python3
"""A daemon that answers otherwise than it should: foreign.py ENTENTE ENTENTED FIXTURES [SEED]

What a real daemon answers is kept; then each command is answered the same, but for one value of one document that is missing, null
or of another type. Whatever the daemon says, the command line draws it or says in a sentence that it cannot: it does not crash."""
import copy, glob, http.server, json, os, pathlib, random, shlex, subprocess, sys, tempfile, threading, urllib.request

from daemon_running import running

COMMANDS = """alliances
parties
terms openai-microsoft --on 2026-04-28
terms openai-microsoft --all
terms openai-microsoft --suppose IMAGINED
term openai-microsoft azure-api-exclusivity --blame
diff openai-microsoft --from 2023-01-01 --to 2026-04-28
diff openai-microsoft --on 2026-04-28 --known-from @10 --known-to @60
may aws host openai/products/api --on 2026-04-26
who host openai/products/api
upcoming --on 2026-04-28
upcoming openai-microsoft
check
timeline openai-microsoft
timeline openai-microsoft --belief azure-api-exclusivity
log openai-microsoft
show 54
export --format csv starbucks-nestle
export --format cloudevents starbucks-nestle
verify
names
names openai-microsoft
append IMAGINED --dry-run
append IMAGINED
retract openai-microsoft 41.0 --dry-run"""

IMAGINED = {"id": "01980000-0000-7000-8000-000000000001", "alliance": "openai-microsoft", "announced": "2026-06-01", "events": [
    {"type": "term.ended", "term": "azure-api-exclusivity", "reason": "lapsed"}, {"type": "term.ended", "term": "nobody-granted-it"}]}


class Recorded(http.server.BaseHTTPRequestHandler):
    """Passes on to the real daemon what it is asked for the first time, and answers from memory after that."""
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body together

    def log_message(self, *_):
        pass

    def do_GET(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        question = (self.command, self.path, body)
        server = self.server
        if question not in server.known:
            request = urllib.request.Request(server.daemon + self.path, body or None, {
                name: self.headers[name] for name in ("Content-Type", "Accept") if name in self.headers}, method=self.command)
            try:
                with urllib.request.urlopen(request) as reply:
                    server.known[question] = (reply.status, reply.headers, reply.read())
            except urllib.error.HTTPError as reply:
                server.known[question] = (reply.code, reply.headers, reply.read())
        server.asked.append(question)
        status, headers, text = server.known[question]
        if server.altered and server.altered[0] == question:
            text = server.altered[1]
        self.send_response(status)
        for name in ("Content-Type", "Link"):
            if headers[name]:
                self.send_header(name, headers[name])
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    do_POST = do_GET


def places(value, above=()):
    """Where values stand; of the elements of a list the first is as good as another."""
    inside = value.items() if isinstance(value, dict) else enumerate(value[:1]) if isinstance(value, list) else ()
    for key, below in inside:
        yield above + (key,)
        yield from places(below, above + (key,))


def altered(document, place, how):
    document = copy.deepcopy(document)
    inside = document
    for key in place[:-1]:
        inside = inside[key]
    if how is Ellipsis:
        del inside[place[-1]]
    else:
        inside[place[-1]] = how
    return document


def run(command, environment):
    try:
        return subprocess.run(command, capture_output=True, env=environment, timeout=20)
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, -1, b"", b"does not come to an end")


def main():
    entente, ententd, fixtures = sys.argv[1:4]
    seed = int(sys.argv[4]) if len(sys.argv) > 4 else random.randrange(1 << 32)
    dice = random.Random(seed)
    failures, runs, refused = [], 0, 0
    with tempfile.TemporaryDirectory() as folder:
        log, imagined = f"{folder}/log.jsonl", f"{folder}/imagined.json"
        pathlib.Path(imagined).write_text(json.dumps(IMAGINED))
        subprocess.run([entente, "--log", log, "init"], check=True, capture_output=True)
        for each in ("openai-microsoft", "starbucks-nestle"):
            subprocess.run([entente, "--log", log, "append", *sorted(glob.glob(f"{fixtures}/{each}/*.json"))], check=True, capture_output=True)
        with running([ententd, "--log", log], folder) as daemon:
            server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Recorded)
            server.daemon, server.known, server.asked, server.altered = daemon, {}, [], None
            threading.Thread(target=server.serve_forever, daemon=True).start()
            environment = {**os.environ, "ENTENTE_SERVER": f"http://127.0.0.1:{server.server_port}", "COLUMNS": "100"}
            environment.pop("ENTENTE_LOG", None)
            for line in COMMANDS.splitlines():
                words = [imagined if word == "IMAGINED" else word for word in shlex.split(line)]
                server.asked.clear()
                server.altered = None
                told = run([entente, *words], environment)
                if told.returncode not in (0, 1) or not server.asked:
                    failures.append(f"{line}: {told.returncode} {told.stderr.decode()}")
                for question in dict.fromkeys(server.asked):
                    try:
                        document = json.loads(server.known[question][2])
                    except ValueError:
                        continue
                    for place in places(document):
                        for how in [Ellipsis] + dice.choices([[], [None], [-1], [2**63], [""], ["x"]], [5, 1, 1, 1, 1, 1])[0]:
                            server.altered = (question, json.dumps(altered(document, place, how)).encode())
                            told = run([entente, *words], environment)
                            runs += 1
                            words_told = told.stderr.decode()
                            refused += told.returncode == 4
                            if told.returncode not in (0, 1, 2, 3, 4) or "json.exception" in words_told or "std::" in words_told or \
                                    "basic_string" in words_told or (told.returncode == 4 and not words_told.startswith("entente: ")):
                                shown = "missing" if how is Ellipsis else json.dumps(how)
                                failures.append(f"{line}: {question[1]} with {'/'.join(map(str, place))} {shown}: {told.returncode} {words_told}")
            server.shutdown()
    print("\n".join(failures))
    print(f"foreign: {runs} answers as no daemon gives them, {refused} said to be so, {len(failures)} failures (seed {seed})")
    return 1 if failures or not refused else 0


if __name__ == "__main__":
    sys.exit(main())
