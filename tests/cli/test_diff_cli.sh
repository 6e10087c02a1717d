# bluehelm diff: kinds of measures, kinds of edits (see also test_prints.sh). Oracles: what was edited, path by path; a war
# moved by sixty days.
. "$SOURCE_DIR/tests/tap.sh" || exit 1
b=$BLUEHELM
"$b" new first >/dev/null
sed -i 's/^  food:/  peace:\n    title: First day without war\n    of: war\n    take: first below 1\n    goal: "<= 2025-08-01"\n    required: true\n  food:/; s/    goal: .>= 0.8./    goal: ">= 0.8"\n    required: true/' first/plan.yaml
edit() { # edit NAME SED-SCRIPT: a second plan, and the two compared
    rm -rf second && cp -r first second
    sed -i "$2" second/plan.yaml
    cmp -s first/plan.yaml second/plan.yaml && { echo "not ok $1: the edit changes nothing"; failures=$((failures + 1)); }
    "$b" diff first second --futures 60 >"$1.txt" 2>&1
}
told() { grep -qE -- "$2" "$1.txt" || { cat "$1.txt"; return 1; }; } # told NAME PATTERN

expect "and as JSON has no change" sh -c "'$b' diff first first --futures 10 --json | tr -d ' \n' | grep -q '\"changes\":\[\]'"

edit late 's/value: 2025-04-01, range: .2025-02-01, 2025-12-01./value: 2025-06-01, range: [2025-04-02, 2026-01-30]/'
expect "one number changed" told late '^1 difference: ~ changed, \+ added, - removed, " words alone$'
expect "with what it was and is" told late '~ hostilities.ends: 2025-04-01 \(2025-02-01 to 2025-12-01\) -> 2025-06-01 \(2025-04-02 to 2026-01-30\)'
# both ends and all between moved by 60 days: so did the first day without war
expect "a date moves by days: sixty in every future" told late '\+60 days'
expect "a share by points" told late '[-+][0-9.]+ points'
expect "and success" told late 'succeeds in .* of the first plan.s futures, .* of the second.s'

edit source 's/range: \[760000, 840000\], source: census, confidence: medium/range: [760000, 840000], source: assumed, confidence: medium/'
expect "another source" told source '" areas.north.residents: .*\[source census -> assumed\]'
expect "is a matter of words: no future differs" told source 'Where no future differs'
edit surely 's/source: census, confidence: medium/source: census, confidence: high/'
expect "another confidence" told surely '" areas.north.residents: .*\[confidence or note\]'
edit gone '/    borders: \[south\]/d'
expect "a list that is gone" told gone '- areas.north.borders: \[south\] -> none'
expect "shows with the second plan only" told gone '^1 change is not a single number and shows only in "the second plan"'
edit come 's/^obstacles:/levers:\n  - {path: forces.police.recruits_per_day, range: [0, 60], title: Recruits}\nobstacles:/'
expect "what is new" told come '\+ levers.*: none -> '
edit both 's/    borders: \[south\]//; s/when: ceasefire$/when: ceasefire and day > 3/'
expect "two such" told both '^2 changes are not a single number and show only in'
edit default 's/^    recruits_per_day: 30//'
expect "a number that is gone goes back to its default" told default '- forces.police.recruits_per_day: 30 -> .* \(default\)'
edit unsound 's/    displaced: 100000/    displaced: 790000/; s/value: 800000, range: .760000, 840000./value: 900000, range: [860000, 940000]/'
expect "a number that is not sound alone shows with all" told unsound 'all numbers together|the second plan'
edit many "$(for i in $(seq 70); do printf 's/^sources:  .*/&\\n  s%s: {title: T%s, publisher: P, year: 2020, url: \"https:\\/\\/example.org\"}/;' "$i" "$i"; done)"
expect "of very many differences the first are told" told many '\.\.\. and [0-9]+ more; --json lists all'
expect "an option alone" sh -c "'$b' diff first second --option local --futures 10 | grep -c ' of the second' | grep -qx 1"
expect "an option that is none" says 1 "no option 'locl'; nearest: local" "$b" diff first second --option locl --futures 10
expect "what cannot be written is told" says 3 "standard output" sh -c "'$b' diff first second --futures 10 >/dev/full"
finish
