# The program from outside: help, exit codes, messages, files. Oracle: the manual page.
. "$SOURCE_DIR/tests/tap.sh"
b=$BLUEHELM

expect "no command is a usage error" exits 2 "$b"
expect "--help is good" exits 0 "$b" --help
expect "--version" sh -c "'$b' --version | grep -q '^bluehelm [0-9]'"
for command in check new plan run trace explore compare report discover; do
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
expect "the report names no other host in its page parts" sh -c "! grep -Eq '<(script|link|img|iframe)|@import|url\(' demo.html"
expect "the report says it is no forecast" grep -q "does not predict" demo.html
expect "report to a folder that is not there" exits 3 "$b" report demo.bh --out nowhere/x.html

# A hostile name cannot become markup.
sed 's/title: A plan to start from/title: "<script>alert(1)<\/script> \& \\"x\\""/' demo/plan.yaml >hostile.yaml
expect "hostile title runs" exits 0 "$b" explore hostile.yaml --futures 64 --out hostile.bh
expect "hostile title reports" exits 0 "$b" report hostile.bh
expect "hostile title is escaped" sh -c "! grep -q '<script' hostile.html && grep -q '&lt;script&gt;' hostile.html"

# The reference page in the documentation is the one the program prints.
"$b" plan reference >reference.md
expect "docs/plan-reference.md is up to date" cmp reference.md "$SOURCE_DIR/docs/plan-reference.md"
finish
