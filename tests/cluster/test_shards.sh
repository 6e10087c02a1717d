# Parts of a study on several machines. Oracle: the bytes of the study run by one process with one thread.
. "$SOURCE_DIR/tests/tap.sh"
b=$BLUEHELM
plan=$SOURCE_DIR/plans/gaza-2024
study="$plan --futures 100 --replications 2 --keep 70 --every 30 --quiet"

"$b" explore $study --threads 1 --out one.bh
"$b" explore $study --threads 2 --out two.bh
expect "two threads give the bytes of one" cmp one.bh two.bh

for k in 1 2 3; do
    "$b" explore $study --shard $k/3 -o part-$k.bh
done
expect "three shards, merged in any order" "$b" merge merged.bh part-3.bh part-1.bh part-2.bh --quiet
expect "give the bytes of one process" cmp one.bh merged.bh
expect "and stay what they were" exits 0 "$b" explore $study --shard 2/3 -o part-2.bh --resume
mkdir spare
for k in 1 2 3 4 5 6 7; do
    "$b" explore $study --shard $k/7 -o spare/$k.bh
done
expect "more shards than blocks of futures" "$b" merge many.bh spare/*.bh --quiet
expect "give the same bytes: some parts are empty" cmp one.bh many.bh
for design in saltelli morris "factorial --levels 2"; do
    "$b" explore $plan --design $design --futures 70 --option handover --every 30 --quiet --out whole.bh --overwrite
    for k in 1 2; do
        "$b" explore $plan --design $design --futures 70 --option handover --every 30 --quiet --shard $k/2 -o d$k.bh --overwrite
    done
    "$b" merge d.bh d2.bh d1.bh --overwrite --quiet
    expect "the same of design $design" cmp whole.bh d.bh
done

# Refusals. Nothing may be left behind by any of them.
expect "a missing part is named" says 1 "part 2 of 3 is missing" "$b" merge no.bh part-1.bh part-3.bh
expect "two missing parts are named" says 1 "part 1 of 3 is missing; part 3 of 3 is missing" "$b" merge no.bh part-2.bh
expect "a part given twice" says 1 "part-1.bh and part-1.bh are both part 1 of 3" "$b" merge no.bh part-1.bh part-1.bh part-2.bh part-3.bh
expect "parts of another cut overlap" says 1 "part-1.bh and spare/1.bh overlap: both hold futures 1 to 64 of option none" "$b" merge no.bh part-1.bh spare/1.bh
expect "a whole study is no part" says 1 "one.bh: is a whole study" "$b" merge no.bh part-1.bh part-2.bh one.bh
mkdir other && sed 's/\(seed: *\)[0-9]*/\12/' "$plan/plan.yaml" >other/plan.yaml
"$b" explore other ${study#* } --shard 3/3 -o other.bh 2>/dev/null
expect "a part of another study" says 1 "part-1.bh and other.bh are not parts of one study: .*another plan" "$b" merge no.bh part-1.bh part-2.bh other.bh
"$b" explore $plan --futures 101 --replications 2 --keep 70 --every 30 --quiet --shard 3/3 -o longer.bh
expect "a part of a longer study" says 1 "not parts of one study: .*101 futures" "$b" merge no.bh part-1.bh part-2.bh longer.bh
expect "a file that is not there" says 3 "nowhere.bh" "$b" merge no.bh part-1.bh nowhere.bh
head -c 100000 part-3.bh >cut.bh
expect "a damaged part" exits 4 "$b" merge no.bh part-1.bh part-2.bh cut.bh
expect "a result that is there" says 1 "merged.bh: exists" "$b" merge merged.bh part-1.bh part-2.bh part-3.bh
echo text >no.txt
expect "a file of another kind is not replaced" says 1 "is not a results file" "$b" merge no.txt part-1.bh part-2.bh part-3.bh --overwrite
expect "too few arguments" exits 2 "$b" merge no.bh
expect "no refusal leaves a file" test -z "$(ls no.bh* no.txt.* merged.bh.* 2>/dev/null)"
for word in 0/3 4/3 1 1/0 a/b 1/3x -1/3 1/99999; do
    expect "--shard $word" says 2 "--shard takes K/N" "$b" explore $study --shard=$word -o no.bh
done
expect "a shard is resumed as the shard it is" says 1 "is part 2 of 3, this one is part 1 of 3" "$b" explore $study --shard 1/3 -o part-2.bh --resume
expect "a shard is not a study" says 1 "0: the whole study" "$b" explore $study -o part-2.bh --resume
expect "a shard does not grow" says 1 "cannot be extended" "$b" explore $study --shard 1/3 -o part-1.bh --extend

# A shard that was stopped is told, and goes on.
long="$plan --futures 4000 --option multinational --keep 70 --every 30 --quiet"
"$b" explore $long --shard 1/2 -o long-1.bh --threads 1 &
pid=$!
for i in $(seq 200); do
    [ -e long-1.bh-wal ] && break
    sleep 0.01
done
sleep 0.2
kill -9 $pid
wait $pid 2>/dev/null
"$b" explore $long --shard 2/2 -o long-2.bh
expect "an unfinished part is named" says 1 "long-1.bh \(part 1 of 2\) is not finished: it holds [0-9]+ of its 32 jobs" "$b" merge long.bh long-1.bh long-2.bh
"$b" explore $long --shard 1/2 -o long-1.bh --resume
"$b" explore $long --out whole.bh --overwrite
"$b" merge long.bh long-1.bh long-2.bh --quiet
expect "resumed and merged it gives the bytes of one process" cmp whole.bh long.bh

# The scripts for batch systems, with a queue that runs everything at once.
cat >sbatch <<'QUEUE'
#!/bin/bash
case "$*" in *--array=*) tasks=$(seq -s ' ' "$PARTS") ;; *) tasks=0 ;; esac
for task in $tasks; do
    SLURM_ARRAY_TASK_ID=$task SLURM_CPUS_PER_TASK=1 bash "${!#}" >>queue.out 2>&1 || exit 1
done
echo "7;cluster"
QUEUE
chmod +x sbatch
"$b" explore "$plan" --futures 200 --option none --option hybrid --keep 5 --out whole.bh --overwrite --quiet
export PLAN=$plan FUTURES=200 EXPLORE_OPTIONS="--option none --option hybrid --keep 5" OUT=queued.bh PARTS=3
expect "submit.sh puts an array and a merge into the queue" env PATH="$PWD:$PATH" "$SOURCE_DIR/docs/cluster/submit.sh" --partition=any
expect "which give the bytes of one process" cmp whole.bh queued.bh
expect "and leave no parts" test -z "$(ls queued.bh.part* 2>/dev/null)"
if command -v parallel >/dev/null; then
    expect "many.sh does the same by GNU parallel" env OUT=parallel.bh "$SOURCE_DIR/docs/cluster/many.sh"
    expect "with the same bytes" cmp whole.bh parallel.bh
else
    echo "# skip: GNU parallel is not installed"
fi
finish
