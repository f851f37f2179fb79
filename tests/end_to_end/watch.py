#!/usr/bin/env python3
"""watch follows a log to which other processes append, and ends as it should: at Ctrl-C, a closed pipe, a log that is
removed, replaced or damaged. watch.py ENTENTE"""
import json, os, select, shutil, signal, subprocess, sys, tempfile, time

entente = sys.argv[1]
SOON = 20  # seconds that a loaded machine may take
wrong = 0


def check(holds, what):
    global wrong
    if not holds:
        wrong += 1
        print(what)


def run(*words):
    done = subprocess.run([entente, "--log", log, *words], capture_output=True, text=True, timeout=60)
    if done.returncode:
        sys.exit(f"entente {' '.join(words)}: {done.returncode}\n{done.stderr}")
    return done.stdout


class Watch:
    def __init__(self, *words):
        self.process = subprocess.Popen(
            [entente, "--log", log, "watch", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0)
        self.rest = b""

    def line(self):
        """The next line; none when it does not come soon."""
        until = time.monotonic() + SOON
        while b"\n" not in self.rest:
            if not select.select([self.process.stdout], [], [], max(0, until - time.monotonic()))[0]:
                return None
            got = os.read(self.process.stdout.fileno(), 65536)
            if not got:
                return None
            self.rest += got
        line, self.rest = self.rest.split(b"\n", 1)
        return line.decode()

    def seq(self):
        line = self.line()
        return json.loads(line)["seq"] if line else None

    def end(self):
        """Its exit status and what it complained of."""
        try:
            status = self.process.wait(SOON)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return None, "it goes on"
        return status, self.process.stderr.read().decode()


def note(text, alliance="a"):
    run("note", alliance, text, "--announced", "2026-04-27")


def new_log():
    if os.path.exists(log):
        os.remove(log)
    run("init")
    run("form", "a", "--title", "A", "--party", "x", "--announced", "2026-01-01")
    run("form", "b", "--title", "B", "--party", "y", "--announced", "2026-01-01")


with tempfile.TemporaryDirectory() as folder:
    log = f"{folder}/log.jsonl"

    # what comes, in order, each once, as the log has it; and nothing of what was there before
    new_log()
    watch, of_b, all_of_a, people = Watch("--json"), Watch("b", "--json"), Watch("a", "--after", "0", "--json"), Watch()
    check("RECORDED" in (people.line() or ""), "people see no columns")
    check(all_of_a.seq() == 1, "--after 0 does not begin with the first")
    time.sleep(1)  # the others have no way to say that they have begun
    for number in range(3, 13):
        note(f"remark {number}", "b" if number == 7 else "a")
    lines = [watch.line() for _ in range(3, 13)]
    records = [json.loads(line) for line in lines if line]
    check([record["seq"] for record in records] == list(range(3, 13)), f"watched {[r['seq'] for r in records]}")
    stored = {record["seq"]: record for record in json.loads(run("log", "--json"))["records"]}
    check(all(record == stored[record["seq"]] for record in records), "an entry is shown otherwise than log shows it")
    check(of_b.seq() == 7, "the entry of b does not come")
    check([all_of_a.seq() for _ in range(9)] == [3, 4, 5, 6, 8, 9, 10, 11, 12], "entries of a are missing")
    rows = [people.line() or "" for _ in range(10)]
    listed = [row.split() for row in run("log").splitlines()[-10:]]
    check([row.split() for row in rows] == listed, f"people see {rows}")

    # it waits without keeping the processor busy
    ticks = sum(map(int, open(f"/proc/{watch.process.pid}/stat").read().rsplit(")", 1)[1].split()[11:13]))
    time.sleep(2)
    more = sum(map(int, open(f"/proc/{watch.process.pid}/stat").read().rsplit(")", 1)[1].split()[11:13])) - ticks
    check(more <= os.sysconf("SC_CLK_TCK") * 2 // 10, f"waiting took {more} ticks in two seconds")

    # Ctrl-C
    people.process.send_signal(signal.SIGINT)
    check(people.end()[0] == 130, "Ctrl-C does not end it as it ends other commands")

    # nobody reads any more: found out without another entry
    of_b.process.stdout.close()
    status, complaint = of_b.end()
    check((status, complaint) == (0, ""), f"a closed pipe: {status} {complaint}")

    # the log is removed
    os.rename(log, f"{log}.old")
    status, complaint = all_of_a.end()
    check(status == 4 and "was removed" in complaint, f"a removed log: {status} {complaint}")
    watch.end()

    # another log takes its place
    new_log()
    watch = Watch("--json", "--after", "0")
    check((watch.seq(), watch.seq()) == (1, 2), "--after 0 does not show what is there")
    shutil.copy(log, f"{log}.new")
    os.replace(f"{log}.new", log)
    status, complaint = watch.end()
    check(status == 4 and "was replaced" in complaint, f"a replaced log: {status} {complaint}")

    # damage: a line that is none, and a log that becomes shorter
    for name, damage in (("a broken line", lambda: open(log, "ab").write(b'{"seq":3}\n')),
                         ("a log cut short", lambda: os.truncate(log, os.path.getsize(log) - 40))):
        new_log()
        watch = Watch("--json", "--after", "0")
        check((watch.seq(), watch.seq()) == (1, 2), f"{name}: nothing is shown before")
        damage()
        status, complaint = watch.end()
        check(status == 3 and complaint, f"{name}: {status} {complaint}")

    # what is not there
    done = subprocess.run([entente, "--log", log + "x", "watch"], capture_output=True, text=True)
    check(done.returncode == 4, f"no log at all: {done.returncode}")
    new_log()
    for words in (["--after", "9"], ["c"]):
        done = subprocess.run([entente, "--log", log, "watch", *words], capture_output=True, text=True, timeout=60)
        check(done.returncode == 1, f"watch {words}: {done.returncode} {done.stderr}")
print(f"{wrong} differences")
sys.exit(1 if wrong else 0)
