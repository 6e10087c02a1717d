#!/usr/bin/env bash
# validation/exploration.sh FOLDER: other programs' answers beside ours: ours, theirs, difference, line by line.
# FOLDER holds exploration/salib, exploration/lhs and exploration/robust (README.md tells what they are). Wants the release build.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${1:-${BH_ORACLES:-}}
if [ -z "$folder" ]; then
    echo "usage: validation/exploration.sh FOLDER" >&2
    exit 2
fi
BH_ORACLES=$folder build/release/test_exploration_oracles | sed -n 's/^# //p; /^not ok/p'
