#!/usr/bin/env bash
# tools/analyze.sh [clang-tidy|cppcheck|analyzer]...: static analysis of src/; all three without arguments.
# BH_ANALYZE=src/store: that folder alone (clang-tidy, analyzer). Prints what each finds and ends with 1 when there is
# anything. What is left out, and why, stands here. A check that is off would not tell a true finding either.
set -uo pipefail
cd "$(dirname "$0")/.."
. tools/packages.sh
install_packages "${build_packages[@]}" clang clang-tidy cppcheck
[ $# -gt 0 ] || set -- clang-tidy cppcheck analyzer
cmake --preset dev >/dev/null
found=0

tidy() {
    local checks='-*,bugprone-*,cert-*,clang-analyzer-*,concurrency-mt-unsafe,misc-*,performance-*,portability-*'
    checks+=',readability-inconsistent-declaration-parameter-name,readability-redundant-declaration'
    checks+=',readability-non-const-parameter'
    # two sizes or two texts side by side are normal in numerical code
    checks+=',-bugprone-easily-swappable-parameters'
    # -Wconversion, which is on, says the same better
    checks+=',-bugprone-narrowing-conversions'
    # names with a capital, const by value in a declaration, snprintf's result unused: house style
    checks+=',-cert-dcl16-c,-cert-dcl37-c,-bugprone-reserved-identifier,-cert-err33-c'
    # expressions and trees are recursive, to a depth that is checked
    checks+=',-misc-no-recursion'
    # asks for the *_s functions, which glibc does not have
    checks+=',-clang-analyzer-security.insecureAPI.DeprecatedOrUnsafeBufferHandling'
    # macro tables name things, which brackets would break
    checks+=',-bugprone-macro-parentheses'
    # layouts are in the order of meaning
    checks+=',-clang-analyzer-optin.performance.Padding,-altera-*'
    # strtod, strtoull with their end looked at are checked; atoi and sscanf %d of our own text are not
    checks+=',-cert-err34-c'
    # setlocale, nanosleep and mt-unsafe strerror are called where one thread is, or its text is copied at once
    checks+=',-concurrency-mt-unsafe'
    # sums of sizes as doubles are meant
    checks+=',-bugprone-implicit-widening-of-multiplication-result,-bugprone-integer-division'
    # file headers of tables are read several times with other macros
    checks+=',-misc-include-cleaner,-misc-redundant-expression'
    # a struct compared or hashed by its bytes does not exist here; void ** of an out array does
    checks+=',-bugprone-sizeof-expression,-bugprone-suspicious-memory-comparison'
    # branches that are alike stand for cases that differ in meaning
    checks+=',-bugprone-branch-clone'
    # cannot see that a function of another file has set its outputs when it says BH_OK, nor that a table
    # whose rows are counted first has room; takes every va_list that is a parameter for not begun (clang 14)
    checks+=',-clang-analyzer-core.NullDereference,-clang-analyzer-core.uninitialized.Assign'
    checks+=',-clang-analyzer-valist.Uninitialized'
    # base/json.c has an `open` of its own; malloc(0) where there is nothing to keep may give NULL or not
    checks+=',-clang-analyzer-unix.API,-clang-analyzer-optin.portability.UnixAPI'
    # zero points cannot be: the store refuses days and steps below 1
    checks+=',-clang-analyzer-core.DivideZero'
    # in five files, by check: the one cast that gives libyaml its non-const pointer; a stack whose depth the compiler
    # of expressions counted; rows that bh_design_row, of another file, has filled; a request of MPI that is tested
    # until it is done, which the checker sees in MPI_Wait alone; a text that is cut into lines and freed by its start
    local sound='canonical.c.*int-to-ptr|never.c.*(UndefinedBinaryOperatorResult|CallAndMessage)'
    sound+='|trajectories.c.*UndefinedBinaryOperatorResult|mpi/main.c.*MPI-Checker|variant.c.*unix.Malloc'
    find ${BH_ANALYZE:-src} -name '*.c' | xargs -P "$(nproc)" -n 4 clang-tidy -p build/dev --quiet --checks="$checks" 2>/dev/null |
        grep -E '(warning|error):' | grep -vE "$sound" | sort -u
}
check() {
    # Every finding behind these was read; those of a file are off in that file alone.
    local left_out=(
        # headers of the system are not given to it; lines below that nothing needs
        missingIncludeSystem unmatchedSuppression
        # a name may be short where it is used; clang-tidy's check, which is on, allows for that and no more
        funcArgNamesDifferent
        # masks of lanes are ANDed bit by bit, in code that is also compiled for one lane
        'bitwiseOnBoolean:src/model/*' 'bitwiseOnBoolean:src/engine/*' bitwiseOnBoolean:src/base/draw.h
        bitwiseOnBoolean:src/bargain/compromise.h
        # "i < n is always false" of a loop up to n = a < MOST ? a : MOST: this version's mistake
        knownConditionTrueFalse:src/analyze/sobol.c knownConditionTrueFalse:src/explore/ensemble.c
        knownConditionTrueFalse:src/cli/diff.c knownConditionTrueFalse:src/cli/sensitivity.c
        knownConditionTrueFalse:src/base/bands.c
        # lanes written one by one; a local name that a function of one model file has too
        objectIndex:src/base/philox.h shadowFunction:src/base/lmath.h
        # an array filled for each of the runs, of which there is one at least
        uninitvar:src/cli/run.c
        # numbers that lie behind doubles in one block of memory
        invalidPointerCast:src/store/read.c
    )
    cppcheck --enable=warning,style,performance,portability --inconclusive --std=c11 --quiet -j "$(nproc)" \
        -Iinclude -Isrc -D__GNUC__ -DBH_LANES=2 -DBH_ISA=base -D_GNU_SOURCE \
        "${left_out[@]/#/--suppress=}" --template='{file}:{line}: {id}: {message}' src 2>&1 | grep -v '^$' | sort -u
}
analyze() {
    # Lane types are unknown to gcc 12's analyzer: lane code is read one lane wide. A file that does not compile is told.
    # Every finding behind what is off was read.
    find ${BH_ANALYZE:-src} -name '*.c' | xargs -P "$(nproc)" -n 1 env mpi="$(pkg-config --cflags ompi-c 2>/dev/null)" sh -c '
        case $0 in
        src/base/bins.c | src/explore/study_jobs.c | src/analyze/prim.c) # freed through the list that holds it
            off=malloc-leak ;;
        src/store/journal.c | src/store/load.c) # what a function of another file has set when it says BH_OK
            off=null-dereference ;;
        src/model/evaluate.c | src/plan/never.c) # a stack whose depth the compiler of expressions counted
            off=use-of-uninitialized-value ;;
        src/mpi/*) [ -n "$mpi" ] || exit 0 ;; # built only where MPI is
        esac
        gcc -std=gnu17 -O1 -fanalyzer ${off:+-Wno-analyzer-$off} -Iinclude -Isrc $mpi -D_GNU_SOURCE -DBH_HAVE_BASE \
            -DBH_LANES=1 -DBH_ISA=base "-DBH_PAGE=\"/dev/null\"" -c -o /dev/null "$0" 2>&1 |
            grep -E "error:|warning:.*\[(CWE|-Wanalyzer)"' | sort -u
}
for tool in "$@"; do
    case $tool in
    clang-tidy) out=$(tidy) ;;
    cppcheck) out=$(check) ;;
    analyzer) out=$(analyze) ;;
    *) echo "unknown tool $tool" >&2; exit 2 ;;
    esac
    n=$(grep -c . <<<"$out")
    echo "$tool: $n found"
    [ "$n" = 0 ] || { echo "$out"; found=1; }
done
exit $found
