#!/usr/bin/env bash
# [JOBS=N] tests/fuzz/run.sh SECONDS [NAME...]: builds the fuzzers and runs each so long (all of them, one
# after the other), by N processes at once on one corpus; N is the number of processors unless said. Inputs that
# break something are left in build/fuzz/found/NAME. Ends with 1 when there are any.
# One line for each goes to standard output, over all processes: runs, edges reached, of how many, inputs kept,
# processor seconds, and what was found: crashes (a broken promise, a leak), time-outs, too much memory. Runs are
# those of processes that were done; the last N, a minute or so each, are not in it. An input that is slow but ends
# is kept in found/NAME too and is not counted.
set -euo pipefail
cd "$(dirname "$0")/../.."
build=$PWD/build/fuzz # named in full: a fuzzer may work in a folder of its own
seconds=${1:?seconds for each fuzzer}
jobs=${JOBS:-$(nproc)}
shift
cmake --preset fuzz >/dev/null
cmake --build "$build" >/dev/null
bash tests/fuzz/seeds.sh "$build/bluehelm" "$PWD" "$build/seeds"
[ $# -gt 0 ] || set -- $(cd tests/fuzz && ls fuzz_*.c | sed 's/fuzz_\(.*\)\.c/\1/')
export ASAN_OPTIONS=allocator_may_return_null=1:detect_leaks=1:quarantine_size_mb=16
export TIMEFORMAT='%U %S'

found_of() { # found_of KIND...: how many inputs of these kinds were found
    local n=0 kind
    for kind in "$@"; do
        n=$((n + $(find "$found" -type f -name "$kind-*" | wc -l)))
    done
    echo $n
}

bad=0
for name in "$@"; do
    corpus=$build/corpus/$name found=$build/found/$name log=$build/$name.log
    mkdir -p "$corpus" "$found"
    size=(-max_len=65536)
    case $name in
    results | arguments) size=(-max_len=400 -len_control=0) ;; # changes of a good file; a line
    geometry | csv | table) size=(-max_len=8192) ;; # a page of positions, of cells
    tree) size=(-max_len=16384) ;;                  # a small plan
    esac
    dictionary=()
    [ ! -f "tests/fuzz/$name.dict" ] || dictionary=("-dict=$PWD/tests/fuzz/$name.dict")
    { time "$build/fuzz_$name" "$corpus" "$build/seeds/$name" "${dictionary[@]}" -fork="$jobs" \
        -ignore_crashes=1 -ignore_timeouts=1 -ignore_ooms=1 -max_total_time="$seconds" -timeout=20 \
        -rss_limit_mb=2048 "${size[@]}" -close_fd_mask=3 -artifact_prefix="$found/" >"$log" 2>&1 ||
        true; } 2>"$log.time"
    busy=$(tail -1 "$log.time" | awk '{printf "%.0f", $1 + $2}')
    total=$("$build/fuzz_$name" -runs=0 2>&1 | sed -n 's/.*modules *(\([0-9]*\) inline.*/\1/p' | head -1)
    crashes=$(found_of crash leak) slow=$(found_of timeout) large=$(found_of oom)
    sed -n 's/^#\([0-9]*\): cov: \([0-9]*\) .* corp: \([0-9]*\) .*/\1 \2 \3/p' "$log" | tail -1 |
        while read -r runs edges kept; do
            echo "$name: $runs runs, $edges of ${total:-?} edges, $kept inputs, $crashes crashes," \
                "$slow time-outs, $large of memory ($(date '+%F %R'), $jobs jobs, $seconds s, $busy processor s)"
        done
    [ $((crashes + slow + large)) = 0 ] || bad=1
done
exit $bad
