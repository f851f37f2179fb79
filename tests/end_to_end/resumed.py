#!/usr/bin/env python3
"""Streams through restarts: resumed.py ENTENTE ENTENTD NODE JUDGES [ROUNDS]

While entries are appended the daemon is killed, or stopped, and started again at the same address. The npm package eventsource, which
resumes as a browser does, and plain readers that send Last-Event-ID see every entry once and in order."""
import atexit, json, os, signal, socket, subprocess, sys, tempfile, time, urllib.request

from load import Appenders, Follower, note

entente, ententd, node, judges = sys.argv[1:5]
rounds = int(sys.argv[5]) if len(sys.argv) > 5 else 6


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Daemon:
    def __init__(self, log, port, journal):
        self.process = subprocess.Popen([ententd, "--log", log, "--listen", f"127.0.0.1:{port}"], stderr=open(journal, "ab"))
        atexit.register(self.process.kill)  # one left behind would keep whoever waits for our output
        until = time.monotonic() + 60
        while True:
            try:
                if urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz").status == 200:
                    return
            except OSError:
                pass
            assert self.process.poll() is None and time.monotonic() < until, open(journal).read()
            time.sleep(0.02)

    def end(self, how):
        self.process.send_signal(how)
        return self.process.wait(30)


with tempfile.TemporaryDirectory() as folder:
    log, journal, port = f"{folder}/log.jsonl", f"{folder}/journal.jsonl", free_port()
    subprocess.run([entente, "--log", log, "init"], capture_output=True, check=True)
    formed = {**note(999_999_999), "events": [{"type": "alliance.formed", "title": "A", "parties": [{"party": "x"}, {"party": "y"}]}]}
    done = subprocess.run([entente, "--log", log, "append", "-"], input=json.dumps(formed).encode(), capture_output=True)
    assert done.returncode == 0, done.stderr
    daemon = Daemon(log, port, journal)
    ids = open(f"{folder}/ids.txt", "w+")
    told = open(f"{folder}/node.txt", "w+")
    client = subprocess.Popen([node, f"{judges}/follow.mjs", f"http://127.0.0.1:{port}/v1/entries/stream?after=0"], stdout=ids, stderr=told)
    readers = [Follower(port) for _ in range(3)]
    appenders = Appenders(port)
    for each in range(rounds):
        time.sleep(1.3)  # eventsource comes again after a second, and sees some of it live
        how = signal.SIGTERM if each % 3 == 2 else signal.SIGKILL
        status = daemon.end(how)
        assert status == (0 if how == signal.SIGTERM else -signal.SIGKILL), (how, status, open(journal).read()[-2000:])
        daemon = Daemon(log, port, journal)
    time.sleep(0.3)
    appenders.end()
    head = json.load(urllib.request.urlopen(f"http://127.0.0.1:{port}/v1/verify"))["entries"]
    wanted = list(range(1, head + 1))
    for reader in readers:
        assert reader.wait_for(head) == wanted, (head, reader.seen[-5:], reader.odd[:3])
        assert not reader.odd and reader.connections > rounds / 2, (reader.odd[:3], reader.connections)
        reader.end()
    seen, until = [], time.monotonic() + 60
    while (not seen or seen[-1] < head) and time.monotonic() < until and client.poll() is None:
        time.sleep(0.05)
        seen = [int(line) for line in open(ids.name).read().split("\n")[:-1]]
    gave_up = client.poll()
    client.kill()
    client.wait()
    assert seen == wanted and gave_up is None, (head, seen[-5:], gave_up, open(told.name).read())
    positions = set(appenders.acknowledged.values())
    assert not appenders.odd and len(positions) == len(appenders.acknowledged) and max(positions) <= head, appenders.odd[:3]
    assert daemon.end(signal.SIGTERM) == 0
    print(f"resumed: {rounds} restarts, {head} entries, each seen once and in order by eventsource and {len(readers)} readers")
