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
expect "help is given once" sh -c "mpirun --oversubscribe -n 2 '$mpi' explore --help | grep -c '^Usage: ' | grep -qx 1"
expect "other commands are the ordinary program's" says 2 "runs explore only" mpirun --oversubscribe -n 1 "$mpi" compare two.bh
expect "a whole study is left alone" ranks 2 $study --out two.bh --resume
expect "to the last byte" cmp one.bh two.bh
expect "with nothing beside it" test ! -e two.bh.parts

expect "the batch script" env PLAN="$plan" FUTURES=200 OUT=batch.bh EXPLORE_OPTIONS="--keep 70 --every 30" \
    LAUNCH="mpirun --oversubscribe -n 2" BLUEHELM_MPI="$mpi" bash "$SOURCE_DIR/docs/cluster/mpi.sbatch"
expect "gives the bytes of one process" cmp one.bh batch.bh

# One rank stands still: the others run out of jobs all the same. Then it goes on, and the run ends well.
long="$plan --futures 1500 --option multinational --keep 70 --every 30 --quiet"
"$b" explore $long --out whole.bh
# FILE has its whole path: another run of this test, in a folder of its own, must not be killed by this one.
pids_of() { # pids_of RANK FILE
    local line
    grep -laP -- "--out\x00$2\x00" /proc/[0-9]*/cmdline 2>/dev/null | while read -r line; do
        grep -qzx "OMPI_COMM_WORLD_RANK=$1" "${line%cmdline}environ" 2>/dev/null && basename "${line%/cmdline}"
    done
}
nobody_runs() { # nobody_runs FILE
    local pids
    pids=$(for rank in 0 1 2 3; do pids_of $rank "$1"; done)
    [ -z "$pids" ]
}
wait_for() { # wait_for COMMAND...: until it succeeds, at most twenty seconds
    local i
    for i in $(seq 400); do
        "$@" && return
        sleep 0.05
    done
    return 1
}
if command -v sqlite3 >/dev/null; then
    has_left() { # a part is locked as long as its rank has not left
        [ "$(sqlite3 -readonly "$1" "SELECT count(*) FROM job" 2>/dev/null || echo 0)" -gt 0 ]
    }
    ranks 3 $long --out "$folder/slow.bh" >slow.out 2>&1 &
    run=$!
    wait_for test -e slow.bh.parts/2.bh
    still=$(pids_of 2 "$folder/slow.bh")
    kill -STOP $still
    expect "a rank that stands still holds up no other" wait_for has_left slow.bh.parts/1.bh
    kill -CONT $still
    wait $run
    expect "and when it goes on, the bytes are those of one process" cmp whole.bh slow.bh
else
    echo "# skip: no sqlite3 to look into parts"
fi

# Told to stop, as a batch system does at the time limit: every rank keeps what it has, one says so.
ranks 3 $long --out "$folder/stop.bh" >stop.out 2>&1 &
run=$!
wait_for test -e stop.bh.parts/2.bh
kill -TERM $(for rank in 0 1 2; do pids_of $rank "$folder/stop.bh"; done)
wait $run
expect "ranks that are told to stop leave parts, and no journals" test "$(ls stop.bh.parts | tr '\n' ' ')" = "1.bh 2.bh "
expect "one of them says how to go on" test "$(grep -c 'go on with --resume' stop.out)" = 1
"$b" explore $long --out "$folder/stop.bh" --resume
expect "resumed, it has the bytes of one process" cmp whole.bh stop.bh

# A rank that cannot write: it says so, the others finish, and rank 0 says what is missing.
cat >little_room <<'RANK'
#!/bin/bash
trap '' XFSZ
ulimit -f 300
exec "$@"
RANK
chmod +x little_room
longer="$plan --futures 4000 --option multinational --keep 70 --every 30 --quiet"
"$b" explore $longer --out longer.bh
mpirun --oversubscribe --mca btl self,tcp -n 1 "$mpi" explore $longer --out full.bh : \
    -n 1 ./little_room "$mpi" explore $longer --out full.bh : -n 1 "$mpi" explore $longer --out full.bh >full.out 2>&1
expect "a run with a rank that cannot write fails" test $? = 3
expect "that rank says why" grep -q "process 1: full.bh.parts/1.bh: " full.out
expect "and rank 0 how much is missing" grep -qE "full.bh: [0-9]+ of 63 jobs are missing" full.out
"$b" explore $longer --out full.bh --resume
expect "resumed, it has the bytes of one process" cmp longer.bh full.bh

# Rank 0 dies, but another rank lives on and holds its part: it is named, and waited for. --enable-recovery: mpirun
# lets the others go on, as srun does without --kill-on-bad-exit.
mpirun --enable-recovery --oversubscribe -n 2 "$mpi" explore $longer --out "$folder/stray.bh" >stray.out 2>&1 &
run=$!
wait_for test -e stray.bh.parts/1.bh
stray=$(pids_of 1 "$folder/stray.bh")
kill -STOP $stray
kill -9 $(pids_of 0 "$folder/stray.bh")
expect "a part that a rank of a dead run still holds is refused, and the rank named" \
    says 3 "stray.bh.parts/1.bh: another process is writing to it \(process id $stray on $(hostname)\); wait until" \
    "$b" explore $longer --out "$folder/stray.bh" --resume
expect "its part is there" test -e stray.bh.parts/1.bh
kill -9 $stray
wait $run
expect "when it has ended, the study goes on" exits 0 "$b" explore $longer --out "$folder/stray.bh" --resume
expect "to the bytes of one process" cmp longer.bh stray.bh
expect "with nothing left beside it" test ! -e stray.bh.parts

# Ranks that are dead, or as good as, where nobody ends the run: they are waited for so long and no longer.
patient() { # patient SECONDS COMMAND...: a run that would wait for ever is ended after a minute
    BLUEHELM_PATIENCE=$1 timeout -s KILL 60 "${@:2}"
}
patient 1 mpirun --oversubscribe -n 3 "$mpi" explore $longer --out "$folder/quiet.bh" >quiet.out 2>&1 &
run=$!
wait_for test -e quiet.bh.parts/2.bh
still=$(pids_of 2 "$folder/quiet.bh")
kill -STOP $still
wait $run
expect "a run of which a rank says nothing any more is ended" test $? = 3
expect "rank 0 says so" grep -q "1 of 3 processes do not say anything" quiet.out
expect "and who still holds a part, and how to go on" \
    grep -qE "quiet.bh: is not complete; .*--resume.*quiet.bh.parts/2.bh: another process is writing to it \(process id $still" quiet.out
kill -9 $still 2>/dev/null
wait_for nobody_runs "$folder/quiet.bh"
"$b" explore $longer --out quiet.bh --resume
expect "resumed, it has the bytes of one process" cmp longer.bh quiet.bh
for victim in 1 0; do
    patient 1 mpirun --enable-recovery --oversubscribe -n 3 "$mpi" explore $longer --out "$folder/dead$victim.bh" >dead.out 2>&1 &
    run=$!
    wait_for test -e dead$victim.bh.parts/2.bh
    kill -9 $(pids_of $victim "$folder/dead$victim.bh")
    wait $run
    code=$?
    expect "a run whose rank $victim died ends by itself" test $code != 137
    expect "and it is said" grep -qE "$([ $victim = 0 ] && echo "process [12]: process 0 does not answer" || echo "1 of 3 processes do not say anything")" dead.out
    wait_for nobody_runs "$folder/dead$victim.bh"
    "$b" explore $longer --out dead$victim.bh --resume
    expect "resumed, it has the bytes of one process" cmp longer.bh dead$victim.bh
done
expect "how long is told in seconds" says 2 "BLUEHELM_PATIENCE is soon, must be 1 to 1000000 seconds" \
    env BLUEHELM_PATIENCE=soon mpirun --oversubscribe -n 1 "$mpi" explore $longer --out soon.bh

# Killed: a rank, or rank 0 with the list of jobs, at a random moment. Whoever resumes, nothing is lost or changed.
in_the_middle=0
rounds=${BH_KILLS:-2}
for round in $(seq "$rounds"); do
    rm -rf killed.bh*
    n=$((2 + RANDOM % 3))
    victim=$(((round - 1) % n)) # rank 0 first
    ranks $n $long --out "$folder/killed.bh" >/dev/null 2>&1 &
    run=$!
    wait_for test -e killed.bh.parts
    sleep "0.$((RANDOM % 4))$((RANDOM % 10))"
    kill -9 $(pids_of $victim "$folder/killed.bh") 2>/dev/null
    wait $run 2>/dev/null
    wait_for nobody_runs "$folder/killed.bh" # mpirun does not wait for ranks that it kills
    [ -e killed.bh.parts ] && in_the_middle=$((in_the_middle + 1))
    if [ $((round % 2)) = 0 ]; then
        ranks 3 $long --out "$folder/killed.bh" --resume >resume.out 2>&1
    else
        "$b" explore $long --out "$folder/killed.bh" --resume >resume.out 2>&1
    fi
    code=$?
    cmp -s whole.bh killed.bh || sed 's/^/# /' resume.out
    expect "a resumption after a kill ends well, round $round" test "$code" = 0
    expect "rank $victim of $n killed, then resumed by $([ $((round % 2)) = 0 ] && echo 3 ranks || echo one process), round $round" cmp whole.bh killed.bh
    expect "with nothing left beside it" test ! -e killed.bh.parts
done
echo "# $in_the_middle of $rounds kills came before the end"
finish
