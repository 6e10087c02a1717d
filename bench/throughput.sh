#!/usr/bin/env bash
# bench/throughput.sh: futures a second on one core, each engine against the scalar preset, in one run; and memory.
# Run from the checkout after `cmake --preset release` and its build. Prints a table; writes nothing that stays.
set -euo pipefail
cd "$(dirname "$0")/.."
cmake --preset release >/dev/null && cmake --build build/release --target bluehelm >/dev/null
cmake --preset scalar -DBH_TESTS=OFF >/dev/null && cmake --build build/scalar --target bluehelm >/dev/null
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
futures=${1:-1000}
options=5

run_time() { # run_time PROGRAM ENGINE FUTURES: the least user + system time of three runs
    local best=
    for _ in 1 2 3; do
        local t
        t=$({ TIMEFORMAT='%U %S'; time "$1" explore plans/gaza-2024 --futures "$3" --threads 1 \
            --keep 1 --engine "$2" --out "$folder/x.bh" --overwrite --quiet; } 2>&1 | awk '{print $1 + $2}')
        best=$(awk -v a="$t" -v b="${best:-1e9}" 'BEGIN{print (a < b) ? a : b}')
    done
    echo "$best"
}

# What 3 x FUTURES more cost: reading the plan and completing the file, which do not grow, cancel out.
seconds() {
    awk -v a="$(run_time "$1" "$2" "$futures")" -v b="$(run_time "$1" "$2" $((4 * futures)))" \
        'BEGIN{print b - a}'
}

base=$(seconds build/scalar/bluehelm scalar)
printf '%-24s %10s %12s %8s\n' engine seconds futures/s ratio
row() { awk -v e="$1" -v s="$2" -v b="$base" -v n="$((3 * futures * options))" \
    'BEGIN{printf "%-24s %10.2f %12.0f %8.2f\n", e, s, n / s, b / s}'; }
row "scalar preset" "$base"
for engine in base avx2 avx512; do
    if build/release/bluehelm explore plans/gaza-2024 --futures 64 --engine $engine --out "$folder/y.bh" --overwrite --quiet 2>/dev/null; then
        row "$engine" "$(seconds build/release/bluehelm $engine)"
    fi
done
