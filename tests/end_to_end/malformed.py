#!/usr/bin/env python3
"""Malformed requests to a real daemon: malformed.py ENTENTE ENTENTD FIXTURES CORPUS [COUNT] [SEED]

The corpus, and random changes to it and to requests for every question, with entries appended, questions asked and streams followed
beside them. Nothing is answered with a 5xx but what is meant so, what was acknowledged is there, memory does not grow, and the
daemon ends with 0: built with a sanitizer, it would not if there were a fault or a leak."""
import glob, http.client, json, os, pathlib, random, re, resource, socket, subprocess, sys, tempfile, threading, time

from load import Appenders, Follower

entente, ententd, fixtures, corpus = sys.argv[1:5]
count = int(sys.argv[5]) if len(sys.argv) > 5 else 3000
seed = int(sys.argv[6]) if len(sys.argv) > 6 else random.randrange(1 << 32)
MEANT = {"501", "505"}

TARGETS = """/v1/alliances?on=2024-06-12&known_at=@60&announced_by=2023-12-08
/v1/alliances/openai-microsoft/terms?on=2026-04-28&all
/v1/alliances/openai-microsoft/terms/azure-api-exclusivity?blame
/v1/alliances/openai-microsoft/diff?from=2026-04-26&to=2026-04-28
/v1/alliances/openai-microsoft/diff?on=2026-04-28&known_from=@10&known_to=@60
/v1/alliances/openai-microsoft/timeline.svg?from=2019-01-01&to=2032-12-31
/v1/alliances/openai-microsoft/terms/azure-api-exclusivity/belief
/v1/may?party=aws&action=host&subject=openai/products/api&scope=territory=us,persons=x
/v1/who?action=host&subject=openai%2Fproducts
/v1/upcoming?within=P90D&on=2026-05-31
/v1/calendar.ics?on=2026-05-31
/v1/check?stale=P1Y
/v1/parties
/v1/entries?after=3&limit=5&alliance=openai-microsoft
/v1/entries/41
/v1/verify?at=3&chain=0000
/v1/log
/openapi.json
/metrics
/readyz
/
/alliances/openai-microsoft""".splitlines()

ENTRY = json.dumps({"alliance": "openai-microsoft", "announced": "2026-06-01", "title": "t", "confidence": "reported", "sources": [{"publisher": "p"}],
                    "events": [{"type": "term.granted", "term": "t", "kind": "license", "grantor": ["openai"], "grantee": ["*"], "subject": "a/b",
                                "actions": ["use"], "scope": {"territory": {"except": ["cn"]}}, "days": {"due": {"upon": "m", "plus": "P3Y9M"}},
                                "ends": [{"last_of": [{"through": "2032"}, {"before": {"upon": "agi"}}]}], "attributes": {"share": "~27%"}},
                               {"type": "event.retracted", "event": "01980000-0000-7000-8000-000000000001#0", "reason": "r"}]})

PIECES = [b"\r\n", b"\n", b"\r", b" ", b"\t", b":", b"%", b"%00", b"%ff", b"\0", b"\x7f", b"\xff", b"0", b"-1", b"9" * 20, b"Transfer-Encoding: chunked\r\n",
          b"Content-Length: 3\r\n", b"Host: a\r\n", b"Connection: upgrade\r\n", b"HTTP/1.1", b"GET ", b"f" * 16 + b"\r\n", b"0\r\n\r\n", b";", b",", b'"',
          b"[" * 500, b'{"a":' * 100, b"\\ud800", b"&", b"=", b"@", b"..", b"/", b"?", b"#", b"9999-12-31", b"0000", b"P9999999Y", b"\xe2\x80\xa8", b"1e400"]


def get(target, *headers):
    return "\r\n".join([f"GET {target} HTTP/1.1", "Host: a", *headers, "", ""]).encode()


def post(target, body, *headers):
    lines = [f"POST {target} HTTP/1.1", "Host: a", "Content-Type: application/json", f"Content-Length: {len(body)}", *headers, "", ""]
    return "\r\n".join(lines).encode() + body.encode()


def well_formed():
    requests = [get(target) for target in TARGETS]
    requests += [post(target, body, *headers) for target, body, headers in (
        ("/v1/entries?dry_run=true", ENTRY, ()), ("/v1/entries?dry_run=true&strict", f"[{ENTRY},{ENTRY}]", ('If-Match: "1"',)),
        ("/v1/alliances/openai-microsoft/terms?all", ENTRY, ()), ("/v1/may?party=a&action=b&subject=c", ENTRY, ()))]
    requests.append(get(TARGETS[0]) + get(TARGETS[2], "Accept-Encoding: gzip", 'If-None-Match: "1"') + get("/v1/entries/stream", "Last-Event-ID: 3"))
    return requests + [pathlib.Path(file).read_bytes() for file in sorted(glob.glob(f"{corpus}/*"))]


def mutated(request, dice):
    for _ in range(dice.randint(1, 4)):
        place, length = dice.randrange(len(request) + 1), dice.randrange(8)
        how = dice.randrange(5)
        if how == 0 and place < len(request):
            request = request[:place] + bytes([dice.randrange(256)]) + request[place + 1:]
        elif how == 1:
            request = request[:place] + request[place + length:]
        elif how == 2:
            request = request[:place] + dice.choice(PIECES) + request[place:]
        elif how == 3:
            from_here = dice.randrange(len(request) + 1)
            request = request[:place] + request[from_here:from_here + 8 * length] + request[place:]
        else:
            request = request[:place]
    return request


class Sender(threading.Thread):
    def __init__(self, port, dice, count, first):
        super().__init__(daemon=True)
        self.port, self.dice, self.count, self.wrong, self.statuses = port, dice, count, [], {}
        self.requests = first
        self.start()

    def run(self):
        forms = well_formed()
        for request in self.requests + [mutated(self.dice.choice(forms), self.dice) for _ in range(self.count)]:
            answer = self.send(request)
            for status in re.findall(rb"(?:^|\r\n)HTTP/1\.1 (\d\d\d) ", answer):
                status = status.decode()
                self.statuses[status] = self.statuses.get(status, 0) + 1
                if status[0] == "5" and status not in MEANT:
                    self.wrong.append((request, answer[:2000]))
            if answer and not answer.startswith(b"HTTP/1.1 "):
                self.wrong.append((request, answer[:2000]))

    def send(self, request):
        """What comes back until the daemon ends the connection; a stream never does."""
        answer = b""
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=60) as one:
                one.sendall(request)
                one.shutdown(socket.SHUT_WR)
                while piece := one.recv(65536):
                    answer += piece
                    if b"text/event-stream" in answer[-4096:]:
                        break
        except OSError:
            pass
        return answer


def resident_kib(pid):
    return int(re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text())[1])


def main():
    with tempfile.TemporaryDirectory() as folder:
        log, journal = f"{folder}/log.jsonl", f"{folder}/journal.jsonl"
        subprocess.run([entente, "--log", log, "init"], check=True, capture_output=True)
        subprocess.run([entente, "--log", log, "append", *sorted(glob.glob(f"{fixtures}/openai-microsoft/*.json"))], check=True, capture_output=True)
        with open(journal, "wb") as lines:
            daemon = subprocess.Popen([ententd, "--log", log, "--listen", "127.0.0.1:0", "--header-time", "2s", "--body-time", "2s", "--idle-time", "2s"],
                                      stdout=subprocess.DEVNULL, stderr=lines)
        try:
            while '"ready"' not in (told := pathlib.Path(journal).read_text()):
                assert daemon.poll() is None, told
                time.sleep(0.05)
            started = next(json.loads(line) for line in told.split("\n")[:-1] if '"started"' in line)
            port = int(started["addresses"].rpartition(":")[2])
            appenders = Appenders(port, connections=2, pause_s=0.05, alliance="openai-microsoft")
            followers = [Follower(port) for _ in range(2)]
            first = [pathlib.Path(file).read_bytes() for file in sorted(glob.glob(f"{corpus}/*"))] + well_formed()
            growth = []
            for part in range(4):  # memory is compared between the parts
                senders = [Sender(port, random.Random(f"{seed}/{part}/{each}"), count // 16, first if part == each == 0 else []) for each in range(4)]
                while any(sender.is_alive() for sender in senders):
                    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
                    connection.request("GET", "/v1/alliances/openai-microsoft/terms?on=2026-04-28")
                    assert connection.getresponse().status == 200
                    connection.close()
                    time.sleep(0.05)
                growth.append((senders, resident_kib(daemon.pid)))
            appenders.end()
            assert daemon.poll() is None
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            connection.request("GET", "/v1/verify")
            head = json.loads(connection.getresponse().read())["entries"]
            for follower in followers:
                assert follower.wait_for(head) == list(range(1, head + 1)) and not follower.odd, (head, follower.seen[-3:], follower.odd[:2])
                follower.end()
            daemon.terminate()
            status = daemon.wait(120)
        finally:
            daemon.kill()
        journal = pathlib.Path(journal).read_text(errors="replace")
        assert status == 0, (status, journal[-6000:])
        for line in journal.split("\n")[:-1]:
            json.loads(line)  # no sanitizer has a word in it
        records = json.loads(subprocess.run([entente, "--log", log, "log", "--json"], capture_output=True, check=True).stdout)["records"]
        there = {record["entry"]["id"]: record["seq"] for record in records}
        assert len(records) == head and all(there[id] == seq for id, seq in appenders.acknowledged.items()) and not appenders.odd, appenders.odd[:2]
    wrong = [each for senders, _ in growth for sender in senders for each in sender.wrong]
    statuses = {}
    for senders, _ in growth:
        for sender in senders:
            for code, times in sender.statuses.items():
                statuses[code] = statuses.get(code, 0) + times
    for request, answer in wrong[:10]:
        print(repr(request), "→", repr(answer))
    memory = [kib // 1024 for _, kib in growth]
    print(f"malformed: {count} requests, answers {dict(sorted(statuses.items()))}, {len(wrong)} wrong; {memory} MiB; {head} entries (seed {seed})")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
