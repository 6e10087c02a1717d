#!/usr/bin/env bash
# Browser tests of the page: in headless Chromium, by playwright-core and axe-core. Prints "ok ..." or "not ok ..." for
# each thing tested, and exits with 1 when one is not good. Needs Node 18 or newer, npm and Chromium; installs Debian's where
# they are missing, and what package-lock.json names into the build folder.
#   tests/web/run.sh [--only speed,drawn,live,languages,access,paper,hostile,served]
set -euo pipefail
cd "$(dirname "$0")/../.."
. tools/packages.sh
source=$PWD
BLUEHELM=${BLUEHELM:-$source/build/release/bluehelm}
folder=${BH_WEB_FOLDER:-$source/build/web-tests}

command -v node >/dev/null || install_packages nodejs
command -v npm >/dev/null || install_packages npm
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
[ -n "$browser" ] || { install_packages chromium && browser=$(command -v chromium); }
fc-list :lang=ar 2>/dev/null | grep -q . || install_packages fonts-noto-core

mkdir -p "$folder/tests"
cp tests/web/package.json tests/web/package-lock.json tests/web/*.mjs "$folder/tests/"
if ! cmp -s tests/web/package-lock.json "$folder/installed.json"; then
    npm ci --prefix "$folder/tests" --ignore-scripts --no-audit --no-fund --loglevel=error >&2
    cp tests/web/package-lock.json "$folder/installed.json"
fi
failed=0
node tests/web/unit.mjs tests/web/unit/*.test.mjs || failed=1
node "$folder/tests/main.mjs" --bluehelm "$BLUEHELM" --source "$source" --folder "$folder/pages" --browser "$browser" \
    "$@" || failed=1
exit $failed
