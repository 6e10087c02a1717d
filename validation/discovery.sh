#!/usr/bin/env bash
# validation/discovery.sh: PRIM and CART beside other programs on published cases: ours, theirs, difference.
# Wants the release build and a folder of their results: $BLUEHELM_ORACLES, or ../shared/oracles/exploration
# beside the checkout. These files are not part of this project; without them there is nothing to compare.
set -euo pipefail
cd "$(dirname "$0")/.."
cmake --preset release >/dev/null
cmake --build build/release --target test_discovery_oracles >/dev/null
build/release/test_discovery_oracles
