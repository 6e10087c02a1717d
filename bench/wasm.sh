#!/usr/bin/env bash
# bench/wasm.sh: the engine in WebAssembly beside the native one: futures a second on one core, in one run, and how long an
# answer for 1 000 futures takes in Chromium from a file. Plan gaza-2024. Needs node; Chromium and esbuild for the page.
# Run from the checkout. Prints tables; writes nothing that stays.
set -euo pipefail
cd "$(dirname "$0")/.."
cmake --preset release >/dev/null && cmake --build build/release --target bluehelm engine_answers engine_wasm >/dev/null
cmake --preset scalar -DBH_TESTS=OFF >/dev/null && cmake --build build/scalar --target bluehelm >/dev/null
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
build/release/engine_answers tree plans/gaza-2024 >"$folder/tree"
exec node bench/wasm.mjs "$folder"
