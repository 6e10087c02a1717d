#!/usr/bin/env bash
# tools/msan.sh [ctest-ARGUMENTS...]: every test program, and commands as a user gives them (tests/msan/commands.sh), under
# MemorySanitizer; ends in "N passed, N failed, N reports" and with 1 when something failed or was told. Arguments go to
# ctest (`-R csv` runs those tests alone); commands run when there are none. Half an hour on two processors.
# Libraries are not built with MSan: tests/msan/library.h says what stands between.
set -uo pipefail
cd "$(dirname "$0")/.."
. tools/packages.sh
install_packages "${build_packages[@]}" g++ python3 sqlite3 curl
cmake --preset msan >/dev/null && cmake --build build/msan >/dev/null || exit 1
cd build/msan
rm -rf reports
mkdir reports
# A report goes to a file of its own: a test that expects a command to fail would take it for that.
export MSAN_OPTIONS=log_path=$PWD/reports/report
ctest -V -j "$(nproc)" --timeout 6000 "$@" >tests.log 2>&1
if [ $# = 0 ]; then
    SOURCE_DIR=$(realpath ../..) BLUEHELM=$PWD/bluehelm bash ../../tests/msan/commands.sh >commands.log 2>&1
else
    : >commands.log
fi
grep -hE '^([0-9]+: )?(not ok|# skip)|\*\*\*(Failed|Exception|Timeout)' tests.log commands.log
grep -hE '^SUMMARY' reports/* 2>/dev/null | sort | uniq -c
passed=$(cat tests.log commands.log | grep -cE '^([0-9]+: )?ok ')
failed=$(cat tests.log commands.log | grep -cE '^([0-9]+: )?not ok |\*\*\*(Exception|Timeout|Not Run)')
programs_failed=$(sed -n 's/.*, \([0-9]*\) tests failed out of.*/\1/p' tests.log)
[ "$failed" != 0 ] || failed=${programs_failed:-0} # it failed without saying in what
reports=$(find reports -type f | wc -l)
echo "$passed passed, $failed failed, $reports reports"
[ "$passed" -gt 0 ] && [ "$failed" = 0 ] && [ "$reports" = 0 ]
