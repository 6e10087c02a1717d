#!/usr/bin/env bash
# tests/fuzz/run.sh SECONDS [NAME...]: builds the fuzzers and runs each so long (all of them, one after
# the other). Inputs that break something are left in build/fuzz/found/NAME. Ends with 1 when there are any.
# One line for each goes to standard output: runs, edges reached, of how many, inputs kept, found.
set -euo pipefail
cd "$(dirname "$0")/../.."
build=$PWD/build/fuzz # named in full: a fuzzer may work in a folder of its own
seconds=${1:?seconds for each fuzzer}
shift
cmake --preset fuzz >/dev/null
cmake --build "$build" >/dev/null
bash tests/fuzz/seeds.sh "$build/bluehelm" "$PWD" "$build/seeds"
[ $# -gt 0 ] || set -- $(cd tests/fuzz && ls fuzz_*.c | sed 's/fuzz_\(.*\)\.c/\1/')
export ASAN_OPTIONS=allocator_may_return_null=1:detect_leaks=1:quarantine_size_mb=16
bad=0
for name in "$@"; do
    corpus=$build/corpus/$name found=$build/found/$name log=$build/$name.log
    mkdir -p "$corpus" "$found"
    size=(-max_len=65536)
    case $name in
    results | arguments) size=(-max_len=400 -len_control=0) ;; # changes of a good file; a line
    esac
    dictionary=()
    [ ! -f "tests/fuzz/$name.dict" ] || dictionary=("-dict=$PWD/tests/fuzz/$name.dict")
    "$build/fuzz_$name" "$corpus" "$build/seeds/$name" "${dictionary[@]}" -fork=1 -ignore_crashes=1 \
        -ignore_timeouts=1 -ignore_ooms=1 -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 \
        "${size[@]}" -close_fd_mask=3 -artifact_prefix="$found/" >"$log" 2>&1 || true
    total=$("$build/fuzz_$name" -runs=0 2>&1 | sed -n 's/.*modules *(\([0-9]*\) inline.*/\1/p' | head -1)
    n_found=$(find "$found" -type f | wc -l)
    sed -n 's/^#\([0-9]*\): cov: \([0-9]*\) .* corp: \([0-9]*\) .*/\1 \2 \3/p' "$log" | tail -1 |
        while read -r runs edges kept; do
            echo "$name: $runs runs, $edges of ${total:-?} edges, $kept inputs, $n_found found ($(date '+%F %R'), $seconds s)"
        done
    [ "$n_found" = 0 ] || bad=1
done
exit $bad
