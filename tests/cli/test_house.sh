# The house keeps its rules: includes, symbols, no exit or printf in the library, sizes. Oracle: docs/tour.md.
. "$SOURCE_DIR/tests/tap.sh"
library=$(dirname "$BLUEHELM")/libbluehelm.a

expect "includes point downwards" "$SOURCE_DIR/tools/check_includes.sh"
if nm -u "$library" | grep -qE '__(asan|tsan)_init'; then
    echo "# skip: the symbols of a sanitizer's build are the sanitizer's own"
else
    expect "the library neither prints nor exits" sh -c "! nm -u '$library' | grep -wE 'printf|puts|fprintf|exit|abort|__printf_chk|__fprintf_chk'"
    expect "global names of the library begin with bh_" sh -c "! nm -g --defined-only '$library' | grep -E ' [TDBR] ' | grep -v ' bh_'"
    expect "the library has no data that can be written" sh -c "! objdump -h '$library' | awk '(\$2 == \".data\" || \$2 == \".bss\") && \$3 !~ /^0+\$/' | grep ."
fi
for header in "$SOURCE_DIR"/include/bluehelm/*.h; do
    expect "$(basename "$header") compiles alone as C" gcc -std=c17 -fsyntax-only -Wall -Wextra -Werror -I"$SOURCE_DIR/include" -x c "$header"
    if command -v g++ >/dev/null; then
        expect "$(basename "$header") compiles alone as C++" g++ -fsyntax-only -Wall -Wextra -Werror -I"$SOURCE_DIR/include" -x c++ "$header"
    fi
done
expect "no file of code is longer than 820 lines" sh -c "! find '$SOURCE_DIR/src' -name '*.[ch]' | xargs wc -l | awk '\$1 > 820 && \$2 != \"total\"' | grep ."
expect "no line of code is longer than 110 columns" sh -c "! grep -rnE '^.{111,}' '$SOURCE_DIR/src' --include='*.c'"
expect "the manual page is there" test -s "$SOURCE_DIR/docs/bluehelm.1"
finish
