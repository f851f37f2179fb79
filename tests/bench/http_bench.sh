#!/usr/bin/env bash
# http_bench.sh SERVER [SECONDS] [ROUNDS]: the daemon's HTTP layer beside nginx, the same bytes, the same number of
# workers, the same 32 kept-alive connections; turn by turn, so that a busy machine is as busy for both. Then what
# 10,000 idle streams take. SERVER is the built http_bench_server.
set -euo pipefail
server=$1 seconds=${2:-5} rounds=${3:-5}
folder=$(mktemp -d)
cleanup() {
    nginx_stops
    [ -z "${input:-}" ] || exec {input}>&-
    rm -rf "$folder"
}
# shellcheck source=tests/bench/beside_nginx.sh
source "$(dirname "${BASH_SOURCE[0]}")/beside_nginx.sh"
trap cleanup EXIT

# An answer of the usual size.
head -c 9000 /dev/urandom | base64 -w 76 >"$folder/body.json"
[ -x "$server" ] || { echo "http: $server is not built" >&2 && exit 1; }
mkfifo "$folder/input"
"$server" --body "$folder/body.json" --threads 2 <"$folder/input" >"$folder/address" &
server_id=$!
exec {input}>"$folder/input"
for ((i = 0; i < 200; ++i)); do [ -s "$folder/address" ] || sleep 0.05; done
address=$(cat "$folder/address")
nginx_serves body.json
for ((round = 0; round < rounds; ++round)); do
    printf '%s %s\n' "$(measured 32 "http://$address/v1/x")" "$(measured 32 "$nginx")"
done | in_turn "http: the HTTP layer, 32 connections" nginx

if [ "$(ulimit -Hn)" -ge 10100 ]; then
    ulimit -Sn "$(ulimit -Hn)"
    python3 - "$address" "$server_id" <<'PYTHON'
import re, socket, sys, time
host, port = sys.argv[1].rsplit(":", 1)
def resident():
    return int(re.search(r"VmRSS:\s+(\d+)", open(f"/proc/{sys.argv[2]}/status").read())[1]) / 1024
before, streams = resident(), []
for _ in range(10000):
    one = socket.create_connection((host, int(port)))
    one.sendall(b"GET /stream HTTP/1.1\r\nHost: a\r\n\r\n")
    streams.append(one)
for one in streams:
    assert one.recv(100).startswith(b"HTTP/1.1 200")
print(f"http: 10000 idle streams take {resident():.0f} MiB, {before:.0f} MiB before them")
PYTHON
fi
