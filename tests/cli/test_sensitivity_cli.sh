# sensitivity, robust, designs and growing studies from outside. Oracle: the manual page; a study grown
# in two steps and one run at once hold the same bytes.
. "$SOURCE_DIR/tests/tap.sh" || exit 1
b=$BLUEHELM
exits 0 "$b" new demo

for design in mc nested sobol saltelli morris; do
    "$b" explore demo --futures 300 --design $design --out grown.bh --overwrite --quiet
    sqlite3 grown.bh "SELECT * FROM scenario WHERE number <= 256" >first.txt 2>/dev/null
    "$b" explore demo --futures 700 --design $design --out grown.bh --extend --quiet
    sqlite3 grown.bh "SELECT * FROM scenario WHERE number <= 256" >then.txt 2>/dev/null
    "$b" explore demo --futures 700 --design $design --out once.bh --overwrite --quiet
    expect "$design: growing changes no row drawn before" cmp first.txt then.txt
    expect "$design: grown and run at once are the same bytes" cmp grown.bh once.bh
done
"$b" explore demo --futures 20 --replications 7 --design mc --out grown.bh --overwrite --quiet
"$b" explore demo --futures 50 --replications 7 --design mc --out grown.bh --extend --quiet
"$b" explore demo --futures 50 --replications 7 --design mc --out once.bh --overwrite --quiet
expect "growing with replications" cmp grown.bh once.bh
expect "a grown study is there in full" exits 0 "$b" explore demo --futures 50 --replications 7 --design mc --out grown.bh --extend
expect "a study does not shrink" says 1 "already has 50 futures" "$b" explore demo --futures 40 --replications 7 --design mc --out grown.bh --extend
"$b" explore demo --futures 64 --out lhs.bh --quiet
expect "a Latin hypercube cannot grow, and says what can" says 1 "cannot grow.*nested latin hypercube" "$b" explore demo --futures 128 --out lhs.bh --extend
expect "an even hypercube" exits 0 "$b" explore demo --futures 64 --design even --out even.bh
expect "an even hypercube of very many" says 1 "at most 4000" "$b" explore demo --futures 5000 --design even --out x.bh
expect "an unknown design" says 2 "takes lhs, mc" "$b" explore demo --design nonsense

# a table of the user's own, in the plan's words
cat >own.csv <<'END'
areas.north.fighters,hostilities.ends
1500,2025-03-01
3000,2025-06-15
END
expect "a table of scenarios" exits 0 "$b" explore demo --design own.csv --out own.bh
expect "its values are run" sh -c "sqlite3 own.bh 'SELECT \"areas.north.fighters\", \"hostilities.ends\" FROM scenario' | tr '\n' ' ' | grep -q '^1500.0|59.0 3000.0|165.0 $'"
sed 's/3000/-5/' own.csv >bad.csv
expect "a value out of limits: file, line, name, value" says 1 "bad.csv:3: areas.north.fighters: found -5" "$b" explore demo --design bad.csv --out x.bh
sed 's/fighters/figters/' own.csv >bad.csv
expect "an unknown column names the nearest" says 1 "nearest: areas.north.fighters" "$b" explore demo --design bad.csv --out x.bh
sed 's/2025-06-15/june/' own.csv >bad.csv
expect "a word that is no date" says 1 "bad.csv:3: hostilities.ends" "$b" explore demo --design bad.csv --out x.bh
expect "nothing is left behind" test ! -e x.bh

# every combination of levers; one is an assumption of the plan, one is not
expect "a factorial without levers" says 1 "no levers" "$b" explore demo --design factorial --out x.bh
cp -r demo levers
cat >>levers/plan.yaml <<'END'

levers:
  - {path: forces.police.training.seats, range: [400, 1600], title: Places in training}
  - {path: forces.police.recruits_per_day, range: [0, 60], title: Recruits a day}
END
expect "a factorial of two levers" exits 0 "$b" explore levers --design factorial --levels 3 --out f.bh
expect "has every combination once, at equal steps" sh -c "sqlite3 f.bh 'SELECT \"forces.police.training.seats\", \"forces.police.recruits_per_day\" FROM scenario' | tr '\n' ' ' | grep -q '^400.0|0.0 400.0|30.0 400.0|60.0 1000.0|0.0 1000.0|30.0 1000.0|60.0 1600.0|0.0 1600.0|30.0 1600.0|60.0 $'"
expect "and runs it: no recruits, no police" sh -c "sqlite3 f.bh 'SELECT DISTINCT f.peak_force = 0 FROM future f JOIN scenario s ON s.number = f.scenario JOIN option o ON o.number = f.option WHERE o.id = \"local\" AND s.\"forces.police.recruits_per_day\" = 0' | grep -qx 1"
expect "and with recruits some" sh -c "sqlite3 f.bh 'SELECT DISTINCT f.peak_force > 0 FROM future f JOIN scenario s ON s.number = f.scenario JOIN option o ON o.number = f.option WHERE o.id = \"local\" AND s.\"forces.police.recruits_per_day\" > 0' | grep -qx 1"

expect "sensitivity runs a study and tells" sh -c "'$b' sensitivity demo --rows 16 --quiet | grep -q 'IN ALL (ST)'"
cp demo-sensitivity.bh before.bh
expect "sensitivity again finds it done" exits 0 "$b" sensitivity demo --rows 16 --quiet
expect "and does not touch it" cmp before.bh demo-sensitivity.bh
expect "with more rows it goes on" sh -c "'$b' sensitivity demo --rows 32 --quiet | grep -q '32 base rows used'"
expect "pairs" sh -c "'$b' sensitivity demo-sensitivity.bh --pairs --option regional | grep -q 'Pairs whose effect'"
expect "luck is a line of its own" sh -c "'$b' sensitivity demo-sensitivity.bh --json | grep -q '\"luck\"'"
expect "groups by section" sh -c "'$b' sensitivity demo --group section --rows 16 --quiet --out s.bh | grep -q '^areas '"
expect "replications are no scenarios" sh -c "'$b' sensitivity demo --group section --rows 16 --replications 3 --quiet --out r.bh >r.txt && grep -q '16 base rows used' r.txt && grep -q 'Means over 3 replications' r.txt"
"$b" explore demo --futures 600 --design saltelli --threads 1 --engine base --out one.bh --quiet
"$b" explore demo --futures 600 --design saltelli --threads 5 --out many.bh --quiet
expect "a study with exchanged luck is the same on any threads and engine" cmp one.bh many.bh
expect "another measure" exits 0 "$b" sensitivity s.bh --measure cost
# the plan with every range taken out: only luck is left, which is no assumption
mkdir fixed
sed -E ':a; /\{value:[^}]*$/ {N; ba}; s/\{value: ([^,}]+),[^}]*\}/\1/' demo/plan.yaml >fixed/plan.yaml
"$b" explore fixed --futures 20 --out fixed.bh --quiet
expect "a plan without ranges has nothing whose part could be told" says 1 "no number of this plan has a range" "$b" sensitivity fixed.bh
expect "an unknown measure names the nearest" says 1 "nearest: cost" "$b" sensitivity s.bh --measure csot
expect "an unknown option" says 1 "no option 'nobody'" "$b" sensitivity s.bh --option nobody
expect "pairs of a study without" says 1 "pairs need" "$b" sensitivity lhs.bh --pairs
expect "Morris" sh -c "'$b' sensitivity demo --design morris --rows 4 --quiet --out m.bh | grep -q 'MU\*'"
"$b" sensitivity demo --design morris --rows 6 --quiet --out m6.bh --json | grep -v '"design"' >plain.txt
"$b" sensitivity demo --design morris --rows 6 --pool 6 --quiet --out p6.bh --json | grep -v '"design"' >pool.txt
expect "all of a pool are the trajectories themselves" cmp plain.txt pool.txt
expect "the farthest of a pool" sh -c "'$b' sensitivity demo --design morris --rows 6 --pool 20 --quiet --out p20.bh | grep -q '6 trajectories used'"
expect "a pool that is too small" says 1 "cannot choose 6 of 5" "$b" sensitivity demo --design morris --rows 6 --pool 5 --out x.bh
expect "a pool of groups" says 1 "each assumption alone" "$b" sensitivity demo --design morris --rows 6 --pool 9 --group section --out x.bh

# two futures of one base row and one of another failed: two base rows go, and are counted
"$b" sensitivity demo --rows 16 --group section --quiet --out failed.bh >/dev/null
width=$(($(sqlite3 failed.bh "SELECT value FROM study WHERE key = 'futures'") / 16))
sqlite3 failed.bh "UPDATE future SET status = 1, reason = 'a test', success = NULL WHERE option = 1 AND scenario IN (3, 4, $((5 * width + 1)))"
expect "failed futures drop their base rows and are counted" sh -c "'$b' sensitivity failed.bh --option regional | grep -q '14 base rows used, 2 dropped for 3 failed futures'"
expect "and leave the other options whole" sh -c "'$b' sensitivity failed.bh --option local | grep -q '16 base rows used, 0 dropped'"
expect "robust leaves failed futures out for all" sh -c "'$b' robust failed.bh | grep -q 'every required goal'"
sqlite3 failed.bh "UPDATE future SET status = 1, reason = 'a test', success = NULL WHERE option = 1"
expect "all futures failed" says 1 "0 of 16 base rows can be used" "$b" sensitivity failed.bh --option regional
sqlite3 failed.bh "UPDATE future SET success = 0 WHERE option = 2; UPDATE future SET success = 1 WHERE option = 0"
expect "no future succeeds" sh -c "'$b' sensitivity failed.bh --option local | grep -q 'nothing to explain'"
expect "every future succeeds" sh -c "'$b' sensitivity failed.bh --option nothing | grep -q 'nothing to explain'"

# a study cut short is told of from what is there, and is finished by the same command
"$b" explore demo --futures 6000 --design saltelli --out cut.bh --quiet &
sleep 0.6
kill -INT $! 2>/dev/null
wait $! 2>/dev/null
if sqlite3 cut.bh "SELECT value FROM study WHERE key = 'state'" 2>/dev/null | grep -q running; then
    expect "a study cut short says so" sh -c "'$b' sensitivity cut.bh | grep -q 'NOT COMPLETE' || '$b' sensitivity cut.bh 2>&1 | grep -q 'too few'"
    expect "and can be finished" exits 0 "$b" explore demo --futures 6000 --design saltelli --out cut.bh --resume --quiet
else
    echo "# skip: the study was finished before it could be stopped"
fi
expect "another design in the file is told" says 1 "design" "$b" sensitivity demo --rows 32 --quiet --out m.bh
expect "odd levels" says 1 "even number" "$b" sensitivity demo --design morris --levels 5 --out x.bh
expect "one base row" says 2 "at least 2" "$b" sensitivity demo --rows 1 --out x.bh
expect "an unknown group" says 2 "takes section" "$b" sensitivity demo --group county --out x.bh
expect "a results file that was not made for it" sh -c "'$b' sensitivity lhs.bh | grep -q 'from classes of its'"
expect "no such file" says 3 "no such file" "$b" sensitivity nowhere.bh
expect "nothing is left behind" test ! -e x.bh

# tables of another model: y = x1 + 2 x2, Saltelli rows of two inputs made by hand
awk 'BEGIN {
    srand(4); print "a,b" >"in.csv"; print "y,flat" >"out.csv"
    for (i = 0; i < 200; i++) {
        p = rand(); q = rand(); r = rand(); s = rand()
        n = split(p " " q "," r " " q "," p " " s "," r " " s, row, ",")
        for (k = 1; k <= n; k++) { split(row[k], x, " "); print x[1] "," x[2] >"in.csv"; print x[1] + 2 * x[2] ",1" >"out.csv" }
    }
}'
expect "a Saltelli design is recognised" sh -c "'$b' sensitivity --csv in.csv out.csv | grep -q 'Design recognised: saltelli$'"
expect "an output that never varies is told" sh -c "'$b' sensitivity --csv in.csv out.csv --measure flat | grep -q 'nothing to explain'"
expect "shares of an additive model" sh -c "'$b' sensitivity --csv in.csv out.csv --measure y | grep -E '^b +0\.[78]'"
shuf --random-source=in.csv in.csv | grep -v a >rows.csv
{ echo a,b; cat rows.csv; } >mixed.csv
awk -F, 'NR == 1 {print "y"; next} {print $1 + 2 * $2}' mixed.csv >mixed_out.csv
expect "rows of no design are read by classes" sh -c "'$b' sensitivity --csv mixed.csv mixed_out.csv | grep -q 'no design'"
head -20 out.csv >short.csv
expect "tables of unlike length" says 1 "has 800 rows and short.csv has 19" "$b" sensitivity --csv in.csv short.csv
sed '5s/.*/0.1,x/' in.csv >words.csv
expect "a column of words is classes" exits 0 "$b" sensitivity --csv words.csv out.csv
sed '5s/,.*/,/' in.csv >hole.csv
expect "a missing input: file and line" says 1 "hole.csv:5: b is not a finite number" "$b" sensitivity --csv hole.csv out.csv
sed '5s/^[^,]*/x/' out.csv >words_out.csv
expect "an output that is a word: file, line, column" says 1 "words_out.csv:5:1: column y: found 'x', want a number" "$b" sensitivity --csv in.csv words_out.csv
sed '5s/^[^,]*/nan/' out.csv >nan_out.csv
expect "an output that is missing drops one base row" sh -c "'$b' sensitivity --csv in.csv nan_out.csv --measure y | grep -q '199 base rows used, 1 dropped'"
expect "an unknown column" says 1 "no column 'z'" "$b" sensitivity --csv in.csv out.csv --measure z
printf 'input,group\na,both\nb,both\n' >groups.csv
awk 'BEGIN {
    srand(7); print "a,b,c" >"gin.csv"; print "y" >"gout.csv"
    for (i = 0; i < 100; i++) {
        p = rand(); q = rand(); r = rand(); s = rand(); t = rand(); u = rand()
        n = split(p " " q " " r "," s " " t " " r "," p " " q " " u "," s " " t " " u, row, ",")
        for (k = 1; k <= n; k++) { split(row[k], x, " "); print x[1] "," x[2] "," x[3] >"gin.csv"; print x[1] + x[2] + x[3] >"gout.csv" }
    }
}'
expect "groups of inputs, from a table" sh -c "'$b' sensitivity --csv gin.csv gout.csv --group groups.csv | grep -E '^both +0[.][67]'"
expect "without them the rows are of no design" sh -c "'$b' sensitivity --csv gin.csv gout.csv | grep -q 'no design'"
printf 'input,group\na,both\nz,both\n' >bad.csv
expect "an unknown input in a table of groups" says 1 "bad.csv:3: gin.csv: has no column 'z'" "$b" sensitivity --csv gin.csv gout.csv --group bad.csv
printf 'name,group\na,both\n' >bad.csv
expect "a table of groups without inputs" says 1 "no column 'input'" "$b" sensitivity --csv gin.csv gout.csv --group bad.csv
printf 'input,group\nb,both\nc,both\n' >bad.csv
expect "groups that the rows are not made of" says 1 "groups go with rows" "$b" sensitivity --csv gin.csv gout.csv --group bad.csv
printf 'input,group\n1,2\n' >bad.csv
expect "a table of groups without names" says 1 "inputs and groups are numbers, want names" "$b" sensitivity --csv gin.csv gout.csv --group bad.csv

# u() is the minimal standard generator, from -1 to 1, so that every awk makes the same tables.
u='function u() { seed = (seed * 16807) % 2147483647; return 2 * seed / 2147483647 - 1 }'
# y = a b: neither does anything alone, both do everything together. S1 = 0, ST = S2 = 1.
awk "$u"'BEGIN {
    seed = 5; print "a,b" >"pin.csv"; print "y" >"pout.csv"
    for (i = 0; i < 2048; i++) {
        p = u(); q = u(); r = u(); s = u()
        n = split(p " " q "," r " " q "," p " " s "," p " " s "," r " " q "," r " " s, row, ",")
        for (k = 1; k <= n; k++) { split(row[k], x, " "); print x[1] "," x[2] >"pin.csv"; print x[1] * x[2] >"pout.csv" }
    }
}'
"$b" sensitivity --csv pin.csv pout.csv --pairs >pairs.txt
expect "a design with rows for pairs is recognised" grep -q 'Design recognised: saltelli, second order' pairs.txt
within() { # within LOW HIGH LINE-PATTERN FIELD FILE: whether a number of a line lies between
    awk -v low="$1" -v high="$2" -v pattern="$3" -v field="$4" '$0 ~ pattern { found = 1; if ($field < low || $field > high) bad = 1 } END { exit !found || bad }' "$5"
}
expect "a product: the pair has all of it" within 0.9 1.1 '^a +b' 3 pairs.txt
expect "and neither has any alone" within -0.1 0.1 '^[ab] +-?0' 2 pairs.txt
expect "which comes first of two alike is not settled" grep -q 'not settled: the intervals of' pairs.txt
# y = 3 a + b along trajectories: elementary effects are 3 and 1, whatever the step
awk 'BEGIN {
    print "a,b" >"min.csv"; print "y" >"mout.csv"; h = 2 / 3
    for (i = 0; i < 10; i++) {
        n = split(i % 2 ? "0 0," h " 0," h " " h : h " " h "," h " 0,0 0", row, ",")
        for (k = 1; k <= n; k++) { split(row[k], x, " "); print x[1] "," x[2] >"min.csv"; print 3 * x[1] + x[2] >"mout.csv" }
    }
}'
"$b" sensitivity --csv min.csv mout.csv >morris.txt
expect "trajectories are recognised" grep -q 'Design recognised: morris' morris.txt
expect "and have the effects of the line" within 2.999 3.001 '^a ' 2 morris.txt
expect "of the other input too" within 0.999 1.001 '^b ' 2 morris.txt
sed '3s/.*/0.1,0.2/' min.csv >two.csv
expect "a step of two inputs at once is no trajectory" sh -c "'$b' sensitivity --csv two.csv mout.csv | grep -q 'no design'"
# any two rows of one input differ in one input: no sign of a trajectory. x alone decides: S1 = 1.
awk "$u"'BEGIN { seed = 8; print "x" >"oin.csv"; print "y" >"oout.csv"; for (i = 0; i < 600; i++) { v = u(); print v >"oin.csv"; print v * v * v >"oout.csv" } }'
"$b" sensitivity --csv oin.csv oout.csv >one.txt
expect "one input: points of no design" grep -q 'no design' one.txt
expect "whose one input is everything" within 0.9 1.01 '^x ' 2 one.txt
awk "$u"'BEGIN {
    seed = 8
    for (c = 1; c <= 25; c++) names = names (c > 1 ? "," : "") "x" c
    print names >"win.csv"; print "y" >"wout.csv"
    for (i = 0; i < 400; i++) { l = ""; y = 0; for (c = 1; c <= 25; c++) { v = u(); y += c <= 2 ? v : 0; l = l (c > 1 ? "," : "") v } print l >"win.csv"; print y >"wout.csv" }
}'
expect "of 25 inputs twelve are shown" sh -c "'$b' sensitivity --csv win.csv wout.csv | grep -q 'and 13 more, none above 0[.]0'"

# a plan as a file, groups, designs, measures of every kind
cp demo/plan.yaml a.yaml && cp a.yaml b.yml
expect "a plan in a file" sh -c "'$b' sensitivity a.yaml --rows 4 --group item --quiet --out item.bh | grep -q '^areas.north '"
expect "with the other ending" exits 0 "$b" sensitivity b.yml --rows 2 --group none --option local --option regional --quiet --overwrite --out item.bh
expect "few base rows are told" sh -c "'$b' sensitivity item.bh | grep -q 'Fewer than 64 base rows'"
expect "a design that is no such" says 2 "takes saltelli or morris here" "$b" sensitivity demo --design mc --out x.bh
expect "a share in points" sh -c "'$b' sensitivity m.bh --measure food | grep -q ' points '"
expect "money in money" sh -c "'$b' sensitivity m.bh --measure cost | grep -q ' USD  '"
expect "a date that never comes is counted as the day after the last" sh -c "'$b' sensitivity m.bh --measure ready_day --option local | grep -q 'never, counted as day 731, in'"
expect "success by its name" exits 0 "$b" sensitivity m.bh --measure success
expect "what cannot be written is told" says 3 "standard output" sh -c "'$b' sensitivity m.bh >/dev/full"
expect "as JSON too" says 3 "standard output" sh -c "'$b' sensitivity m.bh --json >/dev/full"
expect "and a check's word" says 3 "standard output" sh -c "'$b' check demo >/dev/full"
expect "one table alone" says 2 "two tables" "$b" sensitivity --csv in.csv

expect "robust" sh -c "'$b' robust lhs.bh | grep -q 'Satisficing'"
expect "robust says whether metrics agree" sh -c "'$b' robust lhs.bh | grep -q 'Metrics '"
expect "robust --json" sh -c "'$b' robust lhs.bh --json | grep -q p90_regret"
expect "robust of an unknown measure" says 1 "no measure" "$b" robust lhs.bh --measure nonsense
expect "a weight above 100" says 1 "must be 0 to 1" "$b" robust lhs.bh --worst-weight 101
for command in sensitivity robust; do
    expect "$command --help is good and has an example" sh -c "'$b' $command --help | grep -q Example"
    expect "$command refuses an unknown option" says 2 "unknown option" "$b" $command --nonsense
    expect "$command of a plan's file is no results file" sh -c "! '$b' $command demo/nothing.txt"
done
finish
