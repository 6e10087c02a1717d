# bluehelm robust: measures of every kind. Oracles: counts by SQL; a war that no option touches, so that no metric can
# tell the options apart.
. "$SOURCE_DIR/tests/tap.sh" || exit 1
b=$BLUEHELM
"$b" new demo >/dev/null
awk '{ print } /^measures:/ {
    print "  peace: {title: First day without war, of: war, take: first below 1, goal: \"< 2025-08-01\", required: true}"
    print "  plenty: {title: First day of plenty, of: food_met, take: first above 5, better: low}"
    print "  calm: {title: Calm days, of: incidents_per_100k, take: days below 3, goal: \"> 300 days\", required: true}" }' \
    demo/plan.yaml >plan.yaml
"$b" explore plan.yaml --futures 37 --out r.bh --quiet
measure() { "$b" robust r.bh --measure "$1"; }
measure peace >peace.txt
expect "the worst of dates is a date" grep -qE 'Worst future \(maximin\), low +2025-1[01]-' peace.txt
expect "regret in days" grep -qE 'Worst regret, low +0 days' peace.txt
expect "where options do the same it is said" grep -qx '  No metric tells the options apart.' peace.txt
measure plenty >plenty.txt
expect "what never happens is counted as the day after the last, in every future" grep -q 'never, counted as day 731, 111 times' plenty.txt
expect "without a goal there is none to satisfy" sh -c "! grep -q 'Share of futures that satisfy' plenty.txt"
expect "and moments that are not defined are not told" grep -qE 'Skew toward the good end, high +–' plenty.txt
measure calm >calm.txt
expect "metrics that differ are named" grep -qE 'Metrics (disagree. First is|agree): .*(maximin|maximax|all)' calm.txt
if command -v sqlite3 >/dev/null; then
    for option in 0 1 2; do
        share=$(sqlite3 r.bh "SELECT printf('%.0f %%', 100.0 * avg(calm > 300)) FROM future WHERE option = $option")
        expect "option $option satisfies 'above' in $share" sh -c "grep 'Share of futures that satisfy' calm.txt | grep -q '$share'"
        share=$(sqlite3 r.bh "SELECT printf('%.0f %%', 100.0 * avg(peace < 212)) FROM future WHERE option = $option")
        expect "option $option satisfies 'below' in $share" sh -c "grep 'Share of futures that satisfy' peace.txt | grep -q '$share'"
    done
    sqlite3 r.bh "UPDATE study SET value = 'running' WHERE key = 'state'"
    expect "an unfinished study is called so" sh -c "'$b' robust r.bh | grep -q 'NOT COMPLETE, go on with explore --resume'"
    expect "by compare too" sh -c "'$b' compare r.bh | grep -q 'NOT COMPLETE'"
fi
expect "a measure that is near" says 1 "no measure 'pece' in these results; nearest: peace" "$b" robust r.bh --measure pece
expect "a measure nothing is like" says 1 "no measure 'zzzzzzzz' in these results; the first is: peace" "$b" robust r.bh --measure zzzzzzzz
expect "what cannot be written is told" says 3 "standard output" sh -c "'$b' robust r.bh >/dev/full"
finish
