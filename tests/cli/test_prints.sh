# What run, diff and discover print for people. Oracles: the edits made to a plan; --json of the same
# question; counts that must add up; the words and exit codes of the manual page.
. "$SOURCE_DIR/tests/tap.sh"
b=$BLUEHELM

"$b" new demo >/dev/null
cp -r demo other
sed -i -e 's/recruits_per_day: 30/recruits_per_day: 20/' -e 's/title: No force/title: No force at all/' \
    -e '/    vetting: 45 days/d' -e 's/    unit_cost: 60000 USD.*/&\n    note: A note./' \
    -e 's/displaced: 50000/displaced: {value: 50000, source: census}/' \
    -e 's/residents: 1200000/residents: {value: 1200000, range: [1100000, 1300000], source: assumed}/' other/plan.yaml

# ---- diff: each edit is a line with its mark ----
"$b" diff demo other --futures 20 >diff.txt 2>diff.err
"$b" diff demo other --futures 20 --json >diff.json 2>/dev/null
expect "diff: a number that changed" grep -qE '^ *~ forces\.police\.recruits_per_day: 30.* -> 20' diff.txt
expect "diff: a number that is gone" grep -qE '^ *- forces\.police\.vetting: 45 days -> 60 days \(default\)' diff.txt
expect "diff: other words" grep -qE '^ *" options\.nothing\.title: No force -> No force at all' diff.txt
expect "diff: another source" grep -qE 'areas\.south\.displaced.*\[source none -> census\]' diff.txt
expect "diff: as many lines as JSON has changes" python3 -c "
import json, re
changes = json.load(open('diff.json'))['changes']
lines = [l for l in open('diff.txt') if re.match(r' *[~+\"-] [a-z]', l)]
assert len(lines) == len(changes), (len(lines), len(changes))"
expect "diff: a plan and itself say the same" sh -c "'$b' diff demo demo --futures 5 | grep -q 'say the same'"
expect "diff: no such option" says 1 'nothing' "$b" diff demo other --option nothin
expect "diff: no such plan" says 3 "nowhere: No such file" "$b" diff demo nowhere
expect "diff: one plan is not two" says 2 "two plans" "$b" diff demo
# 150 conditions more: a title and a rule each, of which 200 lines are shown
awk '{ print } /^conditions:/ { for (i = 0; i < 150; i++) printf "  extra%d: {title: More, when: day > %d}\n", i, i }' \
    demo/plan.yaml >many.yaml
"$b" diff demo many.yaml --futures 2 >many.txt
"$b" diff demo many.yaml --futures 2 --json >many.json
expect "diff: what is not shown is counted" sh -c "
    grep -q '^300 differences' many.txt && grep -q 'and 100 more; --json lists all' many.txt"
expect "diff: JSON has all" test "$(grep -c '"path": "conditions.extra' many.json)" = 300

# ---- run: one future and many ----
"$b" run demo --option local --futures 7 >run.txt 2>/dev/null
"$b" run demo --option local --futures 7 --json >run.json 2>/dev/null
expect "run: says how many futures" grep -q '7 futures' run.txt
expect "run: as many futures succeed as in JSON" python3 -c "
import json, re
runs = json.load(open('run.json'))
runs = runs.get('futures', runs) if isinstance(runs, dict) else runs
assert len(runs) == 7
n = sum(r['succeeded'] for r in runs)
assert re.search(rf'\b{n} of (the )?7\b', open('run.txt').read()), n"
expect "run: of several options it says which it took" sh -c "'$b' run demo 2>&1 | grep -q -- --option"
expect "run: one future is the first of many" sh -c "
    '$b' run demo --option local --futures 1 --scenario 1 --json >one.json && python3 -c \"
import json
one, many = json.load(open('one.json')), json.load(open('run.json'))
many = many.get('futures', many) if isinstance(many, dict) else many
one = one.get('futures', [one])[0] if isinstance(one, dict) else one[0]
assert one['outputs'] == many[0]['outputs']\""
expect "run: no futures at all" says 2 '1 to 1000' "$b" run demo --futures 0
expect "run: too many futures" says 2 '1 to 1000' "$b" run demo --futures 1001
expect "run: an option that is not there" says 1 'local' "$b" run demo --option loca

# ---- discover: a tree and a table hold every future ----
"$b" explore demo --futures 300 --quiet >/dev/null
"$b" discover demo.bh --option local --of 'food < 90 %' --method cart >cart.txt
"$b" discover demo.bh --option local --of 'food < 90 %' --method cart --json >cart.json
expect "discover --method cart: what is printed of leaves adds up to all futures, and to those of JSON" python3 -c "
import json, re
tree = json.load(open('cart.json'))['options'][0]['tree']
leaves = [n for n in tree if 'left' not in n]
rows = re.findall(r'(?m)^( +)\S.*: ([0-9.]+) % of (\d+)$', open('cart.txt').read())
kept = [int(r[2]) for i, r in enumerate(rows) if i + 1 == len(rows) or len(rows[i + 1][0]) <= len(r[0])]
assert sorted(kept) == sorted(n['futures'] for n in leaves) and sum(kept) == 300, kept"
expect "discover: an unknown method" says 2 'want prim, cart or stack' "$b" discover demo.bh --method cat
# A CSV whose corner is known: 1 where a > 0.6 and b is "x".
python3 - <<'P'
import random
random.seed(3)
with open('x.csv', 'w') as x, open('y.csv', 'w') as y:
    x.write('a,b,c\n')
    y.write('bad\n')
    for _ in range(600):
        a, c, b = random.random(), random.random(), random.choice((1, 2, 3))
        x.write(f'{a},{b},{c}\n')
        y.write(f'{int(a > 0.6 and b == 1)}\n')
P
for method in cart stack; do
    "$b" discover --csv x.csv y.csv --of bad --method $method >$method.txt
    "$b" discover --csv x.csv y.csv --of bad --method $method --json >$method.json
done
expect "discover --csv --method cart finds the planted corner, and nothing of c" python3 -c "
import json
tree = json.load(open('cart.json'))['options'][0]['tree']
cuts = {n['assumption']: n['threshold'] for n in tree if 'left' in n}
assert set(cuts) == {'a', 'b'} and 1 < cuts['b'] < 2 and abs(cuts['a'] - 0.6) < 0.02, cuts
leaves = [n for n in tree if 'left' not in n]
assert sum(n['futures'] for n in leaves) == 600
assert all(n['of_interest'] in (0, n['futures']) for n in leaves)"
expect "discover --csv --method stack: every cell is the share counted here, and is printed" python3 -c "
import csv, json
x = list(csv.DictReader(open('x.csv')))
y = [int(r['bad']) for r in csv.DictReader(open('y.csv'))]
stack = json.load(open('stack.json'))['options'][0]['stack']
axes = stack['axes']
assert [a['assumption'] for a in axes][:2] == ['b', 'a']
def bin(axis, value):
    inner = axis['edges'][1:-1]
    return sum(value > e for e in inner) if inner else int(value) - 1
cells = {}
for row, bad in zip(x, y):
    at = [bin(a, float(row[a['assumption']])) for a in axes]
    cells.setdefault((at[0] * 3 + at[2], at[1]), []).append(bad)
printed = [l.split() for l in open('stack.txt') if '/' in l.split(' ')[0]]
for (r, c), bad in cells.items():
    share = sum(bad) / len(bad)
    assert abs(stack['rows'][r][c] - share) < 1e-12, (r, c)
    words = [w for w in printed[r][1:] if w != '%']
    assert abs(float(words[c]) - 100 * share) < 0.6, (r, c, words)"
expect "discover --csv: --only leaves the other columns out" sh -c "
    '$b' discover --csv x.csv y.csv --of bad --method stack --only a --json | grep -c '\"importance\"' | grep -qx 1"
finish
