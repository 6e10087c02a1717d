#!/usr/bin/env bash
# bench/obstacles.sh: an obstacle study of gaza-2024 at 2 000 futures an option, two threads against one, and
# against running the same number of futures with explore. Prints a table; writes nothing that stays.
# Run from the checkout after `cmake --preset release` and its build.
set -euo pipefail
cd "$(dirname "$0")/.."
cmake --preset release >/dev/null && cmake --build build/release --target bluehelm >/dev/null
b=build/release/bluehelm
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
futures=${1:-2000}

best_of_three() { # best_of_three COMMAND...: the least wall-clock and the least user + system seconds
    local wall= cpu=
    for _ in 1 2 3; do
        local t
        t=$({ TIMEFORMAT='%R %U %S'; time "$@" >"$folder/out" 2>&1; } 2>&1)
        wall=$(awk -v t="$t" -v w="${wall:-1e9}" 'BEGIN{split(t, a); print (a[1] < w) ? a[1] : w}')
        cpu=$(awk -v t="$t" -v c="${cpu:-1e9}" 'BEGIN{split(t, a); x = a[2] + a[3]; print (x < c) ? x : c}')
    done
    echo "$wall $cpu"
}

$b explore plans/gaza-2024 --futures "$futures" --keep 1 --out "$folder/g.bh" --quiet
printf '%-44s %10s %10s %12s\n' "gaza-2024, $futures futures an option" "wall s" "cpu s" "futures/s"
row() { # row WORDS FUTURES "WALL CPU"
    awk -v w="$1" -v n="$2" -v t="$3" 'BEGIN{split(t, a); printf "%-44s %10.2f %10.2f %12.0f\n", w, a[1], a[2], n / a[1]}'
}
t=$(best_of_three $b explore plans/gaza-2024 --futures "$futures" --keep 1 --out "$folder/x.bh" --overwrite --quiet --threads 2)
row "explore, two threads" $((5 * futures)) "$t"
for threads in 2 1; do
    t=$(best_of_three $b obstacles "$folder/g.bh" --threads $threads --quiet)
    runs=$(sed -n 's/.* \([0-9]*\) futures run$/\1/p' "$folder/out" | head -1)
    row "obstacles, $threads thread(s)" "$runs" "$t"
done
