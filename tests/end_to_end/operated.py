#!/usr/bin/env python3
"""What daemon/OPERATING.md tells an operator, done: operated.py ENTENTE ENTENTD STORY

Each story starts real daemons, does what the page says and looks whether it comes out so. Exit status 77: something is not
installed, and the story was not told."""
import contextlib, http.client, json, os, pathlib, re, resource, shutil, signal, socket, ssl, subprocess, sys, tempfile, threading, time

from load import Appenders, Follower, note

entente, ententd = (str(pathlib.Path(each).resolve()) for each in sys.argv[1:3])
operating = pathlib.Path(__file__).parents[2] / "daemon" / "OPERATING.md"
FORMED = {**note(999_999_999), "events": [{"type": "alliance.formed", "title": "A", "parties": [{"party": "x"}, {"party": "y"}]}]}


class Skipped(Exception):
    pass


def needs(program):
    if not (shutil.which(program) or shutil.which(program, path="/usr/sbin:/sbin")):
        raise Skipped(f"{program} is not installed: this story was NOT told")
    return shutil.which(program) or shutil.which(program, path="/usr/sbin:/sbin")


def eventually(look, patience_s=30):
    until = time.monotonic() + patience_s
    while not (seen := look()):
        assert time.monotonic() < until, look
        time.sleep(0.02)
    return seen


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Daemon:
    """ententd on a free port; `journal()` is its lines so far."""
    all = []

    def __init__(self, folder, *flags, log=None, listen="127.0.0.1:0", wait=True, before=(), **more):
        self.log = log or f"{folder}/log.jsonl"
        self.errors = tempfile.NamedTemporaryFile(dir=folder, prefix="journal-", delete=False)
        listening = ["--listen", listen] if listen else []
        self.process = subprocess.Popen([*before, ententd, "--log", self.log, *listening, *flags], stdout=subprocess.DEVNULL, stderr=self.errors, **more)
        Daemon.all.append(self.process)
        self.port = None
        if wait:
            self.port = int(eventually(lambda: self.told("started"))["addresses"].split(", ")[0].rpartition(":")[2])
            eventually(lambda: self.told("ready"))

    def journal(self):
        text = pathlib.Path(self.errors.name).read_text()
        assert self.process.poll() in (None, 0, -signal.SIGKILL) or text, self.process.poll()
        return [json.loads(line) for line in text.split("\n")[:-1] if line.startswith("{")]

    def told(self, event, **fields):
        found = [line for line in self.journal() if line["event"] == event and all(line.get(n) == v for n, v in fields.items())]
        return found[-1] if found else None

    def ask(self, target, method="GET", body=None, token=None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        if token:
            headers["Authorization"] = f"Bearer {token}"
        connection.request(method, target, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read()

    def json(self, target):
        return json.loads(self.ask(target)[1])

    def append(self, entry, **more):
        status, body = self.ask("/v1/entries", "POST", json.dumps(entry), **{"Content-Type": "application/json"}, **more)
        return status, json.loads(body)

    def figure(self, name):
        lines = self.ask("/metrics")[1].decode().splitlines()
        return float(next(line for line in lines if line.startswith(name + " ")).rpartition(" ")[2])

    def end(self, how=signal.SIGTERM):
        if self.process.poll() is None:
            self.process.send_signal(how)
        return self.process.wait(60)


def make_log(folder, name="log.jsonl"):
    log = f"{folder}/{name}"
    subprocess.run([entente, "--log", log, "init"], check=True, capture_output=True)
    subprocess.run([entente, "--log", log, "append", "-"], input=json.dumps(FORMED).encode(), check=True, capture_output=True)
    return log


def verified(log, *words):
    done = subprocess.run([entente, "--log", log, "verify", "--json", *words], capture_output=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def follower(folder):
    """--read-only follows what a daemon and a command append; it refuses appends, and says when its file was replaced."""
    log = make_log(folder)
    writer, reader = Daemon(folder), Daemon(folder, "--read-only")
    stream = Follower(reader.port)
    for number in range(1, 40):
        assert writer.append(note(number))[0] == 201
    assert stream.wait_for(40) == list(range(1, 41)), stream.seen
    assert reader.json("/v1/entries?after=39")["records"][0]["entry"] == writer.json("/v1/entries?after=39")["records"][0]["entry"]
    status, told = reader.append(note(99))
    assert (status, told["code"]) == (503, "read_only") and "only reads" in told["detail"], told
    ready = reader.json("/readyz")
    assert not ready["writing"] and "only reads" in ready["reason"], ready
    second = subprocess.run([ententd, "--log", log, "--listen", "127.0.0.1:0"], capture_output=True)
    assert second.returncode == 4 and b"one writer at a time" in second.stderr, second
    assert writer.end() == 0
    done = subprocess.run([entente, "--log", log, "append", "-"], input=json.dumps(note(40)).encode(), capture_output=True)
    assert done.returncode == 0 and stream.wait_for(41)[-1] == 41, done.stderr
    # A backup is put back under it.
    shutil.copy(log, f"{folder}/backup.jsonl")
    os.rename(f"{folder}/backup.jsonl", log)
    reason = eventually(lambda: "replaced" in reader.json("/readyz")["reason"] and reader.json("/readyz")["reason"])
    assert "anew" in reason, reason
    eventually(lambda: reader.figure('ententd_log_state{state="failed"}') == 1)
    assert eventually(lambda: reader.told("log", message=reason))["level"] == "error"
    assert reader.json("/v1/verify")["entries"] == 41  # what it has read is answered on
    assert reader.end() == 0
    reader = Daemon(folder, "--read-only")
    stream.port = reader.port
    subprocess.run([entente, "--log", log, "append", "-"], input=json.dumps(note(41)).encode(), capture_output=True, check=True)
    assert stream.wait_for(42) == list(range(1, 43)) and not stream.odd, (stream.seen[-3:], stream.odd)
    stream.end()
    assert reader.end() == 0


def replaced(folder):
    """Under a daemon that writes a backup is put back: nothing more is acknowledged, and a restart serves what is there."""
    log = make_log(folder)
    daemon = Daemon(folder)
    assert daemon.append(note(1))[0] == 201
    shutil.copy(log, f"{folder}/backup.jsonl")
    os.rename(f"{folder}/backup.jsonl", log)
    status, told = daemon.append(note(2))
    assert status == 503 and "replaced by another file" in told["detail"], told
    assert "replaced" in daemon.json("/readyz")["reason"]
    eventually(lambda: daemon.figure('ententd_log_state{state="failed"}') == 1)
    assert daemon.json("/v1/verify")["entries"] == 2
    assert daemon.end() == 0
    daemon = Daemon(folder)
    assert daemon.append(note(2))[0] == 201 and daemon.end() == 0 and verified(log)["entries"] == 3


def full_disk(folder):
    """No room: questions go on, appends are refused with the reason, and are taken again, without a restart, when there is room."""
    log = make_log(folder)
    # So many that the log is larger than any other file.
    entries = json.dumps([note(number) for number in range(1, 2001)]).encode()
    subprocess.run([entente, "--log", log, "append", "-"], input=entries, check=True, capture_output=True)
    room = os.path.getsize(log) + 2000
    daemon = Daemon(folder, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY)))
    stream = Follower(daemon.port)
    number, status, told = 2000, 201, None
    while status == 201:
        number += 1
        status, told = daemon.append(note(number))
    assert status == 503 and told["code"] == "read_only" and "File too large" in told["detail"], told
    ready = daemon.ask("/readyz")
    assert ready[0] == 200 and json.loads(ready[1])["writing"] is False and "File too large" in json.loads(ready[1])["reason"], ready
    eventually(lambda: daemon.figure('ententd_log_state{state="full"}') == 1)
    head = daemon.json("/v1/verify")["entries"]
    assert head == number and stream.wait_for(head)[-1] == head
    assert daemon.append(note(number))[0] == 503
    resource.prlimit(daemon.process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    assert daemon.append(note(number))[0] == 201  # the same entry, sent again
    assert daemon.append(note(1))[0] == 200
    assert json.loads(daemon.ask("/readyz")[1])["writing"] is True
    eventually(lambda: daemon.figure('ententd_log_state{state="writing"}') == 1)
    assert stream.wait_for(head + 1) == list(range(1, head + 2)) and not stream.odd
    stream.end()
    assert daemon.end() == 0 and verified(log)["entries"] == head + 1


def notified(folder):
    """systemd is told: verifying, ready, alive, reloading and ready again, stopping."""
    make_log(folder)
    heard = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    heard.bind(f"{folder}/notify")
    heard.settimeout(30)
    daemon = Daemon(folder, env={**os.environ, "NOTIFY_SOCKET": f"{folder}/notify", "WATCHDOG_USEC": "200000"})

    def until(word):
        said = []
        while not said or word not in said[-1]:
            said.append(heard.recv(4096).decode())
        return said

    said = until("READY=1")
    assert "STATUS=reading and verifying the log" in said[0] and "serving 1 entries" in said[-1], said
    until("WATCHDOG=1")
    until("WATCHDOG=1")
    daemon.process.send_signal(signal.SIGHUP)
    assert "MONOTONIC_USEC=" in until("RELOADING=1")[-1]
    until("READY=1")
    daemon.process.send_signal(signal.SIGTERM)
    until("STOPPING=1")
    assert daemon.process.wait(60) == 0


def activated(folder):
    """Sockets that systemd hands over take the place of `listen`, and connections wait while the daemon is started."""
    activate = needs("systemd-socket-activate")
    make_log(folder)
    port = free_port()
    daemon = Daemon(folder, before=[activate, "-l", f"127.0.0.1:{port}", "-l", f"{folder}/socket"], listen=None, wait=False)
    daemon.port = port

    def answer():
        with contextlib.suppress(OSError):
            return daemon.ask("/readyz")[0] == 200

    eventually(answer)
    assert daemon.json("/v1/verify")["entries"] == 1
    by_socket = subprocess.run([entente, "--server", f"unix:{folder}/socket", "alliances"], capture_output=True)
    assert by_socket.returncode == 0 and b"A" in by_socket.stdout, by_socket
    assert daemon.end() == 0
    port = free_port()
    exposed = subprocess.Popen([activate, "-l", f"0.0.0.0:{port}", ententd, "--log", daemon.log], stderr=subprocess.PIPE, text=True)
    while "Listening on" not in (line := exposed.stderr.readline()):
        assert line
    with socket.create_connection(("127.0.0.1", port)):
        assert exposed.wait(30) == 2 and "is reached from other machines" in exposed.stderr.read()


def stopped(folder):
    """SIGTERM under load: what is under way is finished, what was acknowledged is there, exit 0."""
    log = make_log(folder)
    daemon = Daemon(folder)
    stream = Follower(daemon.port)
    appenders = Appenders(daemon.port, connections=8)
    eventually(lambda: len(appenders.acknowledged) > 200)
    body = json.dumps(note(900_000)).encode()
    late = socket.create_connection(("127.0.0.1", daemon.port))
    late.sendall(b"POST /v1/entries HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body))
    late.sendall(body[:50])
    time.sleep(0.2)
    daemon.process.send_signal(signal.SIGTERM)
    eventually(lambda: daemon.told("stopping"))
    time.sleep(0.2)
    assert daemon.process.poll() is None  # it waits for the rest of that body
    late.sendall(body[50:])
    answer = b""
    while piece := late.recv(65536):
        answer += piece
    assert answer.startswith(b"HTTP/1.1 201 ") and b"Connection: close" in answer, answer
    assert daemon.process.wait(60) == 0, daemon.journal()[-3:]  # a second SIGTERM would end it at once
    appenders.end()
    assert not appenders.odd, appenders.odd[:3]
    records = subprocess.run([entente, "--log", log, "log", "--json"], capture_output=True, check=True).stdout
    there = {record["entry"]["id"]: record["seq"] for record in json.loads(records)["records"]}
    assert all(there.get(id) == seq for id, seq in appenders.acknowledged.items()) and note(900_000)["id"] in there
    assert stream.seen == list(range(1, len(stream.seen) + 1))
    stream.end()


def tokens(folder):
    """Tokens hold from SIGHUP on; a token file that will not do leaves the old ones in force."""
    log = make_log(folder)

    def token(*words):
        done = subprocess.run([ententd, "token", *words, "--log", log], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return next((word for word in done.stdout.split() if len(word) > 40), None)

    reader = token("add", "desk", "--scope", "read")
    daemon = Daemon(folder)

    def reloaded(outcome, count):
        daemon.process.send_signal(signal.SIGHUP)
        eventually(lambda: [line for line in daemon.journal() if line["event"] == "reloaded" and line.get("what") == "tokens"][count:])
        metrics = daemon.ask("/metrics", token=reader)[1].decode()
        assert re.search(f'ententd_token_reloads_total{{outcome="{outcome}"}} [1-9]', metrics), metrics

    assert daemon.ask("/v1/alliances")[0] == 401 and daemon.ask("/healthz")[0] == 200
    assert daemon.ask("/v1/alliances", token=reader)[0] == 200 and daemon.append(note(1), token=reader)[0] == 403
    writer = token("add", "crawler", "--scope", "append")
    assert daemon.append(note(1), token=writer)[0] == 401
    reloaded("done", 0)
    assert daemon.append(note(1), token=writer)[0] == 201
    assert daemon.append({**note(2), "actor": "somebody"}, token=writer)[0] == 403
    assert json.loads(daemon.ask("/v1/entries?after=1", token=reader)[1])["records"][0]["entry"]["actor"] == "crawler"
    token("revoke", "crawler")
    os.chmod(log + ".tokens", 0o644)
    reloaded("failed", 1)
    assert daemon.append(note(3), token=writer)[0] == 201  # the old ones stay in force
    os.chmod(log + ".tokens", 0o600)
    reloaded("done", 2)
    assert daemon.append(note(4), token=writer)[0] == 401
    assert daemon.end() == 0
    lines = json.dumps(daemon.journal())
    assert reader not in lines and writer not in lines


def slowloris(folder):
    """Hundreds who send a byte now and then are cut off, and nobody else notices."""
    make_log(folder)
    daemon = Daemon(folder, "--header-time", "1s", "--body-time", "1s", "--idle-time", "1s")
    ended, cut = threading.Event(), []

    def dribble(head):
        with socket.create_connection(("127.0.0.1", daemon.port)) as slow:
            with contextlib.suppress(OSError):
                for byte in head:
                    slow.sendall(bytes([byte]))
                    if ended.wait(0.1):
                        return
            answer = b""
            with contextlib.suppress(OSError):
                while piece := slow.recv(4096):
                    answer += piece
            cut.append(answer)

    head = b"GET /v1/alliances HTTP/1.1\r\nHost: a\r\nX-Long: " + b"a" * 300
    post = b"POST /v1/entries HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 999\r\n\r\n" + b" " * 300
    crowd = [threading.Thread(target=dribble, args=(each,), daemon=True) for each in [head, post] * 100]
    for each in crowd:
        each.start()
    answered = 0
    while any(each.is_alive() for each in crowd):
        assert daemon.ask("/v1/alliances")[0] == 200 and daemon.append(note(1 + answered))[0] == 201
        answered += 1
    assert answered > 20 and len(cut) == 200, (answered, len(cut))
    told = [answer for answer in cut if answer]
    assert told and all(answer.startswith(b"HTTP/1.1 408 ") for answer in told), told[:3]
    assert daemon.end() == 0


def certificate(folder, *more):
    openssl = needs("openssl")
    subprocess.run([openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-days", "2", "-subj", "/CN=localhost",
                    "-keyout", f"{folder}/key.pem", "-out", f"{folder}/chain.pem", *(more or ["-nodes"])], check=True, capture_output=True)
    return f"{folder}/chain.pem", f"{folder}/key.pem"


def proxy(folder):
    """Behind nginx, with the configuration of the page: questions, appends, the stream as it comes, ids of requests."""
    nginx = needs("nginx")
    log = make_log(folder)
    chain, key = certificate(folder)
    subprocess.run([ententd, "token", "add", "desk", "--scope", "append", "--log", log], check=True, capture_output=True)
    added = subprocess.run([ententd, "token", "add", "crawler", "--scope", "append", "--log", log], check=True, capture_output=True, text=True)
    token = next(word for word in added.stdout.split() if len(word) > 40)
    daemon = Daemon(folder)
    port = free_port()
    sample = re.search(r"```nginx\n(.*?)```", operating.read_text(), re.S)[1]
    for here, there in ((f"127.0.0.1:{daemon.port}", "127.0.0.1:7411"), (f"listen 127.0.0.1:{port} ssl", "listen 443 ssl"),
                        (chain, "/etc/ssl/alliances.pem"), (key, "/etc/ssl/alliances.key")):
        assert there in sample, there
        sample = sample.replace(there, here)
    temporary = "".join(f"{each}_temp_path {folder}/{each};\n" for each in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    user = "user root;" if os.geteuid() == 0 else ""
    pathlib.Path(f"{folder}/nginx.conf").write_text(
        f"daemon off; {user} pid {folder}/nginx.pid; error_log {folder}/nginx.log;\nevents {{}}\n"
        f"http {{ access_log off;\n{temporary}\n{sample}\n}}\n")
    front = subprocess.Popen([nginx, "-e", f"{folder}/nginx.log", "-c", f"{folder}/nginx.conf"], stdout=subprocess.DEVNULL)
    trusting = ssl.create_default_context(cafile=chain)

    def ask(target, method="GET", body=None, **headers):
        connection = http.client.HTTPSConnection("localhost", port, timeout=30, context=trusting)
        connection.request(method, target, body, {"Authorization": f"Bearer {token}", "Content-Type": "application/json", **headers})
        return connection.getresponse()

    def reached():
        with contextlib.suppress(OSError):
            return ask("/healthz").status == 200

    try:
        eventually(reached)
        answer = ask("/v1/alliances")
        body, id = answer.read(), answer.headers["X-Request-Id"]
        assert answer.status == 200 and body == daemon.ask("/v1/alliances", token=token)[1]
        assert len(id) == 32 and eventually(lambda: daemon.told("request", request_id=id))["target"] == "/v1/alliances"
        assert ask("/metrics").status == 403
        stream = ask("/v1/entries/stream?after=1")
        assert stream.headers["Content-Type"] == "text/event-stream"
        for number in range(1, 6):  # each is seen before the next is sent: nothing is kept back
            assert ask("/v1/entries", "POST", json.dumps(note(number))).status == 201
            while not (line := stream.readline()).startswith(b"data:"):
                assert line
            assert json.loads(line[5:])["entry"]["id"] == note(number)["id"]
        texts = [{"type": "note.added", "text": "x" * 60_000} for _ in range(15)]
        large = json.dumps([{**note(10 + each), "events": texts} for each in range(16)]).encode()
        assert ask("/v1/entries", "POST", large).status == 201 and len(large) > 14_000_000
        assert ask("/v1/entries", "POST", b" " * (17 << 20)).status == 413
        assert daemon.end() == 0  # the stream is ended in order, and nobody is there
        while line := stream.readline():
            pass
        assert ask("/v1/alliances").status == 502
    finally:
        front.terminate()
        front.wait(30)
        daemon.end()


def refusals(folder):
    """The rows of Troubleshooting that keep ententd from starting, each with its exit status and its words."""
    log = make_log(folder)

    def refused(status, words, *flags, at=log, **more):
        done = subprocess.run([ententd, "--log", at, *(flags or ("--listen", "127.0.0.1:0"))], capture_output=True, text=True, timeout=30,
                              stdin=subprocess.DEVNULL, **more)
        assert done.returncode == status and words in done.stderr, (status, words, done.returncode, done.stderr)

    refused(4, "entente init makes a log", at=f"{folder}/none.jsonl")
    refused(2, "is reached from other machines", "--listen", "0.0.0.0:0")
    refused(2, "is reached from other machines", "--listen", "0.0.0.0:0", "--behind-proxy")
    refused(4, "there are no tokens at", "--listen", "127.0.0.1:0", "--tokens", f"{folder}/no.tokens")
    pathlib.Path(f"{folder}/open.tokens").write_text("")
    os.chmod(f"{folder}/open.tokens", 0o644)
    refused(4, "are not trusted", "--listen", "127.0.0.1:0", "--tokens", f"{folder}/open.tokens")
    os.mkfifo(f"{folder}/fifo.tokens", 0o600)
    refused(4, "are not trusted", "--listen", "127.0.0.1:0", "--tokens", f"{folder}/fifo.tokens")
    os.symlink(log, f"{folder}/link.jsonl")
    refused(4, "link.jsonl", at=f"{folder}/link.jsonl")
    chain, key = certificate(folder, "-passout", "pass:secret")
    refused(4, "passphrase", "--listen", "127.0.0.1:0", "--tls-cert", chain, "--tls-key", key, start_new_session=True)
    text = pathlib.Path(log).read_text()
    pathlib.Path(f"{folder}/damaged.jsonl").write_text(text.replace('"title":"A"', '"title":"B"'))
    os.chmod(f"{folder}/damaged.jsonl", 0o600)
    refused(3, "line 1, byte", at=f"{folder}/damaged.jsonl")
    pathlib.Path(f"{folder}/newer.jsonl").write_text(text.split("\n")[0].replace('{"entente":1,', '{"entente":2,') + "\n")
    os.chmod(f"{folder}/newer.jsonl", 0o600)
    refused(4, "format 2, this program knows format 1", at=f"{folder}/newer.jsonl")


def backup(folder):
    """`cp` of a log that is written to opens as a prefix that holds all that was acknowledged before."""
    log = make_log(folder)
    daemon = Daemon(folder)
    appenders = Appenders(daemon.port)
    for each in range(20):
        time.sleep(0.05)
        before = dict(appenders.acknowledged)
        copied = f"{folder}/backup-{each}.jsonl"
        subprocess.run(["cp", log, copied], check=True)
        whole = verified(copied)
        records = json.loads(subprocess.run([entente, "--log", copied, "log", "--json"], capture_output=True, check=True).stdout)["records"]
        there = {record["entry"]["id"]: record["seq"] for record in records}
        assert all(there.get(id) == seq for id, seq in before.items()), len(before)
        assert verified(log, "--at", str(whole["entries"]), "--chain", whole["chain"])
    appenders.end()
    assert daemon.end() == 0


STORIES = {story.__name__: story for story in (
    follower, replaced, full_disk, notified, activated, stopped, tokens, slowloris, proxy, refusals, backup)}

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        try:
            STORIES[sys.argv[3]](folder)
        except Skipped as why:
            print(f"SKIPPED: {why}")
            sys.exit(77)
        finally:
            for process in Daemon.all:
                process.kill()
    print(f"operated: {sys.argv[3]}: {STORIES[sys.argv[3]].__doc__}")
