# The same study gives the same bytes: threads, instruction sets, interruptions. Oracle: equality.
. "$SOURCE_DIR/tests/tap.sh"
b=$BLUEHELM
plan=$SOURCE_DIR/plans/gaza-2024

"$b" explore "$plan" --futures 96 --out one.bh --threads 1 --quiet
for threads in 2 3; do
    "$b" explore "$plan" --futures 96 --out other.bh --threads $threads --quiet --overwrite
    expect "$threads threads give the bytes of one" cmp one.bh other.bh
done
for engine in avx512 avx2 base scalar; do
    if "$b" explore "$plan" --futures 96 --out other.bh --engine $engine --quiet --overwrite 2>/dev/null; then
        expect "$engine gives the same bytes" cmp one.bh other.bh
    else
        echo "# skip: this program or machine has no engine $engine"
    fi
done

# The layout of a plan's file means nothing, and a results file knows its own futures.
"$b" plan show "$plan" >canonical.yaml
for design in lhs sobol saltelli; do
    "$b" explore "$plan" --futures 64 --design $design --out one_$design.bh --quiet
    "$b" explore canonical.yaml --futures 64 --design $design --out other.bh --quiet --overwrite
    expect "a plan in another order gives the same $design study" cmp one_$design.bh other.bh
    if command -v sqlite3 >/dev/null; then
        cost=$(sqlite3 one_$design.bh "SELECT printf('%.0f', cost) FROM future WHERE option = 1 AND scenario = 41")
        again=$("$b" trace one_$design.bh --option multinational --scenario 41 --json | tr -d ' \n' |
            sed 's/.*"id":"cost"[^}]*"value":\([-0-9.e+]*\).*/\1/' | awk '{printf "%.0f", $1}')
        expect "trace runs scenario 41 of the $design study again" test "$again" = "$cost"
    fi
done

# A plan without a single range: futures differ by luck alone.
expect "a plan without ranges is explored" exits 0 "$b" explore "$SOURCE_DIR/validation/relapse.yaml" --futures 64 --out luck.bh --quiet
expect "and has nothing for Saltelli to vary" says 1 "no variable to vary" "$b" explore "$SOURCE_DIR/validation/relapse.yaml" --futures 64 --out none.bh --design saltelli

# A program built by another compiler, when the environment names one.
if [ -n "${BH_OTHER_PROGRAM:-}" ]; then
    "$BH_OTHER_PROGRAM" explore "$plan" --futures 96 --out other.bh --quiet --overwrite
    expect "another compiler gives the same bytes" cmp one.bh other.bh
else
    echo "# skip: BH_OTHER_PROGRAM names no program of another compiler"
fi

# Killed at a random moment, then resumed.
"$b" explore "$plan" --futures 2000 --option multinational --out whole.bh --quiet
for round in $(seq "${BH_KILLS:-4}"); do
    rm -f killed.bh*
    "$b" explore "$plan" --futures 2000 --option multinational --out killed.bh --quiet &
    pid=$!
    sleep "0.$((round % 2 == 0 ? RANDOM % 7 + 1 : 0))$((RANDOM % 10))" # every other one at the start
    kill -9 $pid 2>/dev/null
    wait $pid 2>/dev/null
    "$b" explore "$plan" --futures 2000 --option multinational --out killed.bh --quiet --resume
    expect "killed and resumed, round $round" cmp whole.bh killed.bh
done

# A search killed at a random moment goes on as if it had not been.
search="$plan --option handover --goals success,cost --futures 8 --population 8 --evaluations 160 --json --quiet"
"$b" search $search --out whole.search >whole.json
for round in 1 2; do
    rm -f killed.search*
    "$b" search $search --out killed.search >/dev/null &
    pid=$!
    sleep "0.$((RANDOM % 5 + 1))"
    kill -9 $pid 2>/dev/null
    wait $pid 2>/dev/null
    "$b" search $search --out killed.search --resume >killed.json
    expect "a search killed and resumed, round $round" cmp whole.json killed.json
done

# Ctrl-C keeps what is done and says how to go on.
rm -f killed.bh*
"$b" explore "$plan" --futures 20000 --option multinational --out killed.bh 2>interrupt.err &
pid=$!
for _ in $(seq 600); do # until something is committed, however slow the machine is
    sleep 0.1
    "$b" compare killed.bh >/dev/null 2>&1 && break
done
kill -INT $pid
wait $pid
code=$?
expect "an interrupted study ends with 130" test $code = 130
expect "and says how to go on" grep -q -- --resume interrupt.err
expect "and can be compared as far as it got" sh -c "'$b' compare killed.bh | grep -q 'NOT COMPLETE'"

# An obstacle study is kept in the file: the same bytes on any threads, kept once or twice.
cp one.bh kept.bh
"$b" obstacles kept.bh --threads 1 --quiet >/dev/null
cp one.bh other.bh
"$b" obstacles other.bh --threads 3 --quiet >/dev/null
expect "obstacles kept with three threads give the bytes of one" cmp kept.bh other.bh
"$b" obstacles other.bh --quiet >/dev/null
expect "obstacles kept twice give the bytes of once" cmp kept.bh other.bh
expect "what is kept is what is found" sh -c "'$b' compare kept.bh --json >a.json && '$b' compare one.bh --json >b.json && cmp a.json b.json"
"$b" explore "$plan" --futures 96 --out other.bh --threads 2 --quiet --overwrite
expect "a file with obstacles is still complete for explore" exits 0 "$b" explore "$plan" --futures 96 --out kept.bh --resume --quiet
expect "obstacles of an unfinished study are refused" says 1 "not complete" "$b" obstacles killed.bh
head -c 200000 kept.bh >cut_obstacles.bh
expect "obstacles of a damaged file" exits 4 "$b" obstacles cut_obstacles.bh
if command -v sqlite3 >/dev/null; then
    cp one.bh lied.bh
    sqlite3 lied.bh "UPDATE future SET success = 0 WHERE option = 0"
    cp lied.bh before.bh
    expect "a file that says otherwise than this program is refused" says 1 "does not fail here" "$b" obstacles lied.bh
    expect "and left alone" cmp lied.bh before.bh
    cp kept.bh odd.bh
    sqlite3 odd.bh "UPDATE obstacle_step SET obstacle = 99"
    expect "a study that does not fit is told as damage" exits 4 "$b" brief odd.bh
fi

# Files that are not what they should be.
head -c 5000 whole.bh >cut.bh
expect "a cut results file" exits 4 "$b" compare cut.bh
head -c 100000 /dev/urandom >noise.bh
expect "a foreign file" exits 4 "$b" compare noise.bh
: >empty.bh
expect "an empty file" exits 4 "$b" compare empty.bh
cp whole.bh newer.bh
if command -v sqlite3 >/dev/null; then
    sqlite3 newer.bh "PRAGMA user_version = 99"
    expect "a newer schema" says 4 "99" "$b" compare newer.bh
    cp whole.bh newer_backup.bh
    expect "a newer file is not resumed" exits 4 "$b" explore "$plan" --futures 2000 --option multinational --out newer.bh --resume
else
    echo "# skip: no sqlite3 to make a newer file"
fi
expect "an output folder that is not there" exits 3 "$b" explore "$plan" --futures 64 --out nowhere/x.bh
if [ "$(id -u)" = 0 ] && mkdir small && mount -t tmpfs -o size=2m tmpfs small 2>/dev/null; then
    expect "a full disk is told" exits 3 "$b" explore "$plan" --futures 2000 --out small/x.bh
    expect "and says what it was" grep -qiE "full|space" exits.err
    umount small
else
    echo "# skip: no small file system can be mounted here"
fi
finish
