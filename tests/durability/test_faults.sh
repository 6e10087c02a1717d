# tests/durability/test_faults.sh: faults of a disk, one after the other, each at a random moment of a command
# that writes. Loads tests/durability/shim.c before the program. FAULTS: how many rounds (40),
# FAULT_SEED: where chances begin (1), FAULT_KINDS: which, FAULT_ACTIONS: of which commands. One line "ok" or "not ok" for each kind of fault.
#
# Oracle: after the fault and `--resume`, the file has the bytes of a study that nothing disturbed, and
# nothing else lies beside it. An obstacle study is kept or not; an overwritten file is old or new.
. "$SOURCE_DIR/tests/tap.sh" || exit 1
b=$BLUEHELM
SHIM=${SHIM:-$(dirname "$b")/libshim.so}
rounds=${FAULTS:-40}
RANDOM=${FAULT_SEED:-1}
read -ra kinds <<<"${FAULT_KINDS:-kill tear power full error errors}"
export BH_FAULT_FOLDER=$folder/disk
mkdir disk
study="p --design mc --keep 4 --every 60 --threads 2 --quiet"
goals="$SOURCE_DIR/plans/gaza-2024 --option handover --goals success,cost --futures 8 --population 8 --evaluations 40 --quiet --json"

"$b" new p >/dev/null
"$b" explore $study --futures 320 --out whole.bh
"$b" explore $study --futures 192 --out less.bh
"$b" explore $study --futures 64 --set areas.north.residents=500000 --out old.bh
"$b" explore $study --futures 640 --summary --out whole_sums.bh
"$b" explore $study --futures 256 --summary --out less_sums.bh
cp whole.bh kept.bh
"$b" obstacles kept.bh --quiet >/dev/null
"$b" search $goals --out whole.search >whole.json

declare -A tried lost # by kind of fault
say_lost() { # say_lost WORDS: this round lost something
    lost[$kind]=$((${lost[$kind]:-0} + 1))
    echo "# round $round, $action, $kind at $at of $calls, seed $seed, clock $BH_CLOCK: $1"
}

# The command of each action; what is in the way before it stands in `prepare`.
prepare() {
    rm -rf disk/* disk/.[!.]*
    case $action in
    extend) cp less.bh disk/x.bh ;;
    grow) cp less_sums.bh disk/x.bh ;;
    obstacles) cp whole.bh disk/x.bh ;;
    overwrite) cp old.bh disk/x.bh ;;
    esac
}
act() { # act [--resume]
    case $action in
    explore) "$b" explore $study --futures 320 --out disk/x.bh "$@" ;;
    extend) "$b" explore $study --futures 320 --out disk/x.bh --extend ;;
    summary) "$b" explore $study --futures 640 --summary --out disk/x.bh "$@" ;;
    grow) "$b" explore $study --futures 640 --summary --out disk/x.bh --extend ;;
    obstacles) "$b" obstacles disk/x.bh --quiet ;;
    overwrite) [ $# -gt 0 ] || set -- --overwrite; "$b" explore $study --futures 320 --out disk/x.bh "$@" ;;
    search) "$b" search $goals --out disk/x.search "$@" ;;
    esac
}
struck() { # struck ARGUMENTS: the command under the fault; its exit code is checked
    LD_PRELOAD=$SHIM BH_FAULT=$kind BH_FAULT_AT=$at BH_FAULT_SEED=$seed act "$@" >struck.out 2>struck.err
    local code=$?
    case $kind in
    kill | tear | power) [ $code = 137 ] || [ $code = 0 ] || say_lost "exit code $code: $(tail -1 struck.err)" ;;
    *) [ $code = 3 ] || [ $code = 0 ] || say_lost "exit code $code: $(tail -1 struck.err)" ;;
    esac
}
# What is there at once must be whole, whatever it is.
check_state() {
    case $action in
    obstacles) cmp -s disk/x.bh whole.bh || cmp -s disk/x.bh kept.bh || say_lost "neither kept nor as it was" ;;
    search) ;;
    *)
        if [ -e disk/x.bh ]; then
            "$b" compare disk/x.bh --json >state.out 2>state.err || grep -q 'no futures in these results yet' state.err ||
                say_lost "unreadable: $(tail -1 state.err)"
        elif [ $action != explore ] && [ $action != summary ]; then
            say_lost "the file is gone"
        fi
        ;;
    esac
}
check_end() {
    local code
    if [ $action = overwrite ] && cmp -s disk/x.bh old.bh; then
        act >end.out 2>end.err
    else
        act --resume >end.out 2>end.err
    fi
    code=$?
    [ $code = 0 ] || say_lost "exit code $code at the end: $(tail -1 end.err)"
    case $action in
    obstacles) cmp -s disk/x.bh kept.bh || say_lost "other obstacles" ;;
    search) cmp -s end.out whole.json || say_lost "another search" ;;
    summary | grow) cmp -s disk/x.bh whole_sums.bh || say_lost "another summary" ;;
    *) cmp -s disk/x.bh whole.bh || say_lost "another study" ;;
    esac
    [ "$(ls -A disk | grep -vxE 'x.bh|x.search')" = "" ] || say_lost "left behind: $(ls -A disk | tr '\n' ' ')"
}

read -ra actions <<<"${FAULT_ACTIONS:-explore explore explore summary extend grow obstacles overwrite search}"
clocks=(fast fast jumps as_it_is)
declare -A n_calls
uncounted=
for action in $(printf '%s\n' "${actions[@]}" | sort -u); do
    for BH_CLOCK in fast jumps as_it_is; do
        export BH_CLOCK
        prepare
        LD_PRELOAD=$SHIM BH_FAULT=count BH_FAULT_COUNT=$folder/calls act >/dev/null 2>&1
        n_calls[$action $BH_CLOCK]=$(cat calls 2>/dev/null || echo 1)
        rm calls 2>/dev/null || uncounted="$action $BH_CLOCK"
    done
done
expect "without a fault, every command ends and its calls are counted" test -z "$uncounted"
for round in $(seq "$rounds"); do
    kind=${kinds[RANDOM % ${#kinds[@]}]}
    action=${actions[RANDOM % ${#actions[@]}]}
    BH_CLOCK=${clocks[RANDOM % ${#clocks[@]}]}
    calls=${n_calls[$action $BH_CLOCK]}
    at=$(((RANDOM * 32768 + RANDOM) % calls))
    seed=$((RANDOM * 32768 + RANDOM))
    tried[$kind]=$((${tried[$kind]:-0} + 1))
    prepare
    struck
    check_state
    if [ $((RANDOM % 3)) = 0 ] && [[ $action =~ ^(explore|summary|search)$ ]]; then
        at=$(((RANDOM * 32768 + RANDOM) % calls)) # once more, while it goes on
        struck --resume
        check_state
    fi
    check_end
done
# Replacing a file is most of what its first calls do: each of them in turn.
kind=full action=overwrite BH_CLOCK=fast
calls=${n_calls[$action $BH_CLOCK]:-40}
before=${lost[$kind]:-0}
for at in $(seq 0 39); do
    round="first call $at" seed=$at
    prepare
    struck
    check_state
    check_end
done
expect "a disk that is full at any of the first 40 calls of --overwrite leaves the old or the new" \
    test "${lost[$kind]:-0}" = "$before"
lost[$kind]=$before

for kind in "${kinds[@]}"; do
    expect "${tried[$kind]:-0} times \"$kind\", nothing lost or changed" test "${lost[$kind]:-0}" = 0
done
finish
