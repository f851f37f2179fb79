#!/usr/bin/env python3
"""ratios.py: reads what entente and the peers measured (results.tsv of one run) and prints one table of ratios."""
import datetime
import os
import re
import sys

# name, N, metric → median
figures, wrong = {}, []
sizes = set()
for line in sys.stdin:
    word = line.rstrip("\n").split("\t")[1:]
    if word[0] == "RESULT":
        figures[word[1], int(word[2]), word[3]] = float(word[4])
        sizes.add(int(word[2]))
    elif word[0] == "VALID" and word[3] != "yes" or word[0] == "SKIP":
        wrong.append("  ".join(word))
sizes.discard(0)
stores = [name for name in ("sqlite", "postgres", "mariadb") if any(key[0] == name for key in figures)]
rows = []


def ours(metric, size):
    return figures.get(("entente", size, metric))


def best(metric, size, which):
    """The best of the peers' figures, and whose it is."""
    of = {figures[name, size, metric]: name for name in stores if (name, size, metric) in figures}
    return (which(of), of[which(of)]) if of else (None, "")


def short(value, unit):
    text = f"{value:.3g}" if value < 1000 else f"{value:,.0f}"
    return f"{text} {unit}".strip()


def row(what, mine, theirs, whose, unit, bound, at_least=False, plain=False):
    """One line; `plain`: the bound is of the figure itself."""
    if mine is None or theirs is None:
        return
    ratio = mine if plain else mine / theirs
    held = ratio >= bound if at_least else ratio <= bound
    rows.append((what, short(mine, unit), "" if plain else f"{short(theirs, unit)} ({whose})", "" if plain else f"{ratio:.3g} ×",
                 f"{'≥' if at_least else '≤'} {bound:g}{' ' + unit if plain else ' ×'}", "yes" if held else "no"))


def beside_best(what, metric, size, unit, bound, at_least=False):
    theirs, whose = best(metric, size, max if at_least else min)
    row(what, ours(metric, size), theirs, whose, unit, bound, at_least)


small, large = (min(sizes), max(sizes)) if sizes else (0, 0)
for size in sorted(sizes):
    at = f", {size:,} events"
    beside_best("one question, now, p50" + at, "query_now_p50", size, "us", 1 / 8)
    beside_best("one question, past, p50" + at, "query_past_p50", size, "us", 1 / 8)
    beside_best("16 clients, now" + at, "query_now_16_clients", size, "/s", 6, True)
    beside_best("16 clients, past" + at, "query_past_16_clients", size, "/s", 6, True)
for connections in (16, 32, 64):
    http = lambda who, what: figures.get((who, 0, f"http_terms_{connections}_{what}"))
    at = f"terms over HTTP, {connections} connections"
    row(at, http("entente", "rate"), http("nginx", "rate"), "nginx, a file", "/s", 0.7 if connections == 32 else 0.8, True)
    row(at + ", p99", http("entente", "p99"), http("nginx", "p99"), "nginx, a file", "us", 2 if connections == 32 else 1.5)
row("64 clients append over HTTP", figures.get(("entente", 0, "http_appends_64_rate")), figures.get(("entente", 0, "http_appends_1_rate")),
    "one client", "/s", 15, True)
row("readers beside 64 appending, p99", figures.get(("entente", 0, "http_readers_beside_appends_p99")),
    figures.get(("entente", 0, "http_readers_alone_p99")), "alone", "us", 2)
for size in sorted(sizes):
    at = f", {size:,} events"
    row("append, one writer, p50" + at, ours("append_full_1_p50", size), ours("append_full_1_growing_floor", size), "write + fdatasync in C", "us", 1.2)
    beside_best("append, 64 writers" + at, "append_full_64_rate", size, "/s", 6, True)
for size in sorted(sizes):
    at = f", {size:,} events"
    beside_best("from disk to questions" + at, "load_events_per_s", size, "/s", 12, True)
    row("the same" + at, ours("load_events_per_s", size), ours("simdjson_events_per_s", size), "simdjson alone", "/s", 0.5, True)
for size in sorted(sizes):
    row(f"`entente terms` as a process, p50, {size:,} events", ours("process_p50", size), figures.get(("sqlite", size, "process_p50")), "sqlite3", "us", 1)
if small < large:
    row("the same against its own", ours("process_p50", large), ours("process_p50", small), f"{small:,} events", "us", 1.5)
row(f"memory an event, {large:,} events", ours("memory_bytes_per_event", large), 1, "", "B", 200, plain=True)
row("what is derived against the log", ours("derived_x_log", large), 1, "", "×", 0.15, plain=True)
theirs, whose = best("disk_bytes_per_event", large, min)
log = ours("disk_bytes_per_event", large)
row("disk an event, all together", log and log * (1 + (ours("derived_x_log", large) or 0)), theirs, whose, "B", 0.5)
for size in sorted(sizes - {small}):
    for known in ("now", "past"):
        row(f"growth: one question, {known}, p50, {size:,} events", ours(f"query_{known}_p50", size), ours(f"query_{known}_p50", small), f"{small:,} events", "us", 2)


def machine():
    cpu = re.search(r"model name\s*: (.*)", open("/proc/cpuinfo").read())
    memory = int(re.search(r"MemTotal:\s+(\d+)", open("/proc/meminfo").read())[1]) / 2**20
    return f"{os.cpu_count()} cores of {cpu[1] if cpu else 'an unnamed processor'}, {memory:.0f} GiB, Linux {os.uname().release}"


def table(head, lines):
    width = [max(len(line[i]) for line in [head, *lines]) for i in range(len(head))]
    for line in [head, ["-" * each for each in width], *lines]:
        print("| " + " | ".join(cell.ljust(width[i]) for i, cell in enumerate(line)) + " |")


print(f"\n{datetime.datetime.now(datetime.UTC):%Y-%m-%d %H:%M} UTC, {machine()}; beside entente: {', '.join(stores) or 'nobody'}\n")
table(["what", "entente", "beside it", "ratio", "promised", "held"], rows)
for line in wrong:
    print("not as expected:", line)
sys.exit(1 if wrong else 0)
