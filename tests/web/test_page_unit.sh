#!/usr/bin/env bash
# The page's arithmetic, which needs no browser: runs tests/web/unit in Node.
if ! command -v node >/dev/null; then
    echo "# skip: the page's arithmetic is tested in Node, which is not installed"
    exit 0
fi
exec node "$SOURCE_DIR/tests/web/unit.mjs" "$SOURCE_DIR"/tests/web/unit/*.test.mjs
