"""Appends to a daemon from several connections at once, and streams followed through its restarts."""
import http.client, json, threading, time


def note(number, alliance="a"):
    return {"id": f"01980000-0000-7000-8000-{number:012}", "alliance": alliance, "announced": "2026-06-01",
            "events": [{"type": "note.added", "text": f"note {number}"}]}


class Appenders:
    """Several connections that append notes until they are ended, each note until it is acknowledged: `acknowledged` has the
    position of each id. `port` may change meanwhile."""

    def __init__(self, port, connections=4, first=1, pause_s=0.0, alliance="a"):
        self.port, self.acknowledged, self.odd = port, {}, []
        self.pause_s, self.alliance = pause_s, alliance
        self._next, self._ended, self._lock = first, threading.Event(), threading.Lock()
        self._threads = [threading.Thread(target=self._run, daemon=True) for _ in range(connections)]
        for thread in self._threads:
            thread.start()

    def end(self):
        self._ended.set()
        for thread in self._threads:
            thread.join(30)

    def _run(self):
        connection, entry = None, None
        while not self._ended.is_set():
            if entry is None:
                with self._lock:
                    entry, self._next = note(self._next, self.alliance), self._next + 1
            try:
                if connection is None:
                    connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
                connection.request("POST", "/v1/entries", json.dumps(entry), {"Content-Type": "application/json"})
                answer = connection.getresponse()
                told = json.loads(answer.read())
                if answer.status in (200, 201):
                    self.acknowledged[entry["id"]] = told["records"][0]["seq"]
                    entry = None
                    time.sleep(self.pause_s)
                    continue
                if answer.status not in (429, 503):
                    self.odd.append((answer.status, told))
            except (OSError, http.client.HTTPException):
                connection = None
            time.sleep(0.02)


class Follower(threading.Thread):
    """Follows the stream from the first entry on, resuming by Last-Event-ID; `seen` has the ids in the order they came."""

    def __init__(self, port):
        super().__init__(daemon=True)
        self.port, self.seen, self.odd, self.connections, self._ended = port, [], [], 0, threading.Event()
        self.start()

    def wait_for(self, position, patience_s=60):
        until = time.monotonic() + patience_s
        while (not self.seen or self.seen[-1] < position) and time.monotonic() < until:
            time.sleep(0.02)
        return self.seen

    def end(self):
        self._ended.set()

    def run(self):
        while not self._ended.is_set():
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
                last = self.seen[-1] if self.seen else 0
                connection.request("GET", "/v1/entries/stream", headers={"Last-Event-ID": str(last)})
                answer = connection.getresponse()
                if answer.status != 200:
                    self.odd.append((answer.status, answer.read()))
                    time.sleep(0.05)
                    continue
                self.connections += 1
                self._read(answer)
            except (OSError, http.client.HTTPException):
                time.sleep(0.02)

    def _read(self, answer):
        """An event counts when the empty line behind it has come."""
        event = {}
        while line := answer.readline():
            if line == b"\n":
                if "data" in event and "event" not in event:
                    if json.loads(event["data"])["seq"] != int(event["id"]):
                        self.odd.append(event)
                    self.seen.append(int(event["id"]))
                event = {}
            elif line.endswith(b"\n"):
                name, _, value = line.decode().rstrip("\n").partition(":")
                event[name] = value
            if self._ended.is_set():
                return
