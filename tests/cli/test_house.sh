# The house keeps its rules: includes, symbols, no exit or printf in the library, sizes. Oracle: docs/tour.md.
. "$SOURCE_DIR/tests/tap.sh"
build=$(dirname "$BLUEHELM")

expect "includes point downwards" "$SOURCE_DIR/tools/check_includes.sh"
if nm -u "$build/libbluehelm.a" | grep -qE '__(asan|tsan|msan)_init'; then
    echo "# skip: the symbols of a sanitizer's build are the sanitizer's own"
else
    for name in libbluehelm libbluehelm_serve; do
        library=$build/$name.a
        expect "$name neither prints nor exits" sh -c "! nm -u '$library' | grep -wE 'printf|puts|fprintf|exit|abort|__printf_chk|__fprintf_chk'"
        expect "global names of $name begin with bh_" sh -c "! nm -g --defined-only '$library' | grep -E ' [TDBR] ' | grep -v ' bh_'"
        expect "$name has no data that can be written" sh -c "! objdump -h '$library' | awk '(\$2 == \".data\" || \$2 == \".bss\") && \$3 !~ /^0+\$/' | grep ."
    done
fi
for header in "$SOURCE_DIR"/include/bluehelm/*.h; do
    expect "$(basename "$header") compiles alone as C" gcc -std=c17 -fsyntax-only -Wall -Wextra -Werror -I"$SOURCE_DIR/include" -x c "$header"
    if command -v g++ >/dev/null; then
        expect "$(basename "$header") compiles alone as C++" g++ -fsyntax-only -Wall -Wextra -Werror -I"$SOURCE_DIR/include" -x c++ "$header"
    fi
done

# Prints what is too long, and fails when something is. (The HTTP library wants a function of eight parameters.) A function's body begins with { and ends with }
# at the left margin; the lines before it are its head. The error that comes last is no parameter.
long_files='FNR == 801 { print FILENAME " has more than 800 lines" }'
long_lines='length($0) > 100 { print FILENAME ":" FNR " has " length($0) " columns" }'
long_functions='
    FNR == 1 || /^[;}#]/ || /;$/ { if (!body) head = "" }
    /^[a-z_]+\(/ && !body { head = "" }
    !body { head = head $0 }
    /^\{/ {
        body = FNR
        name = head
        sub(/\(.*/, "", name)
        sub(/, *struct bh_err \*err\)/, "", head)
        parameters = 1 + gsub(/,/, "", head)
    }
    /^\}/ && body {
        if (FNR - body + 1 > 60) print FILENAME ":" body ": " name " has " FNR - body + 1 " lines"
        if (parameters > 7 && name != "receive") print FILENAME ":" body ": " name " has " parameters " parameters"
        body = 0
        head = ""
    }'
nothing_from() {
    local found
    found=$(awk "$@")
    [ -z "$found" ] || { echo "$found"; return 1; }
}
mapfile -t code < <(find "$SOURCE_DIR/src" "$SOURCE_DIR/include" -name '*.[ch]')
mapfile -t test_code < <(find "$SOURCE_DIR/tests" -name '*.[ch]')
expect "no file of code has more than 800 lines" nothing_from "$long_files" "${code[@]}"
expect "no line has more than 100 columns" nothing_from "$long_lines" "${code[@]}" "${test_code[@]}"
expect "no function has more than 60 lines or 7 parameters" nothing_from "$long_functions" "${code[@]}"
expect "the manual page is there" test -s "$SOURCE_DIR/docs/bluehelm.1"
finish
