#!/usr/bin/env bash
# bench/throughput.sh: futures a second on one core, each engine against the scalar preset, in one run; and memory.
# Run from the checkout. Prints a table; writes nothing that stays.
#   bench/throughput.sh [FUTURES [OLD]]   OLD: the program of an earlier build, run in turn with the present one
set -euo pipefail
cd "$(dirname "$0")/.."
cmake --preset release >/dev/null && cmake --build build/release --target bluehelm >/dev/null
cmake --preset scalar -DBH_TESTS=OFF >/dev/null && cmake --build build/scalar --target bluehelm >/dev/null
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
futures=${1:-1000}
old=${2:-}
options=5

user_time() { # user_time PROGRAM ENGINE FUTURES
    { TIMEFORMAT=%U; time "$1" explore plans/gaza-2024 --futures "$3" --threads 1 \
        --keep 1 --engine "$2" --out "$folder/x.bh" --overwrite --quiet; } 2>&1
}

run_time() { # run_time PROGRAM ENGINE FUTURES: the least user time of three runs
    for _ in 1 2 3; do user_time "$@"; done | sort -g | head -1
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

[ -n "$old" ] || exit 0
printf '\n%-24s %10s %12s %8s\n' 'engine' 'old f/s' 'now f/s' ratio
for engine in base avx2 avx512; do
    a=() b=() c=() d=()
    for _ in 1 2 3 4 5; do
        a+=("$(user_time "$old" $engine "$futures")") b+=("$(user_time build/release/bluehelm $engine "$futures")")
        c+=("$(user_time "$old" $engine $((4 * futures)))") d+=("$(user_time build/release/bluehelm $engine $((4 * futures)))")
    done
    least() { printf '%s\n' "$@" | sort -g | head -1; }
    awk -v e=$engine -v a="$(least "${a[@]}")" -v b="$(least "${b[@]}")" -v c="$(least "${c[@]}")" -v d="$(least "${d[@]}")" \
        -v n=$((3 * futures * options)) 'BEGIN{printf "%-24s %10.0f %12.0f %8.2f\n", e, n / (c - a), n / (d - b), (c - a) / (d - b)}'
done
