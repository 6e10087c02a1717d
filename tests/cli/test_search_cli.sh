# bluehelm search from outside. Oracles: what it means not to be beaten, worked out from the JSON; the manual page.
. "$SOURCE_DIR/tests/tap.sh" || exit 1
b=$BLUEHELM
"$b" new demo >/dev/null
cp -r demo levers
printf '\nlevers:\n  - {path: forces.police.recruits_per_day, range: [0, 60], title: Recruits a day}\n' >>levers/plan.yaml
search="search levers --option local --goals success,order,food --futures 20 --population 60 --evaluations 240 --threads 1"
"$b" $search --out set.search >shown.txt
"$b" $search --out set.search --resume --json >set.json
if command -v python3 >/dev/null; then
    expect "no candidate of the set is beaten by another, and all lie in the lever's range" python3 - <<'END'
import json
found = json.load(open("set.json"))
high = [goal["high_is_better"] for goal in found["goals"]]
scores = [[c["goals"][g["name"]]["searched"] * (1 if up else -1) for g, up in zip(found["goals"], high)] for c in found["set"]]
assert len(scores) > 25
for a in scores:
    for b in scores:
        assert not (all(x >= y for x, y in zip(b, a)) and any(x > y for x, y in zip(b, a))), (a, b)
assert all(0 <= c["levers"]["forces.police.recruits_per_day"] <= 60 for c in found["set"])
END
else
    echo "# skip: no python3 to read the JSON with"
fi
expect "of a large set one in so many is shown" grep -qE '^  One in [23] of [0-9]+ is shown; --json has all' shown.txt
expect "what the choice is worth" grep -q 'on fresh' shown.txt
expect "levers that decide little are called so" grep -q "No candidate's success is told apart" shown.txt
cp -r demo crowd # sixty levers: more than a table has columns
awk '{ print } /^areas:/ { for (i = 1; i <= 60; i++) print "  a" i ": {name: A" i ", residents: 1000, fighters: 0, services: 1, housing_intact: 1}" }
    END { print "levers:"; for (i = 1; i <= 60; i++) print "  - {path: areas.a" i ".fighters, range: [0, 9], title: L" i "}" }' demo/plan.yaml >crowd/plan.yaml
"$b" search crowd --goals success --futures 2 --population 4 --evaluations 4 --out crowd.search >crowd.txt
expect "sixty levers are searched, and what is not shown is said" grep -q 'The first 56 of 60 levers are shown; --json has all' crowd.txt
expect "one option at a time" says 2 "" "$b" $search --option regional --out x.search
expect "what cannot be written is told" says 3 "standard output" sh -c "'$b' $search --out set.search --resume >/dev/full"
"$b" search levers --futures 20 --evaluations 4000000 --out stopped.search --quiet &
sleep 2
kill -INT $!
wait $!
expect "Ctrl-C ends it with what is done" test $? = 130
expect "which is kept, for --resume" sh -c "sqlite3 stopped.search 'SELECT count(*) > 0 FROM candidate' 2>/dev/null | grep -qx 1 || ! command -v sqlite3 >/dev/null"
finish
