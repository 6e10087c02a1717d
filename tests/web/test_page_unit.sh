#!/usr/bin/env bash
# The page's arithmetic, which needs no browser: runs tests/web/unit in Node.
set -u
if ! command -v node >/dev/null; then
    echo "# skip: the page's arithmetic is tested in Node, which is not installed"
    exit 0
fi
node --test --test-reporter=tap "$SOURCE_DIR"/tests/web/unit/*.test.mjs | sed -n \
    -e 's/^\(ok\|not ok\) [0-9]* - /\1 /p' -e 's/^  *error: /# /p' -e 's/^  *location: /# /p'
exit "${PIPESTATUS[0]}"
