"""Starts ententd on the four fixtures and asks it what the command line is asked: the bytes must be the same. Then what
HTTP promises: tags, gzip, refusals by name, appends that are there once, and an end in order."""

import argparse
import gzip
import http.client
import json
import os
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

from load import Follower

FIXTURES = ["openai-microsoft", "anthropic-cloud", "apple-google-search", "starbucks-nestle"]


class Served:
    def __init__(self, entente, ententd, fixtures, folder):
        self.entente, self.ententd = entente, ententd
        self.log = f"{folder}/log.jsonl"
        self.errors = f"{folder}/journal.txt"
        self.run("init")
        for name in FIXTURES:
            self.run("append", *map(str, sorted(Path(fixtures, name).glob("*.json"))))
        self.start()

    def run(self, *words):
        return subprocess.run([self.entente, "--log", self.log, *words], capture_output=True)

    def start(self, *more):
        self.journal = open(self.errors, "ab")
        begin = os.path.getsize(self.errors)
        self.process = subprocess.Popen(
            [self.ententd, "--log", self.log, "--listen", "127.0.0.1:0", *more], stderr=self.journal)
        while True:
            lines = Path(self.errors).read_bytes()[begin:].splitlines()
            told = {line["event"]: line for line in map(json.loads, lines)}
            if "ready" in told:
                self.port = int(told["started"]["addresses"].split(",")[0].rpartition(":")[2])
                return
            assert self.process.poll() is None, Path(self.errors).read_text()
            time.sleep(0.02)

    def ask(self, target, method="GET", body=None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, target, body, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()


def questions(served):
    """Pairs of what HTTP and what the command line is asked."""
    alliances = json.loads(served.run("alliances", "--json").stdout)["alliances"]
    viewpoints = [[], [("on", "2024-06-12")], [("on", "2026-04-28")], [("on", "2023-12-20"), ("announced-by", "2023-12-08")],
                  [("on", "2026-04-28"), ("known-at", "@60")], [("asked", "2026-05-02@60")]]
    for view in viewpoints:
        query = "&".join(f"{name.replace('-', '_')}={quote(value)}" for name, value in view)
        flags = [word for name, value in view for word in (f"--{name}", value)]
        yield f"/v1/alliances?{query}", ["alliances", *flags]
        yield f"/v1/parties?{query}", ["parties", *flags]
        yield f"/v1/upcoming?{query}", ["upcoming", *flags]
        yield f"/v1/check?{query}", ["check", *flags]
        yield f"/v1/may?party=aws&action=host&subject=openai/products/api&{query}", \
            ["may", "aws", "host", "openai/products/api", *flags]
        yield f"/v1/who?action=host&subject=openai/products/api&{query}", ["who", "host", "openai/products/api", *flags]
        for alliance in (one["alliance"] for one in alliances):
            path = f"/v1/alliances/{alliance}"
            yield f"{path}/terms?all&{query}", ["terms", alliance, "--all", *flags]
            yield f"{path}/terms?{query}", ["terms", alliance, *flags]
            yield f"{path}/timeline?{query}", ["timeline", alliance, *flags]
            answer = served.run("terms", alliance, "--all", "--json", *flags)
            for term in (json.loads(answer.stdout)["terms"] if answer.returncode == 0 else [])[:3]:
                yield f"{path}/terms/{term['term']}?{query}", ["term", alliance, term["term"], *flags]
                yield f"{path}/terms/{term['term']}/belief?{query}", ["timeline", alliance, "--belief", term["term"], *flags]
    yield "/v1/alliances/openai-microsoft/diff?from=2026-04-26&to=2026-04-28", \
        ["diff", "openai-microsoft", "--from", "2026-04-26", "--to", "2026-04-28"]
    yield "/v1/entries?alliance=openai-microsoft", ["log", "openai-microsoft"]
    yield "/v1/entries", ["log"]
    yield "/v1/entries/41", ["show", "41"]
    yield "/v1/verify", ["verify"]


def same_bytes(served):
    asked = 0
    for target, words in questions(served):
        status, _, body = served.ask(target)
        here = served.run(*words, "--json")
        if status >= 400:
            there, problem = json.loads(body), json.loads(here.stderr)
            assert (there["code"], there["detail"]) == (problem["code"], problem["detail"]), (target, there, problem)
        else:
            assert body == here.stdout, (target, words, body[:300], here.stdout[:300], here.stderr)
        asked += 1
    svg = served.run("timeline", "openai-microsoft", "--on", "2026-04-28", "--svg", "-").stdout
    assert served.ask("/v1/alliances/openai-microsoft/timeline.svg?on=2026-04-28")[2] == svg
    assert served.ask("/v1/calendar.ics?on=2026-05-31")[2] == served.run("upcoming", "--ics", "--on", "2026-05-31").stdout
    return asked + 2


def what_http_promises(served):
    target = "/v1/alliances/openai-microsoft/terms?on=2026-04-28"
    status, headers, body = served.ask(target)
    assert headers["Cache-Control"] == "private, no-cache", headers
    assert served.ask(target, If_None_Match=headers["ETag"])[0] == 304
    assert served.ask(target, If_None_Match='"other"')[0] == 200
    _, packed, bytes_packed = served.ask(target, Accept_Encoding="gzip")
    assert packed["Content-Encoding"] == "gzip" and gzip.decompress(bytes_packed) == body
    assert packed["ETag"] != headers["ETag"]
    for_ever = served.ask(target + "&known_at=@60")[1]["Cache-Control"]
    assert "immutable" in for_ever, for_ever
    status, headers, nothing = served.ask(target, "HEAD")
    assert (status, nothing, int(headers["Content-Length"])) == (200, b"", len(body))
    assert served.ask(target, "DELETE")[1]["Allow"] == "GET, HEAD, POST, OPTIONS"
    assert served.ask("*", "OPTIONS")[0] == 204

    def refused(target, status, **where):
        got, _, body = served.ask(target)
        problem = json.loads(body)
        assert (got, problem["status"], problem["where"]) == (status, status, where), (target, got, problem)

    refused("/v1/may?party=aws&action=host&subject=openai&on=2026-02-30", 400, parameter="on")
    refused("/v1/may?party=aws&action=host", 400, parameter="subject")
    refused("/v1/check?staler=P1Y", 400, parameter="staler")
    refused("/v1/check?stale=P1Y&stale=P2Y", 400, parameter="stale")
    refused("/v1/entries?limit=0", 400, parameter="limit")
    assert served.ask("/v1/alliances/openai-microsof/terms")[0] == 404

    pages, target = [], "/v1/entries?limit=33"
    while target:
        _, headers, body = served.ask(target)
        page = json.loads(body)
        pages += [record["seq"] for record in page["records"]]
        assert page["cite"].startswith("log --on "), page["cite"]  # as the command line can be asked
        target = headers["Link"] and headers["Link"].split(">")[0][1:]
    assert pages == list(range(1, len(pages) + 1)) and len(pages) == 140, pages


def entry(number, **more):
    return {"id": f"01980000-0000-7000-8000-{number:012}", "alliance": "openai-microsoft", "announced": "2026-06-01",
            "events": [{"type": "note.added", "text": f"note {number}"}], **more}


def appends(served):
    def post(body, target="/v1/entries", **headers):
        status, _, answer = served.ask(target, "POST", json.dumps(body), Content_Type="application/json", **headers)
        return status, json.loads(answer)

    before = json.loads(served.ask("/v1/verify")[2])
    assert post(entry(1), "/v1/entries?dry_run=true")[1]["dry_run"] is True
    assert json.loads(served.ask("/v1/verify")[2]) == before
    status, first = post(entry(1))
    assert (status, first["position"]) == (201, before["entries"] + 1)
    status, again = post(entry(1))
    assert (status, again["records"][0]["duplicate"], again["records"][0]["seq"]) == (200, True, first["position"])
    assert post(entry(1, title="other content"))[0] == 409
    assert post(entry(2), If_Match='"1"')[0] == 412
    assert post(entry(2), "/v1/entries?expected=1")[0] == 409
    assert post(entry(2), If_Match=f'"{first["position"]}"')[0] == 201
    assert post([entry(3), entry(4)])[1]["position"] == first["position"] + 3
    status, problem = post([entry(5), {"alliance": "openai-microsoft"}])
    assert (status, problem["where"]["place"].startswith("/1")) == (400, True), problem
    assert served.ask("/v1/entries", "POST", json.dumps(entry(6)), Content_Type="text/plain")[0] == 415
    odd = entry(7, events=[{"type": "term.ended", "term": "primary-cloud-of-nobody", "reason": "terminated"}])
    assert post(odd, "/v1/entries?strict=true")[0] == 400
    status, told = post(odd)
    assert status == 201 and told["warnings"], told
    ended = entry(8, events=[{"type": "term.ended", "term": "azure-api-exclusivity", "reason": "lapsed"}])
    status, supposed = post(ended, "/v1/alliances/openai-microsoft/terms?all&on=2026-06-02")
    Path(served.log + ".imagined").write_text(json.dumps(ended))
    here = served.run("terms", "openai-microsoft", "--all", "--on", "2026-06-02", "--suppose", served.log + ".imagined", "--json")
    if status == 200:
        assert supposed == json.loads(here.stdout)
    else:
        assert supposed["detail"] == json.loads(here.stderr)["detail"], (supposed, here.stderr)


def stream_from(served, after, wanted):
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=30)
    connection.request("GET", "/v1/entries/stream", headers={"Last-Event-ID": str(after)})
    answer, seen = connection.getresponse(), []
    while len(seen) < wanted:
        line = answer.readline()
        if line.startswith(b"id:"):
            seen.append(int(line[3:]))
        elif line.startswith(b"data:"):
            assert json.loads(line[5:])["seq"] == seen[-1]
    connection.close()
    return seen


def counts(served):
    """What was done above stands in the figures."""
    figures = dict(line.rsplit(" ", 1) for line in served.ask("/metrics")[2].decode().splitlines() if line[0] != "#")
    assert figures["ententd_appended_entries_total"] == "5", figures
    assert float(figures["ententd_append_duration_seconds_count"]) >= 5, figures
    assert any(name.startswith("ententd_append_warnings_total{") for name in figures), figures
    assert figures["ententd_log_position"] == "145" and figures["ententd_streams"] == "0", figures
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=30)
    connection.request("GET", "/v1/entries/stream")
    answer = connection.getresponse()
    answer.readline()
    assert "ententd_streams 1" in served.ask("/metrics")[2].decode().splitlines()
    answer.close()
    connection.close()


def ends_in_order(served):
    head = json.loads(served.ask("/v1/verify")[2])["entries"]
    assert stream_from(served, 100, head - 100) == list(range(101, head + 1))
    served.process.send_signal(signal.SIGTERM)
    assert served.process.wait(20) == 0
    assert json.loads(served.run("verify", "--json").stdout)["entries"] == head


def killed(served, rounds):
    """kill -9 under load: what was acknowledged is there, once and in order; no stream skips an entry."""
    number, followers = 1000, []
    for _ in range(rounds):
        served.start()
        followers = followers or [Follower(served.port) for _ in range(3)]
        for follower in followers:
            follower.port = served.port
        acknowledged = []
        connections = [http.client.HTTPConnection("127.0.0.1", served.port, timeout=5) for _ in range(8)]
        until = time.monotonic() + 0.15
        try:
            while time.monotonic() < until:
                for connection in connections:
                    number += 1
                    connection.request("POST", "/v1/entries", json.dumps(entry(number)), {"Content-Type": "application/json"})
                for connection in connections:
                    answer = connection.getresponse()
                    told = json.loads(answer.read())
                    assert answer.status == 201, told
                    acknowledged.append((told["records"][0]["seq"], told["records"][0]["id"]))
                served.process.send_signal(signal.SIGKILL) if time.monotonic() > until - 0.05 else None
        except (OSError, http.client.HTTPException):
            pass
        served.process.kill()
        served.process.wait()
        records = {record["seq"]: record["entry"]["id"]
                   for record in json.loads(served.run("log", "--json").stdout)["records"]}
        assert list(records) == list(range(1, len(records) + 1))
        lost = [one for one in acknowledged if records.get(one[0]) != one[1]]
        assert not lost and len(set(records.values())) == len(records), lost
    served.start()
    head = json.loads(served.ask("/v1/verify")[2])["entries"]
    assert stream_from(served, 0, head) == list(range(1, head + 1))
    for follower in followers:
        follower.port = served.port
        assert follower.wait_for(head) == list(range(1, head + 1)), (head, follower.seen[-5:], follower.odd[:3])
        assert not follower.odd, follower.odd[:3]
        follower.end()
    served.process.send_signal(signal.SIGTERM)
    assert served.process.wait(20) == 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--entente", required=True)
    parser.add_argument("--ententd", required=True)
    parser.add_argument("--fixtures", required=True)
    parser.add_argument("--kills", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        served = Served(given.entente, given.ententd, given.fixtures, folder)
        try:
            asked = same_bytes(served)
            what_http_promises(served)
            appends(served)
            counts(served)
            ends_in_order(served)
            killed(served, given.kills)
        finally:
            served.process.kill()
    print(f"served: {asked} questions with the same bytes as the command line's, {given.kills} kills, nothing lost")


main()
