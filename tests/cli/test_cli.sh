# The program from outside: help, exit codes, messages, files. Oracle: the manual page.
. "$SOURCE_DIR/tests/tap.sh"
b=$BLUEHELM

expect "no command is a usage error" exits 2 "$b"
expect "--help is good" exits 0 "$b" --help
expect "--version" sh -c "'$b' --version | grep -q '^bluehelm [0-9]'"
for command in check new plan run trace explore compare report brief obstacles discover sensitivity robust diff search negotiate leverage; do
    expect "$command --help is good and has an example" sh -c "'$b' $command --help | grep -q Example"
    expect "$command refuses an unknown option" says 2 "unknown option" "$b" $command --nonsense
done
expect "an unknown command names the nearest" says 2 "nearest: explore" "$b" explor
expect "new writes a plan" exits 0 "$b" new demo
expect "new does not overwrite" says 3 "exists" "$b" new demo
expect "new refuses a bad name" says 1 "cannot name a plan" "$b" new "Bad Name"
expect "check is good" exits 0 "$b" check demo
expect "check of no plan" says 3 "No such file" "$b" check nowhere
expect "check --json" sh -c "'$b' check demo --json | grep -q '\"sound\": true'"
expect "--set outside its range names place and range" says 1 "must be 0 to 1" "$b" check demo --set areas.north.services=7
expect "--set of an unknown path names the nearest" says 1 "nearest: areas.north.services" "$b" check demo --set areas.north.servces=1
expect "plan show" sh -c "'$b' plan show demo | grep -q residents"
expect "plan reference has forces and quantities" sh -c "'$b' plan reference | grep -q '^## Forces' && '$b' plan reference | grep -q '^## Quantities'"
expect "run prints a timeline" sh -c "'$b' run demo --option regional | grep -q 2025-05-01"
expect "run of an unknown option names the nearest" says 1 "regional" "$b" run demo --option regionl
expect "run --json is one object" sh -c "'$b' run demo --json | grep -q '\"series\"'"
expect "trace tells dated events" sh -c "'$b' trace demo --option regional | grep -q '2025-04-01.*ceasefire'"
expect "explore" exits 0 "$b" explore demo --futures 128
expect "explore again says it is there" exits 0 "$b" explore demo --futures 128 --resume
expect "explore does not overwrite" exits 1 "$b" explore demo --futures 64
expect "explore --overwrite does" exits 0 "$b" explore demo --futures 64 --overwrite
expect "explore of another study does not resume" exits 1 "$b" explore demo --futures 65 --resume
expect "explore refuses no futures" exits 1 "$b" explore demo --futures 0 --out x.bh
expect "nothing is left behind" test ! -e x.bh
expect "an unknown engine is told" exits 1 "$b" explore demo --engine none --out x.bh
expect "compare" sh -c "'$b' compare demo.bh | grep -q 'not a forecast'"
expect "compare against another baseline" exits 0 "$b" compare demo.bh --baseline local
expect "compare with an unknown baseline" exits 1 "$b" compare demo.bh --baseline nobody
expect "compare --json" sh -c "'$b' compare demo.bh --json | grep -q success_difference"
expect "compare of a plan is no results file" exits 4 "$b" compare demo/plan.yaml
expect "report" exits 0 "$b" report demo.bh
expect "the report loads nothing" sh -c "! grep -Eq '<(link|img|iframe)|<script[^>]*src|@import' demo.html"
expect "the report says it is no forecast" grep -q "not a forecast" demo.html
expect "report to a folder that is not there" exits 3 "$b" report demo.bh --out nowhere/x.html

# What breaks a plan, what changed, what to choose.
expect "brief without an obstacle study says how to make it" sh -c "'$b' brief demo.bh | grep -q 'bluehelm obstacles demo.bh'"
expect "obstacles of a results file" sh -c "'$b' obstacles demo.bh | grep -q 'Counterfactual'"
expect "brief tells the obstacles then" sh -c "'$b' brief demo.bh | grep -q 'fail whatever is lifted'"
expect "brief says what cannot be said" sh -c "'$b' brief demo.bh | grep -q 'What we cannot say'"
expect "brief --json" sh -c "'$b' brief demo.bh --json | grep -q saved_by_nothing"
expect "the report holds them" sh -c "'$b' report demo.bh >/dev/null && grep -q '\"saved_by_nothing\"' demo.html"
expect "obstacles of a plan" sh -c "'$b' obstacles demo --futures 64 --option local | grep -q 'Training takes long'"
expect "obstacles --json" sh -c "'$b' obstacles demo --futures 64 --json | grep -q saved_by_nothing"
expect "a results file has its own futures" says 2 "go with a plan" "$b" obstacles demo.bh --futures 10
expect "obstacles of nothing" says 3 "No such file" "$b" obstacles nowhere
expect "obstacles of no futures" says 1 "must be 1 to" "$b" obstacles demo --futures 0
expect "obstacles of an unknown option" says 1 "nearest: local" "$b" obstacles demo --option lcal
awk '/^measures:/ {skip = 0} /^obstacles:/ {skip = 1} !skip' demo/plan.yaml >bare.yaml
cp demo/plan.yaml levers.yaml
printf 'levers:\n  - {path: forces.police.training.seats, range: [200, 2000], title: Places}\n  - {path: forces.police.target, range: [2000, 12000], title: Size}\n' >>levers.yaml
expect "a plan without obstacles" says 1 "no obstacles" "$b" obstacles bare.yaml --futures 10
expect "a plan without levers" says 1 "no levers" "$b" search bare.yaml
expect "brief of a plan" says 3 "is a directory" "$b" brief demo
expect "brief of a text" says 4 "not a results file" "$b" brief demo/plan.yaml
sed 's/target: 6000/target: 7000/' demo/plan.yaml >other.yaml
expect "diff names path, old and new value" sh -c "'$b' diff demo other.yaml --futures 20 | grep -q 'forces.police.target: 6000 -> 7000'"
expect "diff of a plan with itself" sh -c "'$b' diff demo demo --futures 20 | grep -q 'say the same'"
expect "diff --json" sh -c "'$b' diff demo other.yaml --futures 20 --json | grep -q pairs_that_differ"
expect "diff of one plan" says 2 "missing: PLAN PLAN" "$b" diff demo
expect "diff with a results file" says 1 "not a text file" "$b" diff demo demo.bh
expect "diff of an unknown option" says 1 "nearest: local" "$b" diff demo other.yaml --option lcal
quick="--futures 8 --population 8 --evaluations 32"
expect "search" sh -c "'$b' search levers.yaml --option local $quick --html trade.html | grep -q 'fresh futures'"
expect "its page holds it" grep -q '"kind":"search".*"as_planned"' trade.html
expect "search again says it is there" says 1 "exists" "$b" search levers.yaml --option local $quick
expect "search resumed" sh -c "'$b' search levers.yaml --option local $quick --resume --json | grep -q as_planned"
: >empty.search
expect "a search killed before it began begins" exits 0 "$b" search levers.yaml --option local $quick --out empty.search --resume
expect "a journal of another search is not resumed" says 1 "holds a search with option" "$b" search levers.yaml --option regional $quick --resume
expect "search of an unknown goal" says 1 "nearest: order" "$b" search levers.yaml --goals ordr $quick --out x.search
expect "search of too many goals" says 1 "must be 1 to" "$b" search levers.yaml --goals success,cost,order,food,no_war,relapses,unfunded $quick --out x.search
expect "search does not overwrite a results file" says 4 "not the journal" "$b" search levers.yaml $quick --out demo.bh --overwrite
expect "search into a folder that is not there" exits 3 "$b" search levers.yaml $quick --out nowhere/x
expect "compare of a journal" says 4 "not a results file" "$b" compare demo.search
expect "nothing is left behind by refused searches" test ! -e x.search

if command -v python3 >/dev/null; then
    for command in "brief demo.bh" "obstacles demo --futures 20" "diff demo other.yaml --futures 20" "search levers.yaml --option local $quick --resume"; do
        expect "$command --json is JSON" sh -c "'$b' $command --json | python3 -c 'import json, sys; json.load(sys.stdin)'"
    done
else
    echo "# skip: no python3 to read JSON"
fi

# A hostile name cannot become markup.
sed 's/title: A plan to start from/title: "<script>alert(1)<\/script> \& \\"x\\""/' demo/plan.yaml >hostile.yaml
expect "hostile title runs" exits 0 "$b" explore hostile.yaml --futures 64 --out hostile.bh
expect "hostile title has its obstacles studied" exits 0 "$b" obstacles hostile.bh
expect "hostile title reports" exits 0 "$b" report hostile.bh
expect "hostile title is escaped" sh -c "! grep -q '<script>alert' hostile.html && grep -q 'u003cscript>alert' hostile.html"

# The reference page in the documentation is the one the program prints.
"$b" plan reference >reference.md
expect "docs/plan-reference.md is up to date" cmp reference.md "$SOURCE_DIR/docs/plan-reference.md"
finish
