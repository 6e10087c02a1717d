#!/usr/bin/env bash
# bench/floor.sh [FUTURES]: how far the engine is from a future that is nothing but its draws and exponentials
# (bench_floor.c), for each instruction set, in one run; user time, the least of five, in turn. Writes nothing that stays.
set -euo pipefail
cd "$(dirname "$0")/.."
futures=${1:-400}
options=5 days=1096 areas=5 # of gaza-2024
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cmake --preset release >/dev/null && cmake --build build/release --target bluehelm >/dev/null

user_time() { { TIMEFORMAT=%U; time "$@" >/dev/null 2>&1; } 2>&1; }
engine_time() { # ENGINE FUTURES
    user_time build/release/bluehelm explore plans/gaza-2024 --futures "$2" --threads 1 --keep 1 \
        --engine "$1" --out "$folder/x.bh" --overwrite --quiet
}
least() { printf '%s\n' "$@" | sort -g | head -1; }

printf '%-8s %18s %18s %8s\n' engine 'engine futures/s' 'floor futures/s' ratio
for isa in base avx2 avx512; do
    case $isa in
    base) flags= ;;
    avx2) flags=-mavx2 ;;
    avx512) flags='-mavx512f -mavx512dq -mavx512vl -mavx512bw -mprefer-vector-width=512' ;;
    esac
    build/release/bluehelm run plans/gaza-2024 --engine $isa >/dev/null 2>&1 || continue
    # shellcheck disable=SC2086
    cc -O3 $flags -ffp-contract=off -fno-math-errno -fno-trapping-math -Wno-psabi -Isrc -Iinclude \
        bench/bench_floor.c -o "$folder/floor" -lm
    short=() long=() floor=()
    for _ in 1 2 3 4 5; do
        short+=("$(engine_time $isa "$futures")")
        long+=("$(engine_time $isa $((4 * futures)))")
        floor+=("$(user_time "$folder/floor" $((3 * futures * options)) $days $areas)")
    done
    awk -v e=$isa -v a="$(least "${short[@]}")" -v b="$(least "${long[@]}")" \
        -v f="$(least "${floor[@]}")" -v n=$((3 * futures * options)) \
        'BEGIN{printf "%-8s %18.0f %18.0f %8.2f\n", e, n / (b - a), n / f, (b - a) / f}'
done
