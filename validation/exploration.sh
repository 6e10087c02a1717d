#!/usr/bin/env bash
# validation/exploration.sh: designs, sensitivity, robustness, PRIM and CART beside other programs: ours, theirs, difference.
# Wants the release build and a folder of their answers, which is not part of this project: $BH_ORACLES, or
# ../shared/oracles beside the checkout. Without it there is nothing to compare.
set -euo pipefail
cd "$(dirname "$0")/.."
cmake --preset release -DBH_TESTS=ON >/dev/null
cmake --build build/release --target test_exploration_oracles test_discovery_oracles >/dev/null
for program in test_exploration_oracles test_discovery_oracles; do
    build/release/$program | sed -n 's/^# //p; /^not ok/p'
done
