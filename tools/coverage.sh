#!/usr/bin/env bash
# tools/coverage.sh [MOST]: which branches of src/ the tests of ./check take; prints a total and the MOST (20) files with
# the most branches not taken. build/coverage/branches.csv has a line for each file, branches-missed.csv one for each
# branch not taken. What counts as a branch: tools/branches.py.
# Built by clang, which counts by source, so that optimised lane code counts as well as any other: -O2, lanes as a user
# has them. A process that is killed leaves no counts. test_house, which looks at symbols, is not run.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/packages.sh
install_packages "${build_packages[@]}" g++ python3 sqlite3 llvm libclang-rt-14-dev
cmake --preset coverage >/dev/null
cmake --build build/coverage >/dev/null
cd build/coverage
rm -rf profiles
trap '' PIPE # `bluehelm ... | grep -q` would kill the program before it has written its counts
# A file for each process: one that is killed must not spoil the counts of others.
LLVM_PROFILE_FILE=$PWD/profiles/%m-%p.profraw ctest -j "$(nproc)" --timeout 1200 -E test_house >tests.log 2>&1 || true
grep -E 'tests passed|Failed|Timeout|Not Run' tests.log || true
find profiles -name '*.profraw' >profiles.list
llvm-profdata merge -sparse -failure-mode=all -input-files=profiles.list -o counts.profdata 2>profiles.log
rm -rf profiles
programs=()
for program in bluehelm-mpi test_* fuzz_arguments; do
    [ ! -f "$program" ] || programs+=(-object "$program")
done
llvm-cov export bluehelm "${programs[@]}" -instr-profile counts.profdata -skip-expansions ../../src >counts.json
python3 ../../tools/branches.py counts.json "$(realpath ../..)" branches.csv "${1:-20}"
