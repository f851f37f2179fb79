"""A daemon made of the program itself: each request is answered with what the command line prints of a log on disk. It says of
a client of the daemon what the daemon's own tests say of the daemon: over HTTP everything reads the same.

    with StandIn(entente, log) as daemon: … daemon.url        http://127.0.0.1:PORT
    StandIn(entente, log, socket=PATH)                        unix:PATH
    StandIn(entente, log, certificate=(CERT, KEY))            https://localhost:PORT
    StandIn(entente, log, token=TOKEN)                        401 without it

`trouble` is what happens to the next requests instead of an answer, one after the other: "close" (without a word), "cut" (in the
middle of the answer, after it was carried out), "busy" (503 with Retry-After), "proxy" (502 in HTML)."""
import http.server, json, os, re, socket, socketserver, ssl, subprocess, tempfile, threading, urllib.parse

QUERIES = [(re.compile(path), command) for path, command in (
    (r"/v1/alliances", "alliances"), (r"/v1/parties", "parties ?alliance"), (r"/v1/alliances/(?P<alliance>[^/]+)/terms", "terms alliance"),
    (r"/v1/alliances/(?P<alliance>[^/]+)/terms/(?P<term>[^/]+)", "term alliance term"),
    (r"/v1/alliances/(?P<alliance>[^/]+)/diff", "diff alliance"), (r"/v1/may", "may party action subject"),
    (r"/v1/who", "who action subject"), (r"/v1/upcoming", "upcoming ?alliance"), (r"/v1/calendar\.ics", "upcoming ?alliance --ics"),
    (r"/v1/check", "check ?alliance"), (r"/v1/alliances/(?P<alliance>[^/]+)/timeline", "timeline alliance"),
    (r"/v1/alliances/(?P<alliance>[^/]+)/timeline\.svg", "timeline alliance --svg -"),
    (r"/v1/alliances/(?P<alliance>[^/]+)/terms/(?P<term>[^/]+)/belief", "timeline alliance --belief =term"),
    (r"/v1/alliances/(?P<alliance>[^/]+)/terms/(?P<term>[^/]+)/belief\.svg", "timeline alliance --svg - --belief =term"),
    (r"/v1/entries/(?P<named>[^/]+)", "show named"), (r"/v1/verify", "verify"))]


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 60

    def log_message(self, *_):
        pass

    def address_string(self):
        return "somebody"

    def answer(self, status, body, media_type="application/json", **headers):
        self.send_response(status)
        for name, value in {"Content-Type": media_type, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def problem(self, text, is_body=False):
        problem = json.loads(text)
        place = problem["where"].get("place", "")
        if place.startswith("standard input"):
            problem["where"] = {"place": re.sub(r"^standard input,? ?", "", self.places(place))}
        elif place.startswith(("--", "argument ")):
            problem["where"] = {"parameter": re.sub("^argument ", "", place).lstrip("-").lower().replace("-", "_")}
        problem["where"] = {} if problem["where"] == {"place": ""} else problem["where"]
        self.answer(problem["status"], (json.dumps(problem, indent=2, ensure_ascii=False) + "\n").encode(), "application/problem+json")

    @staticmethod
    def places(place):
        """`standard input, entry 2 of 3, /events/0` → `/1/events/0`"""
        return re.sub(r"entry (\d+) of \d+(, )?", lambda match: f"/{int(match[1]) - 1}", place)

    def run(self, words, stdin=None):
        environment = {**os.environ, "ENTENTE_LOG": self.server.log, "ENTENTE_SERVER": ""}
        return subprocess.run([self.server.entente, *words], input=stdin, capture_output=True, env=environment)

    def respond(self, words, media_type="application/json", stdin=None, status=200):
        done = self.run(words, stdin)
        if done.returncode and not done.stdout:
            self.problem(done.stderr.decode().splitlines()[-1])
        else:
            self.answer(status, done.stdout, media_type)

    def do_GET(self):
        self.do()

    def do_POST(self):
        self.do()

    def do(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.seen.append((self.command, self.path, dict(self.headers)))
        trouble = self.server.trouble.pop(0) if self.server.trouble else ""
        if trouble == "close":
            self.close_connection = True
            return
        if trouble == "busy":
            return self.problem_of(503, "io_failed", "somebody else is served first", Retry_After="0")
        if trouble == "proxy":
            return self.answer(502, b"<html>no luck</html>", "text/html")
        if self.server.token and self.headers.get("Authorization") != f"Bearer {self.server.token}":
            return self.problem_of(401, "unauthorized", "no such token is known")
        if trouble == "cut":
            self.wfile = Cut(self.wfile)
            self.close_connection = True
        url = urllib.parse.urlsplit(self.path)
        asked = urllib.parse.parse_qsl(url.query, keep_blank_values=True)
        given = dict(asked)
        if url.path == "/v1/hints":
            return self.hints(given)
        if url.path == "/v1/entries":
            return self.append(given, body) if self.command == "POST" else self.entries(given)
        if url.path == "/v1/entries/stream":
            return self.stream(given)
        if url.path == "/v1/log":
            return self.which_log()
        for path, command in QUERIES:
            if match := path.fullmatch(url.path):
                return self.ask(command, {name: urllib.parse.unquote(value) for name, value in match.groupdict().items()}, asked, body)
        self.problem_of(404, "not_found", "there is nothing here")

    def problem_of(self, status, code, detail, **headers):
        document = {"type": "about:blank", "title": code, "status": status, "detail": detail, "code": code, "where": {}}
        self.answer(status, json.dumps(document).encode(), "application/problem+json", **headers)

    def ask(self, command, path, asked, body):
        given = {**dict(asked), **path}
        words, taken = [command.split()[0]], set(path)
        for word in command.split()[1:]:
            name = word.lstrip("?=")
            if name in given and not word.startswith("--"):
                words.append(given[name])
                taken.add(name)
            elif not word.startswith("?"):
                words.append(word)
        for name, value in asked:
            if name not in taken:
                words += ["--" + name.replace("_", "-")] + ([] if value == "true" else [value])
        is_text = "--ics" in words or "--svg" in words
        media_type = "text/calendar; charset=utf-8" if "--ics" in words else "image/svg+xml" if "--svg" in words else "application/json"
        with tempfile.NamedTemporaryFile() as supposed:
            supposed.write(body)
            supposed.flush()
            words += ["--suppose", supposed.name] if body else []
            words = [word for word in words if word != "=term"]
            self.respond(words + ([] if is_text else ["--json"]), media_type)

    def which_log(self):
        with open(self.server.log) as log:
            header = json.loads(log.readline())
        verified = json.loads(self.run(["verify", "--json"]).stdout)
        document = {"log": header["log"], "position": verified["entries"], "chain": verified["chain"]}
        self.answer(200, json.dumps(document).encode())

    def hints(self, given):
        words = ["who", "host", given["subject"], *(["--scope", given["scope"]] if "scope" in given else [])]
        texts = [line for line in self.run(words).stdout.decode().splitlines() if line.startswith("No entry names ")]
        self.answer(200, json.dumps({"hints": texts}).encode())

    def append(self, given, body):
        dry_run = given.get("dry_run") == "true"
        words = ["append", "-", "--json", *(["--dry-run"] if dry_run else []), *(["--expected", given["expected"]] if "expected" in given else [])]
        self.respond(words, stdin=body, status=200 if dry_run else 201)

    def entries(self, given):
        words = ["log", *([given["alliance"]] if "alliance" in given else []), "--json"]
        for name in ("on", "known_at", "announced_by", "asked"):
            words += ["--" + name.replace("_", "-"), given[name]] if name in given else []
        done = self.run(words)
        if done.returncode:
            return self.problem(done.stderr.decode().splitlines()[-1])
        document = json.loads(done.stdout)
        limit = min(int(given.get("limit", 1000)), self.server.page)
        records = [record for record in document["records"] if record["seq"] > int(given.get("after", 0))]
        document["records"], headers = records[:limit], {}
        if len(records) > limit:
            following = urllib.parse.urlencode({**given, "after": records[limit - 1]["seq"]})
            headers["Link"] = f'</v1/entries?{following}>; rel="next"'
        self.answer(200, json.dumps(document, ensure_ascii=False).encode(), **headers)

    def stream(self, given):
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        words = [self.server.entente, "--log", self.server.log, "watch", "--json", "--after", given.get("after", "0")]
        watching = subprocess.Popen(words + ([given["alliance"]] if "alliance" in given else []), stdout=subprocess.PIPE)
        self.server.children.append(watching)
        try:
            for count, line in enumerate(watching.stdout):
                self.wfile.write(b": still here\n\nevent: entry\nid: %d\ndata: %s\n\n" % (json.loads(line)["seq"], line.strip()))
                self.wfile.flush()
                if count + 1 == self.server.stream_entries:
                    break
        except OSError:
            pass
        finally:
            watching.kill()
            watching.wait()


class Cut:
    """Half of what is written, then nothing."""

    def __init__(self, file):
        self.file = file

    def write(self, data):
        return self.file.write(data[:len(data) // 2] if len(data) > 200 else data)

    def __getattr__(self, name):
        return getattr(self.file, name)


class UnixServer(socketserver.ThreadingUnixStreamServer):
    pass


class StandIn:
    def __init__(self, entente, log, port=0, socket=None, certificate=None, token=None, page=7, stream_entries=0):
        if socket:
            self.server = UnixServer(socket, Handler)
            self.url = f"unix:{socket}"
        else:
            http.server.ThreadingHTTPServer.allow_reuse_address = True
            self.server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler)
            self.port = self.server.server_address[1]
            self.url = f"{'https' if certificate else 'http'}://{'localhost' if certificate else '127.0.0.1'}:{self.port}"
        self.server.daemon_threads = True
        self.server.entente, self.server.log, self.server.token = entente, log, token
        self.server.page, self.server.stream_entries = page, stream_entries
        self.server.trouble, self.server.seen, self.server.children = [], [], []
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.trouble, self.seen = self.server.trouble, self.server.seen

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
        for child in self.server.children:
            child.kill()
