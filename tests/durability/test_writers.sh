# Who else may write, and where nobody can: two processes, old logs, disks that are full or read-only.
# Oracles: the words told, and equality with a study that nothing disturbed.
. "$SOURCE_DIR/tests/tap.sh" || exit 1
b=$BLUEHELM
study="p --design mc --keep 4 --every 60 --threads 1 --quiet"
"$b" new p >/dev/null
"$b" explore $study --futures 320 --out whole.bh
"$b" explore $study --futures 192 --out less.bh

# One process writes; what another may not.
"$b" explore $study --futures 60000 --out busy.bh &
pid=$!
while [ ! -s busy.bh ]; do sleep 0.02; done
words="busy.bh: another process is writing to it \(process id $pid on $(hostname)\); wait until that has ended, or end it"
expect "a second writer is refused" says 3 "$words" "$b" explore $study --futures 60000 --out busy.bh
expect "also one that would go on" says 3 "$words" "$b" explore $study --futures 60000 --out busy.bh --resume
expect "also one that would replace" says 3 "$words" "$b" explore $study --futures 64 --out busy.bh --overwrite
expect "also one that would extend" says 3 "$words" "$b" explore $study --futures 70000 --out busy.bh --extend
expect "the first still writes" kill -0 $pid
kill -INT $pid
wait $pid
expect "what it wrote is its own" sh -c "'$b' compare busy.bh | grep -q 'NOT COMPLETE'"
expect "and its lock is gone" test ! -e busy.bh-lock
rm -f busy.bh*

# A process whose lock's name was taken away lets the next owner's be.
"$b" explore $study --futures 60000 --out busy.bh &
pid=$!
while [ ! -s busy.bh ]; do sleep 0.02; done
rm busy.bh-lock
echo another >busy.bh-lock
kill -INT $pid
wait $pid
expect "a lock that is another's is not taken away" grep -qx another busy.bh-lock
rm -f busy.bh*

# A rank of a run that died still holds its part: nobody takes the part or its lock away from it.
"$b" explore $study --futures 60000 --out held.bh &
pid=$!
while [ ! -s held.bh-wal ]; do sleep 0.02; done
sleep 0.7
kill -INT $pid
wait $pid
cp held.bh held.kept
mkdir held.bh.parts
exec 9>held.bh.parts/1.bh-lock
flock 9
words="held.bh.parts/1.bh: another process is writing to it; wait until that has ended, or end it, and try again"
expect "a study whose part is held is not gone on with" says 3 "$words" "$b" explore $study --futures 60000 --out held.bh --resume
expect "nor replaced" says 3 "$words" "$b" explore $study --futures 64 --out held.bh --overwrite
expect "the lock is the same file" test held.bh.parts/1.bh-lock -ef /dev/fd/9
expect "the study is as it was" cmp held.bh held.kept
exec 9>&-
expect "let go, it is replaced" exits 0 "$b" explore $study --futures 320 --out held.bh --overwrite
expect "and nothing is left beside it" sh -c '[ "$(ls -d held.bh*)" = held.bh ]'

# What a removal that was cut short left is removed too.
mkdir held.bh.parts
touch held.bh.parts/2.bh-wal held.bh.parts/2.bh-lock held.bh.parts/3.bh.tmp held.bh.parts/notes
expect "journals and drafts without their part go" exits 0 "$b" explore $study --futures 320 --out held.bh --resume
expect "what is nobody's part stays" sh -c '[ "$(ls held.bh.parts)" = notes ]'
rm -rf held.bh*

# Many begin at once: one makes the file, all others are told.
for i in 1 2 3 4 5 6; do
    "$b" explore $study --futures 320 --out race.bh 2>race_$i.err &
done
wait
expect "of six that begin at once each makes the study or is refused" \
    sh -c "! cat race_?.err | grep -vE 'exists; --resume|another process is writing to it'"
expect "and the study is whole" cmp race.bh whole.bh
expect "with nothing beside it" sh -c '[ "$(ls race.bh*)" = race.bh ]'

# A lock that a killed process left is no lock.
touch whole.bh-lock
cp whole.bh again.bh && touch again.bh-lock
expect "a lock's file without an owner does not stop" exits 0 "$b" explore $study --futures 320 --out again.bh --resume

# A log that another file left beside a complete one must not be read into it. An unfinished study
# whose writer was killed leaves a log; it is put beside a study that is whole.
"$b" explore $study --futures 60000 --out dead.bh &
pid=$!
while [ ! -s dead.bh-wal ]; do sleep 0.02; done
sleep 0.7
kill -9 $pid
wait $pid 2>/dev/null
cp dead.bh-wal whole.bh-wal
cp whole.bh kept.bh
expect "a stranger's log is no part of a study" exits 0 "$b" compare whole.bh
expect "and the study is as it was" cmp whole.bh kept.bh
expect "and the log is gone" test ! -e whole.bh-wal
cp dead.bh-wal whole.bh-wal
expect "nor when it goes on" exits 0 "$b" explore $study --futures 320 --out whole.bh --resume
expect "as it was" cmp whole.bh kept.bh

# Clocks that run fast, backwards, or nowhere near the truth.
shim=$(dirname "$b")/libshim.so
for clock in fast jumps; do
    rm -f clock.bh
    BH_CLOCK=$clock LD_PRELOAD=$shim "$b" explore $study --futures 320 --out clock.bh
    expect "a clock that is $clock changes no byte" cmp clock.bh whole.bh
done

# File systems. They need the right to mount.
if [ "$(id -u)" = 0 ] && mkdir -p disk && mount -t tmpfs -o size=256k tmpfs disk 2>/dev/null; then
    expect "a full disk is told" says 3 "full|space" "$b" explore $study --futures 320 --out disk/x.bh
    mount -o remount,size=64m disk
    expect "with room again it goes on" exits 0 "$b" explore $study --futures 320 --out disk/x.bh --resume
    expect "to the same bytes" cmp disk/x.bh whole.bh
    cp less.bh disk/less.bh
    mount -o remount,ro disk
    expect "a study on a read-only disk is read" exits 0 "$b" compare disk/x.bh
    expect "and not extended" says 3 "disk/less.bh: cannot be written \(Read-only" "$b" explore $study --futures 320 --out disk/less.bh --extend
    expect "nor replaced" says 3 "Read-only" "$b" explore $study --futures 320 --out disk/less.bh --overwrite
    expect "nor begun" says 3 "disk/new.bh: cannot be written \(Read-only" "$b" explore $study --futures 64 --out disk/new.bh
    expect "nor are obstacles kept" says 3 "Read-only" "$b" obstacles disk/x.bh --quiet
    umount disk
else
    echo "# skip: no small or read-only file system can be mounted here"
fi
finish
