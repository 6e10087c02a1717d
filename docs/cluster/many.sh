#!/bin/bash
# One study in parts without a batch system, by GNU parallel: on this machine, or on several that share a file system.
#   PLAN=plans/gaza-2024 FUTURES=100000 OUT=gaza.bh PARTS=16 docs/cluster/many.sh [--sshlogin host1,host2] [--jobs 4]
# Run again after a failure it finishes what is missing. OUT should be an absolute path where hosts differ.
set -eu
: "${PLAN:?the plan}" "${FUTURES:?futures for each option}" "${OUT:?the results file}" "${PARTS:?how many parts}"
b=${BLUEHELM:-bluehelm}

seq "$PARTS" | parallel --retries 3 "$@" \
    "$b explore '$PLAN' --futures $FUTURES ${EXPLORE_OPTIONS:-} --shard {}/$PARTS --out '$OUT.part-{}' --threads 1 --resume --quiet"
"$b" merge "$OUT" "$OUT".part-*[0-9]
rm "$OUT".part-*[0-9]
