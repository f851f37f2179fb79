#!/usr/bin/env bash
# http_bench.sh SERVER [SECONDS] [ROUNDS]: the daemon's HTTP layer beside nginx, the same bytes, the same number of
# workers, the same 32 kept-alive connections; turn by turn, so that a busy machine is as busy for both. Then what
# 10,000 idle streams take. SERVER is the built http_bench_server.
set -euo pipefail
server=$1 seconds=${2:-5} rounds=${3:-5}
folder=$(mktemp -d)
cleanup() {
    [ -z "${nginx_started:-}" ] || nginx -p "$folder" -c "$folder/nginx.conf" -s stop 2>/dev/null || true
    exec {input}>&- || true
    rm -rf "$folder"
}
trap cleanup EXIT
chmod 755 "$folder"

# An answer of the usual size.
head -c 9000 /dev/urandom | base64 -w 76 >"$folder/body.json"
mkfifo "$folder/input"
"$server" --body "$folder/body.json" --threads 2 <"$folder/input" >"$folder/address" &
server_id=$!
exec {input}>"$folder/input"
until [ -s "$folder/address" ]; do sleep 0.05; done
address=$(cat "$folder/address")

if ! command -v nginx >/dev/null || ! command -v wrk >/dev/null; then
    echo "http: no nginx or no wrk here, nothing to compare with (Debian: nginx-light, wrk)"
    exit 0
fi
port=$((20000 + RANDOM % 10000))
cat >"$folder/nginx.conf" <<CONF
worker_processes 2;
pid $folder/nginx.pid;
error_log $folder/nginx.err;
events { worker_connections 1024; }
http {
    access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000; default_type application/json;
    server { listen 127.0.0.1:$port; root $folder; }
}
CONF
nginx -p "$folder" -c "$folder/nginx.conf" 2>/dev/null
nginx_started=yes

# measured URL: requests a second, and the 99th percentile in microseconds.
measured() {
    wrk -t1 -c32 -d"${seconds}s" --latency "$1" | awk '
        $1 == "99%" { value = $2 + 0; p99 = $2 ~ /us$/ ? value : $2 ~ /ms$/ ? value * 1000 : value * 1000000 }
        $1 == "Requests/sec:" { rate = $2 }
        /Non-2xx|Socket errors/ { print "failed: " $0 >"/dev/stderr"; exit 1 }
        END { printf "%d %d\n", rate, p99 }'
}
for ((round = 0; round < rounds; ++round)); do
    printf '%s %s\n' "$(measured "http://$address/v1/x")" "$(measured "http://127.0.0.1:$port/body.json")"
done | awk '
    { ours[NR] = $1; p99[NR] = $2; theirs[NR] = $3; nginx_p99[NR] = $4; rate[NR] = $1 / $3; slow[NR] = $2 / $4 }
    function median(list, n,    i, j, t) {
        for (i = 1; i <= n; ++i) for (j = i + 1; j <= n; ++j) if (list[j] < list[i]) { t = list[i]; list[i] = list[j]; list[j] = t }
        return list[int((n + 1) / 2)]
    }
    END {
        printf "http: %d requests/s, nginx %d: ratio %.2f; p99 %.1f ms, nginx %.1f ms: ratio %.2f (medians of %d)\n",
            median(ours, NR), median(theirs, NR), median(rate, NR), median(p99, NR) / 1000,
            median(nginx_p99, NR) / 1000, median(slow, NR), NR
    }'

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
