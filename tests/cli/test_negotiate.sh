# negotiate and leverage from outside. Oracle: the manual page; closed form of a weighted mean.
. "$SOURCE_DIR/tests/tap.sh"
b=$BLUEHELM

for command in negotiate leverage; do
    expect "$command --help is good and has an example" sh -c "'$b' $command --help | grep -q Example"
    expect "$command refuses an unknown option" says 2 "unknown option" "$b" $command --nonsense
done
cat >talks.csv <<'TABLE'
actor,description,capability,share [0..10],share salience,term,term salience
North,a state,60,2,50,10,30
South,a movement,30,8 [6..9],60,90,30
"East, the",a neighbour,10,5,20,50,20
TABLE
expect "negotiate prints outcomes, positions and encounters" sh -c \
    "'$b' negotiate talks.csv | grep -q 'Who challenges whom' && '$b' negotiate talks.csv | grep -q 'not a forecast'"
expect "a quoted name is whole" sh -c "'$b' negotiate talks.csv | grep -q 'East, the'"
# (60 x 0.5 x 2 + 30 x 0.6 x 8 + 10 x 0.2 x 5)/(30 + 18 + 2) = 4.28
expect "the linear mean is c s x / c s" sh -c \
    "'$b' negotiate talks.csv --exact --json | tr -d ' \n' | grep -q '\"rule\":\"linearmean\",\"issue\":\"share\",\"outcome\":{\"value\":4.28'"
expect "the same bytes on one thread and on four" sh -c \
    "'$b' negotiate talks.csv --json --threads 1 >1.json && '$b' negotiate talks.csv --json --threads 4 >4.json && cmp 1.json 4.json"
expect "the path as CSV has a row for each round, issue and actor" sh -c \
    "'$b' negotiate talks.csv --csv --exact --rounds 2 | wc -l | grep -qx 19"
expect "the classic model" sh -c "'$b' negotiate talks.csv --model challenge | grep -q 'challenge model'"
# share takes 0 to 10, so every draw is at 0 or above and none at 10.1 or above
expect "--at-least 0 is met in every draw" sh -c \
    "'$b' negotiate talks.csv --futures 50 --at-least share=0 --json | tr -d ' \n' | grep -q '\"rule\":\"pathmedian\",\"share\":1,'"
expect "--at-least beyond the scale in none" sh -c \
    "'$b' negotiate talks.csv --futures 50 --at-least share=10.1 --json | tr -d ' \n' | grep -q '\"rule\":\"choice\",\"share\":0,'"
expect "--at-least names what is wanted" says 1 "must be ISSUE=VALUE" "$b" negotiate talks.csv --at-least 5
printf 'actor,capability,x,s\na,10,50,40\nb,10,50,40\n' >agreed.csv
expect "one issue, on which all agree" sh -c "'$b' negotiate agreed.csv | grep -q 'Note: All actors stand at 50'"
expect "a threshold on the only issue needs no name" sh -c "'$b' negotiate agreed.csv --at-least 40 | grep -q 'x at 40 or above'"
expect "and is told rule by rule, with its interval" sh -c "'$b' negotiate agreed.csv --at-least 40 --futures 100 | grep -qE '100 % +96 to 100 %'"
printf 'actor,capability,x [0..1],s\na,10,0.30,40\nb,10,0.45,40\n' >near.csv
expect "positions that are near have the digits to be told apart" sh -c "'$b' negotiate near.csv --exact | grep -q '0[.]3000'"
expect "no draws, no spread" sh -c "'$b' negotiate near.csv --exact | grep -q '–' && ! '$b' negotiate near.csv --exact | grep -q draws.with"
printf 'actor,capability,x [0..1],s\na,10,0.1,40\nb,10,0.9,40\n' >unit.csv
expect "positions on a small scale" sh -c "'$b' negotiate unit.csv --exact | grep -q '0[.]10'"
printf 'Demo,two actors,2,1\nActor,Description,Power,P,S\na,,10,20,60\nb,,5,70,10\n' >titled.csv
expect "a table's title" sh -c "'$b' negotiate titled.csv --exact | head -1 | grep -qx Demo"
awk 'BEGIN { print "actor,capability,x,s,y,t,z,u"; for (i = 1; i <= 12; i++) print "a" i "," i "," (i * 37 % 100) "," (20 + i) "," (i * 61 % 100) "," (30 - i) "," (i * 13 % 100) ",20" }' >many.csv
expect "of many encounters some are shown, and how many more there are" sh -c "'$b' negotiate many.csv --exact | grep -qE 'and [0-9]+ more'"
for adjust in None OneThird Half TwoThirds Full; do
    expect "BigRAdjust $adjust" exits 0 "$b" negotiate talks.csv --exact --set BigRAdjust=$adjust
done
expect "two full adjustments at once are refused" says 1 "BigRAdjust Full is refused" "$b" negotiate talks.csv --exact --set BigRAdjust=Full --set FullAdjust=Refused
for range in Min Mid Max; do
    expect "BigRRange $range" exits 0 "$b" negotiate talks.csv --exact --set BigRRange=$range
done
for form in Table2 Standoff Literal; do
    expect "the challenge model's form $form is told" sh -c "'$b' negotiate talks.csv --exact --model challenge --set Form=$form --json | tr -d ' \n' | grep -q '\"$form\"'"
done
expect "what cannot be written is told" says 3 "standard output" sh -c "'$b' negotiate talks.csv --exact --csv >/dev/full"
expect "a page" exits 0 "$b" negotiate talks.csv --html talks.html
expect "the page holds it and loads nothing" sh -c \
    "grep -q '\"kind\":\"negotiation\"' talks.html && ! grep -Eq '<(link|img|iframe)|<script[^>]*src|@import' talks.html"
expect "an unknown model is told" says 1 "must be spatial or challenge" "$b" negotiate talks.csv --model oracle
expect "an unknown option of the model names the nearest" says 1 "nearest: VotingRule" "$b" negotiate talks.csv --set VotingRul=Prop
expect "an unknown value names those there are" says 1 "Prop PropBin" "$b" negotiate talks.csv --set VotingRule=Loud
expect "too many rounds are told" says 1 "at most 100" "$b" negotiate talks.csv --rounds 101
expect "no table" says 3 "No such file" "$b" negotiate nowhere.csv
printf 'actor,capability,x,s\n</script><script>alert(1)</script>,1,10,50\nb,1,90,50\n' >hostile.csv
expect "a hostile name runs" exits 0 "$b" negotiate hostile.csv --html hostile.html
expect "and is escaped" sh -c "! grep -q '<script>alert' hostile.html && grep -q 'u003cscript>alert' hostile.html"

"$b" new demo >/dev/null
expect "leverage says that enough is enough" sh -c \
    "'$b' leverage demo --option regional --condition deal --percent 1 --futures 40 | grep -q 'no move is needed'"
expect "leverage ranks moves" sh -c \
    "'$b' leverage demo --condition deal --percent 90 --futures 40 --set parties.neighbour.stances.power_sharing.position=10 | grep -q 'Neighbouring state.*position up'"
expect "leverage does not depend on threads" sh -c \
    "'$b' leverage demo --condition deal --percent 90 --futures 40 --set parties.neighbour.stances.power_sharing.position=10 --json --threads 1 >1.json &&
     '$b' leverage demo --condition deal --percent 90 --futures 40 --set parties.neighbour.stances.power_sharing.position=10 --json --threads 3 >3.json && cmp 1.json 3.json"
# A position at its red line, a whole salience, an issue nothing hangs on, a condition that hangs on another.
cp -r demo lines
sed -i 's/power_sharing: {position: 30, salience: 0.8, limits: .10, 60.}/power_sharing: {position: 10, salience: 1, limits: [10, 60]}\n      water: {position: 50, salience: 0.5}/
    s/^issues:.*/issues:\n  water: {title: Water, low: none shared, high: all shared}/
    s/^  deal:/  hope: {title: Hope, when: condition.deal}\n  deal:/' lines/plan.yaml
"$b" leverage lines --condition deal --percent 100 --futures 20 --json | tr -d ' \n' | sed 's/},{/}\n{/g' >deal.json
"$b" leverage lines --condition hope --percent 100 --futures 20 --json | tr -d ' \n' | sed 's/},{/}\n{/g' >hope.json
of_government='"party":"government","issue":"power_sharing","lever"'
expect "a position moves up from its red line" grep -q "$of_government:\"position\",\"direction\":\"up\"" deal.json
expect "not down beyond it" sh -c "! grep -q '$of_government:\"position\",\"direction\":\"down\"' deal.json"
expect "a whole salience does not rise" sh -c "! grep -q '$of_government:\"salience\",\"direction\":\"up\"' deal.json"
expect "an issue on which nothing hangs is no lever" sh -c "! grep -q water deal.json"
# hope is met a day behind deal at most, so that the levers are the same
expect "a condition that hangs on another has its levers" sh -c "[ \$(wc -l <deal.json) = \$(wc -l <hope.json) ]"
expect "levers that do not suffice are told beside" sh -c "'$b' leverage lines --condition deal --percent 100 --futures 20 | grep -q 'No change of this alone suffices, but it helps'"
expect "leverage wants a condition" says 2 "missing: --condition" "$b" leverage demo
expect "an unknown condition names the nearest" says 1 "nearest: deal" "$b" leverage demo --condition dael
expect "a date outside the plan is told" says 1 "no date within" "$b" leverage demo --condition deal --by 1999-01-01
finish
