# To be sourced: what measuring a server beside nginx takes. Expects $folder, a folder of one's own.

for each in nginx wrk; do
    if ! command -v $each >/dev/null; then
        echo "http: no $each here, nothing to compare with (Debian: nginx-light, wrk)"
        exit 0
    fi
done

# nginx_serves NAME: what stands in $folder under that name, from as many workers as the daemon has threads, each file
# kept open; sets $nginx to its URL. Without tcp_nodelay its slowest answers would be the client's delayed
# acknowledgements.
nginx_serves() {
    local port=$((20000 + RANDOM % 10000)) workers
    workers=$(nproc)
    chmod 755 "$folder"
    cat >"$folder/nginx.conf" <<CONF
worker_processes $((workers < 2 ? 2 : workers));
pid $folder/nginx.pid;
error_log $folder/nginx.err;
events { worker_connections 1024; }
http {
    access_log off; sendfile on; tcp_nodelay on; keepalive_requests 1000000000; open_file_cache max=10;
    default_type application/json;
    server { listen 127.0.0.1:$port; root $folder; }
}
CONF
    nginx -p "$folder" -c "$folder/nginx.conf" 2>/dev/null
    nginx=http://127.0.0.1:$port/$1
}
nginx_stops() { [ ! -f "$folder/nginx.pid" ] || nginx -p "$folder" -c "$folder/nginx.conf" -s stop 2>/dev/null || true; }

# measured CONNECTIONS URL [WRK-ARG…]: requests a second, and the 99th percentile in microseconds.
measured() {
    wrk -t1 "-c$1" -d"${seconds}s" --latency "${@:3}" "$2" | awk '
        $1 == "99%" { value = $2 + 0; p99 = $2 ~ /us$/ ? value : $2 ~ /ms$/ ? value * 1000 : value * 1000000 }
        $1 == "Requests/sec:" { rate = $2 }
        /Non-2xx|Socket errors/ { print "failed: " $0 >"/dev/stderr"; exit 1 }
        END { printf "%d %d\n", rate, p99 }'
}

# in_turn LABEL BASELINE: reads rounds, `RATE P99 RATE P99` of a thing and its baseline; one line of medians, and of the
# medians of the rounds' own ratios.
in_turn() {
    awk -v label="$1" -v baseline="$2" '
        { rate[NR] = $1; p99[NR] = $2; base_rate[NR] = $3; base_p99[NR] = $4; by_rate[NR] = $1 / $3; by_p99[NR] = $2 / $4 }
        function median(list,    i, j, t) {
            for (i = 1; i <= NR; ++i) for (j = i + 1; j <= NR; ++j) if (list[j] < list[i]) { t = list[i]; list[i] = list[j]; list[j] = t }
            return list[int((NR + 1) / 2)]
        }
        END {
            printf "%s: %d/s, %s %d/s: ratio %.2f; p99 %.2f ms, %s %.2f ms: ratio %.2f (medians of %d)\n", label, median(rate),
                baseline, median(base_rate), median(by_rate), median(p99) / 1000, baseline, median(base_p99) / 1000, median(by_p99), NR
        }'
}
