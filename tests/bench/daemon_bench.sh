#!/usr/bin/env bash
# daemon_bench.sh BUILD FIXTURES [SECONDS] [ROUNDS]: ententd itself, on the flagship fixture: `terms` beside nginx that
# serves the same bytes from a file, over 16, 32 and 64 kept-alive connections; then 64 clients that append beside one,
# and what readers notice of it. Turn by turn. Keeps the figures in BUILD/http.tsv, as the peers' are kept.
set -euo pipefail
build=$(realpath "$1") fixtures=$2 seconds=${3:-3} rounds=${4:-5}
results=$build/http.tsv
folder=$(mktemp -d)
cleanup() {
    nginx_stops
    if [ -n "${ententd_id:-}" ]; then
        kill "$ententd_id" 2>/dev/null || true
        wait "$ententd_id" 2>/dev/null || true
    fi
    rm -rf "$folder"
}
# shellcheck source=tests/bench/beside_nginx.sh
source "$(dirname "${BASH_SOURCE[0]}")/beside_nginx.sh"
trap cleanup EXIT
: >"$results"

writers=64
export ENTENTE_LOG=$build/daemon_bench.jsonl # on the disk that is built on
rm -f "$ENTENTE_LOG"*
"$build/entente" init >/dev/null
"$build/entente" append "$fixtures"/openai-microsoft/*.json >/dev/null 2>&1
for ((writer = 0; writer < writers; ++writer)); do
    echo "{\"alliance\":\"w$writer\",\"announced\":\"2026-01-01\",\"actor\":\"bench\",\"events\":[{\"type\":\"alliance.formed\"}]}"
done | "$build/entente" append - >/dev/null
: >"$folder/ententd.log"
"$build/ententd" --listen 127.0.0.1:$((30000 + RANDOM % 2000)) --access-log=false --connection-requests-max 1000000000 \
    2>"$folder/ententd.log" &
ententd_id=$!
for ((i = 0; i < 200; ++i)); do
    address=$(grep -oE '127\.0\.0\.1:[0-9]+' "$folder/ententd.log" | head -n 1 || true)
    [ -z "$address" ] || ! curl -sf "http://$address/readyz" >/dev/null || break
    sleep 0.05
done
[ -n "$address" ] || { cat "$folder/ententd.log" >&2 && exit 1; }
terms="http://$address/v1/alliances/openai-microsoft/terms?on=2026-04-28"
curl -sf "$terms" -o "$folder/terms.json"
nginx_serves terms.json

# keep METRIC-PREFIX WHO BASELINE FILE: the rounds that in_turn read, as figures.
keep() {
    python3 - "$@" >>"$results" <<'PYTHON'
import statistics, sys
metric, who, baseline, path = sys.argv[1:]
rounds = [[float(word) for word in line.split()] for line in open(path)]
for name, place in ((who, 0), (baseline, 2)):
    for what, unit, values in (("rate", "1/s", [r[place] for r in rounds]), ("p99", "us", [r[place + 1] for r in rounds])):
        owner, _, own = name.partition("/")
        print("RESULT", owner, 0, f"{own or metric}_{what}", f"{statistics.median(values):.6g}", unit, f"{min(values):.6g}",
              f"{max(values):.6g}", len(values), sep="\t")
PYTHON
}

for connections in 16 32 64; do
    for ((round = 0; round < rounds; ++round)); do
        printf '%s %s\n' "$(measured $connections "$terms")" "$(measured $connections "$nginx")"
    done >"$folder/rounds"
    in_turn "http: terms of the flagship from ententd, $(stat -c %s "$folder/terms.json") bytes, $connections connections" nginx <"$folder/rounds"
    keep "http_terms_$connections" entente nginx "$folder/rounds"
done

# Entries of one event, each alliance's in turn; their ids are made by the daemon.
cat >"$folder/append.lua" <<LUA
local at = 0
function request()
    at = (at + 1) % $writers
    return wrk.format("POST", "/v1/entries", {["Content-Type"] = "application/json"},
        '{"alliance":"w' .. at .. '","announced":"2026-01-01","events":[{"type":"note.added","text":"what was reported on that day"}]}')
end
LUA
# Readers who ask every few milliseconds, as people's tools do; not as fast as they can, which measures who gets the processor.
cat >"$folder/read.lua" <<'LUA'
function delay() return math.random(10, 30) end
LUA
for ((round = 0; round < rounds; ++round)); do
    printf '%s %s\n' "$(measured $writers "http://$address" -s "$folder/append.lua")" \
        "$(measured 1 "http://$address" -s "$folder/append.lua")"
done >"$folder/rounds"
in_turn "http: $writers clients append" "one client" <"$folder/rounds"
keep http_appends entente/http_appends_64 entente/http_appends_1 "$folder/rounds"

for ((round = 0; round < rounds; ++round)); do
    measured $writers "http://$address" -s "$folder/append.lua" >/dev/null &
    appending=$!
    beside=$(measured 32 "$terms" -s "$folder/read.lua")
    wait $appending
    printf '%s %s\n' "$beside" "$(measured 32 "$terms" -s "$folder/read.lua")"
done >"$folder/rounds"
in_turn "http: 32 readers while $writers clients append" "without them" <"$folder/rounds"
keep http_readers entente/http_readers_beside_appends entente/http_readers_alone "$folder/rounds"
rm -f "$ENTENTE_LOG"*
