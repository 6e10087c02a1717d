# Documents and pages of every kind. Oracles: what other commands print, the results file's own tables, a JSON parser.
. "$SOURCE_DIR/tests/tap.sh"
b=$BLUEHELM
if ! command -v python3 >/dev/null; then
    echo "# skip: no python3 to read JSON"
    finish
fi
ask() { python3 "$SOURCE_DIR/tests/report/document.py" "$@"; }
smaller() { [ "$(stat -c %s "$2")" -lt "$1" ] || { stat -c '%n has %s bytes' "$2"; return 1; }; }

# A study with all there is.
"$b" new demo >/dev/null
"$b" explore demo --futures 300 --quiet >/dev/null 2>&1
expect "report without an obstacle study" exits 0 "$b" report demo.bh
expect "says that there is none" ask says demo.html obstacles null
"$b" obstacles demo.bh >/dev/null
"$b" report demo.bh --json >demo.json
"$b" report demo.bh >/dev/null
expect "the page holds what --json prints" ask page demo.html demo.json
expect "the page holds the licences of what was bundled" sh -c "grep -q 'id=\"licence-texts\"' demo.html && grep -q 'Mike Bostock' demo.html"
expect "the page loads nothing" sh -c "! grep -Eq '<(link|img|iframe)|<script[^>]*src=|@import' demo.html"
expect "other commands' JSON is in the document as they print it" ask commands "$b" demo.bh demo.json
expect "sensitivity is trimmed to what matters" ask sensitivity "$b" demo.bh demo.json
expect "courses are the file's quantiles to three digits" ask courses demo.bh demo.json
expect "controls have ends and steps" ask controls demo.json 'hostilities.ends'

# Pages of the shipped plans and of the smallest one are under 2 MB.
for plan in "$SOURCE_DIR/plans/gaza-2024" "$SOURCE_DIR/plans/haiti-2023" "$SOURCE_DIR/tests/report/one.yaml"; do
    name=$(basename "$plan" .yaml)
    "$b" explore "$plan" --futures 300 --quiet >/dev/null 2>&1
    [ "$name" = one ] || "$b" obstacles "$name.bh" >/dev/null
    expect "report of $name" exits 0 "$b" report "$name.bh"
    expect "the page of $name is under 2 MB" smaller 2000000 "$name.html"
    "$b" report "$name.bh" --json >"$name.json"
    expect "the document of $name is under 1 MB" smaller 1000000 "$name.json"
    expect "the page of $name holds what --json prints" ask page "$name.html" "$name.json"
    expect "courses of $name are the file's" ask courses "$name.bh" "$name.json"
done
expect "controls of gaza-2024 hold its levers" ask controls gaza-2024.json 'forces.psf.training.seats.*deployment.lift_per_day'

# A study that is not finished: numbers so far, no courses.
sqlite3 demo.bh "UPDATE study SET value = 'running' WHERE key = 'state'" 2>/dev/null
if [ "$(sqlite3 demo.bh "SELECT value FROM study WHERE key = 'state'" 2>/dev/null)" = running ]; then
    "$b" report demo.bh --out half.html >/dev/null
    expect "an unfinished study reports, and says so" ask says half.html comparison.complete false
    expect "it has no courses" ask says half.html courses null
else
    echo "# skip: no sqlite3 to leave a study unfinished with"
fi
"$b" explore demo --futures 3 --quiet --out few.bh >/dev/null 2>&1
expect "three futures are enough for a report" exits 0 "$b" report few.bh

# Names that would be markup, that turn lines round, that are long.
python3 - "$SOURCE_DIR" <<'END'
import re, sys
text = open("demo/plan.yaml", encoding="utf-8").read()
evil = '</script><script>alert(1)</script><!--" \' & \\\\ \\u202e\\u2028\\u0000x'.replace("\\u0000", "")
title = evil + " " + "long " * 2000
quoted = '"' + title.replace("\\\\", "\0").replace('"', '\\"').replace("\0", "\\\\") + '"'
text = re.sub(r"title: A plan to start from", lambda m: "title: " + quoted, text)
text = re.sub(r"name: North", lambda m: "name: " + quoted, text)
text = re.sub(r"title: Regional force", lambda m: "title: " + quoted, text)
open("hostile.yaml", "w", encoding="utf-8").write(text)
END
"$b" explore hostile.yaml --futures 64 --out hostile.bh --quiet >/dev/null 2>&1
expect "hostile names report" exits 0 "$b" report hostile.bh
"$b" report hostile.bh --json >hostile.json
expect "hostile names come out whole" ask page hostile.html hostile.json
expect "hostile names do not end the element" sh -c "! grep -q '<script>alert' hostile.html && ! grep -q '<!--\"' hostile.html"
expect "hostile names read back as written" python3 - <<'END'
import json, sqlite3
document = json.load(open("hostile.json", encoding="utf-8"))
title, = sqlite3.connect("hostile.bh").execute("SELECT value FROM study WHERE key = 'plan_title'").fetchone()
assert document["plan"]["title"] == title and len(title) > 10000 and "\u202e\u2028" in title and "</script>" in title
assert document["areas"][0]["name"] == title
END

# Search and negotiation.
sed 's/id: my-plan/id: demo/' demo/plan.yaml >levers.yaml
printf 'levers:\n  - {path: forces.police.training.seats, range: [200, 2000], title: Places}\n' >>levers.yaml
"$b" search levers.yaml --option local --futures 8 --population 8 --evaluations 16 --quiet --html search.html --json >search.json
expect "the page of a search holds its JSON" python3 - "$SOURCE_DIR" <<'END'
import json, sys
sys.path.insert(0, sys.argv[1] + "/tests/report")
from document import document_of
page = json.loads(document_of("search.html"))
assert page["kind"] == "search" and page["search"] == json.load(open("search.json"))
END
printf 'actor,capability,position,salience\n</script>\342\200\256,50,20,0.8\nB,40,80,0.6\n' >talks.csv
"$b" negotiate talks.csv --html talks.html --json >talks.json
expect "the page of a negotiation holds its JSON" python3 - "$SOURCE_DIR" <<'END'
import json, sys
sys.path.insert(0, sys.argv[1] + "/tests/report")
from document import document_of
page = json.loads(document_of("talks.html"))
assert page["kind"] == "negotiation" and page["negotiation"] == json.load(open("talks.json"))
END

# The command in the document makes the study again. Oracle: the study's own bytes. PLAN stands for the plan's file.
makes_again() { # makes_again PLAN WORDS...: of explore
    "$b" explore "$@" --quiet --out first.bh || return 1
    "$b" report first.bh --json >first.json || return 1
    local line
    line=$(ask member first.json study.command)
    rm -f second.bh
    (bluehelm() { "$b" "$@"; }; PLAN=$1; eval "${line/ PLAN / \"\$PLAN\" } --quiet --out second.bh") || { echo "$line"; return 1; }
    cmp first.bh second.bh || { echo "$line"; return 1; }
    rm first.bh
}
range="areas.north.fighters={value: 2000, range: [1500, 3000], source: assumed, note: \"it's # a: 'note', \\\"\$PATH\\\" [é]\"}"
expect "settings, quoted for the shell, are in the command" makes_again demo --futures 100 \
    --set areas.north.displaced=90000 --set "$range" --set hostilities.ends=2025-05-01 --set areas.south.services='50 %'
printf '\nset: {areas.north.displaced: 80000, areas.south.services: 0.5}\n' | cat demo/plan.yaml - >demo/own.yaml
expect "settings over a plan's own too" makes_again demo/own.yaml --futures 64 --set areas.north.displaced=90000
expect "and options, a design, what is kept" makes_again demo --futures 64 --design mc --option local --option nothing --keep 5 --every 30 --replications 2
expect "a design's levels" makes_again demo --futures 8 --design morris --levels 6
expect "a summary" makes_again demo --futures 128 --summary

# Whole or not at all.
echo before >whole.html
expect "a page that cannot be written whole is refused" sh -c "ulimit -f 100; trap '' XFSZ; ! '$b' report few.bh --out whole.html"
expect "and the old one stays" grep -qx before whole.html
expect "and nothing is left beside it" sh -c '! ls | grep -E "whole.html.+"'
expect "report of a plan" exits 4 "$b" report demo/plan.yaml
expect "report --json of nothing" exits 3 "$b" report nowhere.bh --json
finish
