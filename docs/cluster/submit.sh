#!/bin/bash
# Puts a study into the queue as an array and, behind it, the job that merges its parts.
#   PLAN=plans/gaza-2024 FUTURES=1000000 OUT=gaza.bh PARTS=20 docs/cluster/submit.sh [options of sbatch, such as --partition=long]
set -eu
: "${PLAN:?the plan}" "${FUTURES:?futures for each option}" "${OUT:?the results file}" "${PARTS:?how many parts}"
here=$(dirname "$0")

export PLAN FUTURES OUT PARTS
array=$(sbatch --parsable --array="1-$PARTS" "$@" "$here/array.sbatch")
sbatch --dependency="afterok:${array%%;*}" "$@" "$here/merge.sbatch"
