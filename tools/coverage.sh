#!/usr/bin/env bash
# tools/coverage.sh [MOST]: which lines and branches of src/ the tests of ./check take; prints a total and the
# MOST (20) files with the most branches not taken. Branches that only asserts have are not counted.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/packages.sh
install_packages gcovr
cmake --preset coverage >/dev/null
cmake --build build/coverage >/dev/null
find build/coverage -name '*.gcda' -delete
ctest --test-dir build/coverage -j "$(nproc)" --timeout 3000 >build/coverage/tests.log 2>&1 || true
grep -E 'tests passed|Failed|Timeout' build/coverage/tests.log || true
gcovr -r . --object-directory build/coverage --filter 'src/' --branches --exclude-unreachable-branches \
    --exclude-throw-branches --exclude-branches-by-pattern '.*assert\(.*' --csv build/coverage/branches.csv \
    --print-summary build/coverage | grep -E '^(lines|branches)'
awk -F, -v most="${1:-20}" 'NR > 1 { missed = $5 - $6; print missed, $6, $5, $1 }' build/coverage/branches.csv | sort -rn |
    head -"${1:-20}" | awk '{ printf "  %4d of %4d branches not taken: %s\n", $1, $3, $4 }'
