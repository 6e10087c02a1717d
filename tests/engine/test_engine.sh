#!/usr/bin/env bash
# The engine in WebAssembly gives the bits of the native one: tests/engine/compare.mjs says what is compared.
build=$(dirname "$BLUEHELM")
if ! command -v node >/dev/null; then
    echo "# skip: the engine in WebAssembly is compared by Node, which is not here"
    exit 0
fi
if [ ! -e "$build/web/engine-simd.wasm" ]; then
    echo "# skip: no engine in WebAssembly was built (it needs clang, lld, wasi-libc and libclang-rt-*-dev-wasm32)"
    exit 0
fi
exec nice node "$SOURCE_DIR/tests/engine/compare.mjs" "$build/engine_answers" "$build/web" "$SOURCE_DIR"
