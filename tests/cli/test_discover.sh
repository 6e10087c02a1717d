# bluehelm discover from outside: what it says, what it refuses. Oracles: the manual page; a corner planted in a
# CSV file; the number of futures.
. "$SOURCE_DIR/tests/tap.sh"
b=$BLUEHELM

"$b" new demo >/dev/null
"$b" explore demo --futures 400 --quiet >/dev/null
expect "--help is good and has an example" sh -c "'$b' discover --help | grep -q Example"
expect "it says that it does not predict" sh -c "'$b' discover demo.bh | grep -q 'not a forecast'"
expect "it says what it cannot say" sh -c "'$b' discover demo.bh | grep -q 'What this cannot say'"
# rows of tables begin with an assumption's path and are as long as that
expect "sentences keep to 100 columns" sh -c "! '$b' discover demo.bh | grep -vE '^ASSUMPTION |^[a-z_]+\.[a-z_.0-9]+ ' | grep -qE '^.{101}'"
for method in prim cart stack; do
    expect "--method $method --json is JSON of every option" sh -c \
        "'$b' discover demo.bh --method $method --json | grep -c '\"whole\"' | grep -qx 3"
done
"$b" discover demo.bh --json >first.json
"$b" discover demo.bh --json >second.json
expect "the same question has the same answer" cmp first.json second.json
expect "failures and successes add up to the futures" sh -c "
    fails=\$('$b' discover demo.bh --option nothing --json | sed -n 's/.*\"of_interest\": \([0-9][0-9]*\).*/\1/p' | head -1)
    holds=\$('$b' discover demo.bh --option nothing --of success --json | sed -n 's/.*\"of_interest\": \([0-9][0-9]*\).*/\1/p' | head -1)
    [ \$((fails + holds)) = 400 ]"

# The same counts by SQL, which knows nothing of this code.
if command -v sqlite3 >/dev/null; then
    every=$(sqlite3 demo.bh "SELECT count(*) FROM (SELECT 1 FROM future GROUP BY scenario, replication HAVING sum(success) = 0)")
    none=$(sqlite3 demo.bh "SELECT count(*) FROM (SELECT 1 FROM future GROUP BY scenario, replication HAVING sum(1 - success) = 0)")
    expect "futures in which every option fails: $every" grep -q "\"every_option\": $every," first.json
    expect "futures in which no option fails: $none" grep -q "\"no_option\": $none," first.json
    "$b" explore demo --futures 100 --replications 4 --quiet --out luck.bh >/dev/null
    luck=$(sqlite3 luck.bh "WITH f AS (SELECT scenario, count(*) n, sum(1 - success) k FROM future WHERE option = 1 GROUP BY scenario),
        p AS (SELECT avg(1.0 - success) p FROM future WHERE option = 1)
        SELECT printf('%.9f', avg(k * (n - k) / (n * (n - 1.0))) / (SELECT p * (1 - p) FROM p)) FROM f")
    id=$(sqlite3 luck.bh "SELECT id FROM option WHERE number = 1")
    expect "share of luck: $luck" sh -c "'$b' discover luck.bh --option $id --json | sed -n 's/.*\"luck\": \([0-9.e-]*\).*/\1/p' |
        awk -v l=$luck '{ exit !(\$1 - l < 1e-8 && l - \$1 < 1e-8) }'"
    goal=$(sqlite3 demo.bh "SELECT id FROM output WHERE required AND goal_relation = 1 ORDER BY number LIMIT 1")
    missed=$(sqlite3 demo.bh "SELECT printf('%.9f', avg(\"$goal\" < (SELECT goal_value FROM output WHERE id = '$goal'))) FROM future WHERE option = 0")
    expect "how often a goal is missed: $missed" sh -c "'$b' discover demo.bh --option nothing --json |
        sed -n 's/.*\"missed\": \([0-9.e-]*\).*/\1/p' | awk -v m=$missed '\$1 - m < 1e-8 && m - \$1 < 1e-8 { found = 1 } END { exit !found }'"
    # What is of interest, in every way it may be said. Dates are days from 2025-01-01, money is in cents, never is infinite.
    while IFS='|' read -r of where; do
        wanted=$(sqlite3 demo.bh "SELECT count(*) FROM future WHERE option = 2 AND $where")
        expect "--of '$of': $wanted futures" sh -c "'$b' discover demo.bh --option local --of '$of' --json |
            sed -n 's/.*\"of_interest\": \([0-9]*\).*/\1/p' | head -1 | grep -qx $wanted"
    done <<'END'
failure|success = 0
success|success = 1
order|"order" < 180
order < 90 days|"order" < 90
order<=12|"order" <= 12
order > 300|"order" > 300
food < 80 %|food < 0.8
food < 97.5 %|food < 0.975
cost > 1700000000|cost > 170000000000
ready_day < never|ready_day < 9e99
ready_day >= 2026-01-01|ready_day >= 365
relapses = 0|relapses = 0
END
    expect "a measure without a goal needs values" says 1 "measure cost has no goal; say which values are of interest, as in 'cost < 3'" "$b" discover demo.bh --of cost
    expect "a sign without a value" says 1 "found '', want a value such as" "$b" discover demo.bh --of 'food <'
    expect "a value with more behind it" says 1 "found '3 weeks', want a value such as" "$b" discover demo.bh --of 'order < 3 weeks'
    expect "a measure nothing is like" says 1 "no measure 'zzzzzzzzz' here; the first of 23 is order" "$b" discover demo.bh --of zzzzzzzzz
    expect "what luck does is said where it is known" sh -c "'$b' discover luck.bh --option $id | grep -q 'What luck does'"
    cp demo.bh cut.bh
    sqlite3 cut.bh "UPDATE study SET value = 'running' WHERE key = 'state'"
    expect "of an unfinished study it is said" sh -c "'$b' discover cut.bh | tr '\n' ' ' | grep -q 'NOT COMPLETE'"
    cp demo.bh gap.bh
    sqlite3 gap.bh "UPDATE future SET status = 1, reason = 'a test', success = NULL WHERE option = 2 AND scenario <= 7"
    expect "futures that did not run are left out, and counted" sh -c "'$b' discover gap.bh --option local | tr '\n' ' ' | grep -q '7 futures did not run'"
    cp demo.bh one.bh # what the third option has, the second has too: its corner is told once
    sqlite3 one.bh "UPDATE future SET success = (SELECT f.success FROM future f WHERE f.option = 2 AND f.scenario = future.scenario) WHERE option = 1"
    expect "a corner that two options share is told once" sh -c "'$b' discover one.bh | tr '\n' ' ' | grep -q 'in the corner of regional'"
    cp demo.bh part.bh
    sqlite3 part.bh "DELETE FROM future WHERE option = 2"
    expect "an option without futures is told as such" sh -c "'$b' discover part.bh | grep -q 'none of 0 futures'"
    sqlite3 part.bh "DELETE FROM future"
    expect "no futures at all" says 1 "no futures in these results" "$b" discover part.bh
else
    echo "# skip: no sqlite3 to count with"
fi

# A corner planted in a table of another model: road 'sea' or 'road', 20 days or more.
# u() is the minimal standard generator, so that every awk makes the same table.
u='function u() { seed = (seed * 16807) % 2147483647; return seed / 2147483647 }'
awk "$u"'BEGIN { seed = 3; print "road,stock,days" >"x.csv"; print "late" >"y.csv"
    split("rail road sea", r, " ")
    for (i = 0; i < 600; i++) { a = r[1 + int(3 * u())]; d = 1 + int(30 * u())
        print a "," u() "," d >"x.csv"; print (a != "rail" && d >= 20) >"y.csv" } }'
expect "a planted corner of words and numbers is found" sh -c \
    "'$b' discover --csv x.csv y.csv | tr '\n' ' ' | grep -q 'road is road or sea and days is 20 or more: 100 % of such'"
expect "a tree of words and numbers" sh -c "'$b' discover --csv x.csv y.csv --method cart | grep -qE 'road (rail|road or sea)'"
expect "a stack of words and numbers" sh -c "'$b' discover --csv x.csv y.csv --method stack --limits 2 | grep -qE 'rail|sea'"
expect "a stack of one" sh -c "'$b' discover --csv x.csv y.csv --method stack --limits 1 | grep -q late"
expect "a condition on a column" exits 0 "$b" discover --csv x.csv y.csv --of 'late > 0.5'
expect "another step of the trajectory" sh -c "'$b' discover --csv x.csv y.csv --box 2 | grep -q '[*] 2 '"

# Bad input: each is told with its place and what is wanted.
expect "no file" says 2 "missing: FILE" "$b" discover
expect "a file that is not there" says 3 "no such file" "$b" discover nowhere.bh
expect "a plan is no results file" exits 4 "$b" discover demo/plan.yaml
expect "an unknown option names the nearest" says 1 "nearest: regional" "$b" discover demo.bh --option regionl
expect "an unknown measure names the nearest" says 1 "no measure 'ordr' here; nearest: order" "$b" discover demo.bh --of ordr
expect "a value that is none" says 1 "want a value such as" "$b" discover demo.bh --of 'order < soon'
expect "an unknown assumption" says 1 "no assumption with a range" "$b" discover demo.bh --only security.kapa
expect "an unknown method" says 2 "want prim, cart or stack" "$b" discover demo.bh --method forest
expect "a peel of everything" says 1 "0 < alpha < 0.5" "$b" discover demo.bh --peel 1
while IFS='|' read -r option value words; do
    expect "$option $value" says 1 "$words" "$b" discover demo.bh $option $value
done <<'END'
--peel|0|a peel or paste of 0, 0.05 of the box; want 0 < alpha < 0.5
--peel|0.5|a peel or paste of 0.5, 0.05 of the box; want 0 < alpha < 0.5
--mass|0|a least mass of 0; want 0 < mass < 1
--mass|1|a least mass of 1; want 0 < mass < 1
--significance|0|a significance of 0; want 0 < s <= 1
--significance|1.5|a significance of 1.5; want 0 < s <= 1
--corners|5|5 corners; want 1 to 4
--limits|0|0 limits; want 1 to 6
--limits|7|7 limits; want 1 to 6
END
for objective in lenient1 lenient2 original; do
    expect "--objective $objective" exits 0 "$b" discover demo.bh --option local --objective $objective
done
expect "no corners asked for" says 1 "want 1 to 4" "$b" discover demo.bh --corners 0
expect "a number that is none" says 2 "must be a whole number" "$b" discover demo.bh --limits 1.5
expect "a step that is not there" says 1 "no step 999" "$b" discover --csv x.csv y.csv --box 999
head -100 y.csv >short.csv
expect "another number of rows" says 1 "x.csv has 600 rows and short.csv has 99" "$b" discover --csv x.csv short.csv
sed '5s/.*/nan/' y.csv >nan.csv
expect "a missing outcome names its line" says 1 "nan.csv:5: column late: no number" "$b" discover --csv x.csv nan.csv
sed '7s/.*/2/' y.csv >two.csv
expect "an outcome that is neither 0 nor 1" says 1 "two.csv:7: column late: found 2, want 0 or 1" "$b" discover --csv x.csv two.csv
sed '9s/,[0-9]*$/,/' x.csv >hole.csv
expect "a missing factor names its line" says 1 "hole.csv:9: column days: no number" "$b" discover --csv hole.csv y.csv
printf 'a\n1\n' >one.csv
expect "one row" says 1 "found 1 row below the names, want at least 2" "$b" discover --csv one.csv one.csv
paste -d, y.csv y.csv | sed '1s/.*/late,later/' >both.csv
expect "two outcomes and no choice" says 1 "has 2 columns; say which one" "$b" discover --csv x.csv both.csv
expect "an unknown outcome" says 1 "has no column 'lat'" "$b" discover --csv x.csv y.csv --of lat

# Nothing to find is an answer, not an error.
sed 's/^[01]$/0/' y.csv >none.csv
sed 's/^[01]$/1/' y.csv >all.csv
expect "no case of interest is an answer" sh -c "'$b' discover --csv x.csv none.csv | grep -q 'nothing to tell apart'"
expect "all cases of interest is an answer" sh -c "'$b' discover --csv x.csv all.csv | grep -q 'nothing to tell apart'"
awk "$u"'BEGIN { seed = 9; print "y"; for (i = 0; i < 600; i++) print (u() < 0.3) }' >luck.csv
expect "pure luck has no corner" sh -c "'$b' discover --csv x.csv luck.csv | grep -q 'better than chance'"
sed 's/,.*,/,1,/' x.csv >constant.csv
expect "a constant column is never limited" sh -c \
    "'$b' discover --csv constant.csv y.csv | grep -q 'has late' && ! '$b' discover --csv constant.csv y.csv | grep -q 'stock is'"
finish
