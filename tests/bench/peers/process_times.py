#!/usr/bin/env python3
"""process_times.py EVENTS ROUNDS SECONDS -- NAME COMMAND… [-- NAME COMMAND…]…: commands as whole processes, one after the other in turn.

Each NAME is answered with lines as the peers print them: RESULT NAME EVENTS process_p50 …. A round takes up to 60 runs
of each command, or as many as fit into the seconds (at least 3)."""
import os
import shlex
import statistics
import subprocess
import sys
import time

events, rounds, seconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
commands = {}
for word in sys.argv[4:]:
    if word == "--":
        name = None
    elif name is None:
        name, commands[word] = word, []
    else:
        commands[name].append(word)
null = os.open(os.devnull, os.O_WRONLY)


def run(command):
    start = time.perf_counter()
    pid = os.posix_spawnp(command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, null, 1)])
    status = os.waitpid(pid, 0)[1]
    took = (time.perf_counter() - start) * 1e6
    if status != 0:
        sys.exit(f"process_times: failed: {shlex.join(command)}")
    return took


for name, command in commands.items():  # what they answer, and what they keep for the next time
    answer = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
    print(f"VALID\t{name}\t{events}\tyes\tone question as a process: {len(answer)} bytes")
medians = {name: [] for name in commands}
for _ in range(rounds):
    times = {name: [] for name in commands}
    start = time.perf_counter()
    while len(times[name]) < 60 and (time.perf_counter() - start < seconds or len(times[name]) < 3):
        for name, command in commands.items():
            times[name].append(run(command))
    for name in commands:
        medians[name].append(statistics.median(times[name]))
for name, values in medians.items():
    print(f"RESULT\t{name}\t{events}\tprocess_p50\t{statistics.median(values):.6g}\tus\t{min(values):.6g}\t{max(values):.6g}\t{rounds}")
