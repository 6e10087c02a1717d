# One study on several processes of an MPI run. Oracle: the bytes of the study run by one process with one thread.
# Wants $BLUEHELM_MPI; BH_KILLS rounds of killing (default 2).
. "$SOURCE_DIR/tests/tap.sh"
b=$BLUEHELM
mpi=${BLUEHELM_MPI:-}
if [ -z "$mpi" ] || ! command -v mpirun >/dev/null; then
    echo "# skip: bluehelm-mpi was not built, or there is no mpirun (Debian: libopenmpi-dev openmpi-bin)"
    finish
fi
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
ranks() { # ranks N ARGUMENTS...
    local n=$1
    shift
    mpirun --oversubscribe -n "$n" "$mpi" explore "$@"
}
plan=$SOURCE_DIR/plans/gaza-2024
study="$plan --futures 200 --keep 70 --every 30 --quiet"

"$b" explore $study --threads 1 --out one.bh
expect "two ranks" ranks 2 $study --out two.bh
expect "give the bytes of one process" cmp one.bh two.bh
expect "four ranks, more than there are processors, of two threads" ranks 4 $study --threads 2 --out four.bh
expect "give the bytes of one process" cmp one.bh four.bh
expect "nothing is left beside them" test -z "$(ls -d ./*.parts 2>/dev/null)"

expect "a file that is there is told once" says 1 "two.bh: exists" ranks 3 $study --out two.bh
expect "and by one rank alone" test "$(grep -c 'two.bh: exists' exits.err)" = 1
expect "a plan that is not there" exits 3 ranks 2 nowhere --out no.bh
expect "a shard is not for a crew" says 1 "not by a crew" ranks 2 $study --shard 1/2 --out no.bh
expect "other commands are the ordinary program's" says 2 "runs explore only" mpirun --oversubscribe -n 1 "$mpi" compare two.bh
expect "a whole study is left alone" ranks 2 $study --out two.bh --resume
expect "to the last byte" cmp one.bh two.bh

# Killed: a rank, or rank 0 with the list of jobs, at a random moment. Whoever resumes, nothing is lost or changed.
long="$plan --futures 1500 --option multinational --keep 70 --every 30 --quiet"
"$b" explore $long --out whole.bh
in_the_middle=0
rounds=${BH_KILLS:-2}
for round in $(seq "$rounds"); do
    rm -rf killed.bh*
    n=$((2 + RANDOM % 3))
    victim=$(((round - 1) % n)) # rank 0 first
    ranks $n $long --out killed.bh >/dev/null 2>&1 &
    run=$!
    for i in $(seq 400); do
        [ -e killed.bh.parts ] && break
        sleep 0.01
    done
    sleep "0.$((RANDOM % 4))$((RANDOM % 10))"
    for pid in $(pgrep -f "$mpi explore .*--out killed.bh" 2>/dev/null); do
        tr '\0' '\n' <"/proc/$pid/environ" 2>/dev/null | grep -qx "OMPI_COMM_WORLD_RANK=$victim" &&
            kill -9 "$pid" 2>/dev/null
    done
    wait $run 2>/dev/null
    [ -e killed.bh.parts ] && in_the_middle=$((in_the_middle + 1))
    if [ $((round % 2)) = 0 ]; then
        ranks 3 $long --out killed.bh --resume >/dev/null 2>&1
    else
        "$b" explore $long --out killed.bh --resume
    fi
    expect "rank $victim of $n killed, then resumed by $([ $((round % 2)) = 0 ] && echo 3 ranks || echo one process), round $round" cmp whole.bh killed.bh
    expect "with nothing left beside it" test ! -e killed.bh.parts
done
echo "# $in_the_middle of $rounds kills came before the end"
finish
