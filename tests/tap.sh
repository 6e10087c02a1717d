# tests/tap.sh: what shell tests share. One line "ok ..." or "not ok ..." for each thing tested.
# Wants $BLUEHELM, the program, and $SOURCE_DIR; works in a folder of its own.
set -u
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
failures=0

expect() { # expect WORDS COMMAND...
    local words=$1
    shift
    if "$@" >expect.out 2>&1; then
        echo "ok $words"
    else
        echo "not ok $words"
        sed 's/^/# /' expect.out | head -20
        failures=$((failures + 1))
    fi
}

exits() { # exits CODE COMMAND...: whether a command ends with this exit code
    local code=$1
    shift
    "$@" >exits.out 2>exits.err
    local found=$?
    [ "$found" = "$code" ] || { echo "exit code $found, wanted $code"; cat exits.err; return 1; }
}

says() { # says CODE PATTERN COMMAND...: exit code, and a pattern on standard error
    local code=$1 pattern=$2
    shift 2
    exits "$code" "$@" || return 1
    grep -qE -- "$pattern" exits.err || { echo "no '$pattern' in:"; cat exits.err; return 1; }
}

finish() {
    [ "$failures" = 0 ]
    exit
}
