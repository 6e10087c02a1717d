# A study kept as sums. Oracles: the study of the same futures kept row by row, added up by Python (exactly,
# as fractions); equal bytes whoever ran what when; the memory of a study a tenth as long.
. "$SOURCE_DIR/tests/tap.sh"
b=$BLUEHELM
plan=$SOURCE_DIR/plans/gaza-2024
study="$plan --futures 200 --replications 2 --keep 70 --every 30 --quiet"

"$b" explore $study --out rows.bh
"$b" explore $study --summary --threads 1 --out sums.bh
"$b" compare rows.bh --json >rows.json
"$b" compare sums.bh --json >sums.json
if command -v python3 >/dev/null; then
    python3 "$SOURCE_DIR/tests/store/summary.py" rows.bh sums.bh rows.json sums.json || failures=$((failures + 1))
else
    echo "# skip: no python3 to add up rows"
fi

# The same bytes.
same() { # same WORDS FILE
    expect "$1" cmp sums.bh "$2"
}
for threads in 2 3; do
    "$b" explore $study --summary --threads $threads --out other.bh --overwrite
    same "$threads threads give the bytes of one" other.bh
done
"$b" explore $study --summary --engine base --out other.bh --overwrite
same "and so does another engine" other.bh
for k in 1 2 3; do
    "$b" explore $study --summary --shard $k/3 -o part-$k.bh
done
"$b" merge merged.bh part-2.bh part-3.bh part-1.bh --quiet
same "and three parts in any order, merged" merged.bh
expect "a part that is missing is named" says 1 "part 2 of 3 is missing" "$b" merge no.bh part-1.bh part-3.bh
"$b" explore $study --summary --shard 1/2 -o half.bh
expect "and two that overlap" says 1 "overlap: both hold futures 1 to 64 of all options" "$b" merge no.bh part-1.bh half.bh
"$b" explore $study --shard 2/2 -o rows-2.bh
expect "and one that keeps futures" says 1 "half.bh and rows-2.bh are not parts of one study: .*keeps every future, this one keeps sums" "$b" merge no.bh half.bh rows-2.bh
"$b" explore $study --summary --out other.bh --resume
same "a complete one that is resumed stays what it was" other.bh
shim=$(dirname "$b")/libshim.so
long="$plan --futures 1000 --option multinational --keep 70 --every 30 --summary --quiet --threads 1"
"$b" explore $long --out whole.bh
for round in $(seq "${BH_KILLS:-4}"); do
    rm -f killed.bh*
    BH_CLOCK=fast LD_PRELOAD=$shim "$b" explore $long --out killed.bh & # a second passes at every look
    pid=$!
    sleep "0.$((RANDOM % 4))$((RANDOM % 10))"
    kill -9 $pid 2>/dev/null
    wait $pid 2>/dev/null
    "$b" explore $long --out killed.bh --resume
    expect "killed and resumed, round $round" cmp whole.bh killed.bh
done
if [ -n "${BLUEHELM_MPI:-}" ] && command -v mpirun >/dev/null; then
    mpirun --allow-run-as-root --oversubscribe -n 3 "$BLUEHELM_MPI" explore $study --summary --out ranks.bh
    same "three ranks give the bytes of one process" ranks.bh
else
    echo "# skip: no bluehelm-mpi"
fi

# What does not grow with the number of futures.
if [ -x /usr/bin/time ]; then
    "$b" new small >/dev/null
    for n in 4000 40000; do
        /usr/bin/time -f %M -o memory.$n "$b" explore small --futures $n --threads 1 --keep 8 --summary --quiet --out n$n.bh
    done
    read -r few <memory.4000
    read -r many <memory.40000
    expect "ten times the futures take the same memory: $few and $many kB" test $((many * 100)) -le $((few * 110))
    few=$(stat -c %s n4000.bh)
    many=$(stat -c %s n40000.bh)
    expect "and a file of the same size but for longer counts: $few and $many bytes" test "$many" -le $((few * 3 / 2))
else
    echo "# skip: no /usr/bin/time to measure memory"
fi

# A summary grows from whole blocks, into the bytes of one run.
grows="$plan --design mc --option hybrid --keep 70 --every 30 --summary --quiet"
"$b" explore $grows --futures 128 --out grown.bh
"$b" explore $grows --futures 200 --out grown.bh --extend
"$b" explore $grows --futures 200 --out once.bh
expect "a summary that was extended has the bytes of one run" cmp once.bh grown.bh
expect "it does not grow from a part of a block" says 1 "its last 8 futures .* multiple of 64" "$b" explore $grows --futures 300 --out grown.bh --extend
expect "and is left as it was" cmp once.bh grown.bh

# Who reads it, and who wants futures.
"$b" compare rows.bh --baseline hybrid | sed '/^Paired/,$!d' >rows.txt
"$b" compare sums.bh --baseline hybrid | sed '/^Paired/,$!d' >sums.txt
expect "compare tells differences to any option in the same words" cmp rows.txt sums.txt
expect "and says how exact percentiles are" sh -c "'$b' compare sums.bh | grep -q 'within 0.049 %'"
expect "brief reads it" sh -c "'$b' brief sums.bh | grep -q 'Not to be told from sums'"
expect "and report" exits 0 "$b" report sums.bh -o sums.html
expect "and trace" exits 0 "$b" trace sums.bh --option hybrid --scenario 7
for command in discover robust sensitivity obstacles; do
    expect "$command wants futures" says 1 "sums.bh: keeps sums, and .* needs every future; explore the plan without --summary" "$b" $command sums.bh
done
expect "a study of futures is not gone on with as sums" says 1 "keeps every future, this one keeps sums" "$b" explore $study --summary --out rows.bh --resume
expect "nor sums as futures" says 1 "keeps sums \(--summary\), this one keeps every future" "$b" explore $study --out sums.bh --resume
expect "sensitivity designs are refused" says 1 "sensitivity needs every future" "$b" explore $plan --design saltelli --futures 4 --summary --out no.bh
expect "no refusal leaves a file" test -z "$(ls no.bh* 2>/dev/null)"

# Sums that cannot be are told as damage.
if command -v sqlite3 >/dev/null; then
    while read -r change; do
        cp sums.bh odd.bh
        sqlite3 odd.bh "$change"
        expect "damage is told: $change" says 4 "damaged" "$b" compare odd.bh
    done <<'END'
UPDATE summed SET sum = '0x1'
UPDATE summed SET sum = '0x1p+1100' WHERE output = 'cost'
UPDATE summed SET finite = 401 WHERE output = 'cost'
UPDATE summed SET output = 'nothing' WHERE output = 'cost'
UPDATE summed SET option = 5
UPDATE counted SET ran = 401
UPDATE counted SET ran = 399
UPDATE counted SET failed = 1
UPDATE bin SET counts = substr(counts, 1, 1000)
UPDATE bin SET low = 3 WHERE low = 2
DELETE FROM bin WHERE output = 'cost'
UPDATE difference SET minus = option
UPDATE difference SET squares = NULL
DROP TABLE difference
DELETE FROM option
END
fi
finish
