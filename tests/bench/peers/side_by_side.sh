#!/usr/bin/env bash
# side_by_side.sh BUILD [SIZE…]: entente, and whichever peers are installed, on one workload in one run; one table of
# ratios in the end. BUILD holds the built programs; sizes are numbers of events (10000 100000 1000000).
#
# ENTENTE_PEERS names the folder with the workload and the peers (WORKLOAD.md, gen.py, run.sh, src/), which are no part of
# this repository. BENCH_ROUNDS and BENCH_SECONDS bound each figure (5, 2), BENCH_FOLDER is where logs and databases go
# (BUILD/side_by_side), BENCH_ALSO a file of figures for the same table.
set -euo pipefail
build=$(realpath "$1") here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
shift
sizes=("${@:-10000}")
[ $# != 0 ] || sizes=(10000 100000 1000000)
if [ ! -f "${ENTENTE_PEERS:-}/gen.py" ]; then
    echo "side by side: no workload and no peers${ENTENTE_PEERS:+ at $ENTENTE_PEERS}; ENTENTE_PEERS=FOLDER names them"
    exit 0
fi
peers=$(realpath "$ENTENTE_PEERS")
rounds=${BENCH_ROUNDS:-5} seconds=${BENCH_SECONDS:-2} folder=${BENCH_FOLDER:-$build/side_by_side}
mkdir -p "$folder"/{data,bin,entente,loaded}
folder=$(realpath "$folder")
results=$folder/results.tsv # as the peers' own run.sh appends to it
loaded=$folder/loaded      # a database for the sqlite3 command to ask; its figures are those of the run below
export PEERS_DIR=$folder XDG_CACHE_HOME=$folder/cache
rm -rf "$results" "$XDG_CACHE_HOME"
mkdir -p "$XDG_CACHE_HOME"
ln -sfn ../data "$loaded/data"
ln -sfn ../bin "$loaded/bin"

# The appends are measured on the log of 100,000 events, or on the first there is.
export APPEND_AT=${sizes[0]}
for size in "${sizes[@]}"; do [ "$size" != 100000 ] || APPEND_AT=$size; done

keep() { sed -u "s/^/$(date -u +%Y-%m-%dT%H:%M:%SZ)\t/" | tee -a "$results" | cut -f2- >&2; }
[ ! -f "${BENCH_ALSO:-}" ] || keep <"$BENCH_ALSO" 2>/dev/null
entente_peer() { # entente_peer SIZE STEP…
    "$build/tests/peers/entente_peer" "${@:2}" --data "$folder/data" --folder "$folder/entente" --events "$1" \
        --rounds "$rounds" --seconds "$seconds" | keep
}
figure() { printf 'RESULT\tentente\t%s\t%s\t%s\t%s\t%s\t%s\t1\n' "$1" "$2" "$3" "$4" "$3" "$3" | keep; }

# Which of the bitemporal stores can be built and started here.
stores=()
[ ! -f /usr/include/sqlite3.h ] || stores+=(sqlite)
as_user() { [ "$(id -u)" = 0 ] && setpriv --reuid "$1" --regid "$1" --clear-groups test -x "$folder" 2>/dev/null; }
if [ -x /usr/lib/postgresql/15/bin/postgres ] && [ -f /usr/include/postgresql/libpq-fe.h ] && as_user postgres; then
    stores+=(postgres)
fi
if command -v mariadbd >/dev/null && [ -f /usr/include/mariadb/mysql.h ] && as_user mysql; then
    stores+=(mariadb)
fi

for size in "${sizes[@]}"; do
    if [ ! -f "$folder/data/meta-$size.json" ]; then
        echo "side by side: generating $size events" >&2
        python3 "$peers/gen.py" --n "$size" --out "$folder/data" >/dev/null
    fi
    # Each in a process of its own, that none finds what another left in memory.
    entente_peer "$size" convert
    entente_peer "$size" memory
    entente_peer "$size" open
    entente_peer "$size" validate
    entente_peer "$size" ask
    [ "$size" != "$APPEND_AT" ] || entente_peer "$size" append

    # One question as a whole process, in turn with sqlite3 on the database of the same events.
    asked=("$build/entente" --log "$folder/entente/log.jsonl" terms al-000012 --on 2020-01-01)
    beside=()
    if [[ " ${stores[*]} " == *" sqlite "* ]] && command -v sqlite3 >/dev/null; then
        PEERS_DIR=$loaded bash "$peers/run.sh" -s "$size" -r 1 -d load sqlite >/dev/null 2>&1 </dev/null
        rows="SELECT term, since, through, pct, excl, parties, seq, source FROM versions WHERE alliance='AL-000012'
            AND sys_to=9223372036854775807 AND valid_from<=18262 AND valid_to>18262 ORDER BY term"
        sqlite=(sqlite3 -readonly "$loaded/sqlite/db.sqlite" "$rows")
        beside=(-- sqlite "${sqlite[@]}")
        in_force=$("${asked[@]}" --json | python3 -c 'import json, sys; print(*(t["term"] for t in json.load(sys.stdin)["terms"] if t["status"] == "in_force"))')
        same=$([ "$in_force" = "$("${sqlite[@]}" | cut -d'|' -f1 | tr 'T\n' 't ' | sed 's/ $//')" ] && echo yes || echo NO)
        printf 'VALID\tentente\t%s\t%s\tthe same terms as sqlite3: %s\n' "$size" "$same" "$in_force" | keep
    fi
    python3 "$here/process_times.py" "$size" "$rounds" "$seconds" -- entente "${asked[@]}" "${beside[@]}" | keep
    # What the command keeps for itself, in the cache folder or beside the log.
    figure "$size" derived_x_log "$(python3 - "$XDG_CACHE_HOME" "$folder/entente" <<'PYTHON'
import pathlib, sys
bytes_in = lambda folder, but: sum(f.stat().st_size for f in pathlib.Path(folder).rglob("*") if f.is_file() and f.name not in but)
log = pathlib.Path(sys.argv[2], "log.jsonl").stat().st_size
print((bytes_in(sys.argv[1], ()) + bytes_in(sys.argv[2], ("log.jsonl", "appended.jsonl"))) / log)
PYTHON
)" x
    rm -rf "${XDG_CACHE_HOME:?}"/* "$folder/entente" "$loaded/sqlite"
    mkdir -p "$folder/entente"
done
if [ ${#stores[@]} != 0 ]; then
    bash "$peers/run.sh" -s "${sizes[*]}" -r "$rounds" -t "$seconds" "${stores[@]}" </dev/null 2>&1 >/dev/null |
        grep -E '^(==|VALID|SKIP)' >&2 || true
fi
rm -rf "$folder"/{entente,sqlite,pg,maria,cache} "$loaded/sqlite"
python3 "$here/ratios.py" <"$results"
