# Commands as a user gives them: every plan that is shipped, every format of tables, every command. Run by tools/msan.sh.
# Oracle: each ends well, and MSan, which looks on, tells nothing; tools/msan.sh counts what it tells.
. "$SOURCE_DIR/tests/tap.sh"
b=$BLUEHELM
works() { # works ARGUMENTS...
    expect "bluehelm ${*//"$SOURCE_DIR"\//}" "$b" "$@"
}

for folder_of_plan in "$SOURCE_DIR"/plans/*/; do
    plan=${folder_of_plan%/}
    id=$(basename "$plan")
    works check "$plan"
    works plan show "$plan"
    works plan show "$plan" --json
    works run "$plan"
    works run "$plan" --futures 8 --json
    works trace "$plan" --scenario 3
    works explore "$plan" --futures 32 --keep 8 --out "$id.bh" --quiet
    works explore "$plan" --futures 8 --design sobol --out "$id-rows.bh" --quiet
    works explore "$plan" --futures 16 --design sobol --out "$id-rows.bh" --extend --quiet
    works explore "$plan" --futures 32 --summary --out "$id-sums.bh" --quiet
    for file in "$id.bh" "$id-sums.bh"; do
        works compare "$file"
        works compare "$file" --json
        works brief "$file"
        works report "$file" --out page.html
    done
    works obstacles "$id.bh"
    works brief "$id.bh" --json
    works report "$id.bh" --json
    works trace "$id.bh" --scenario 2 --json
    works robust "$id.bh"
    works discover "$id.bh"
    works sensitivity "$plan" --rows 8 --group section --out "$id-saltelli.bh" --quiet
    works sensitivity "$id-saltelli.bh" --json
    works sensitivity "$plan" --rows 4 --design morris --group section --out "$id-morris.bh" --quiet
    works estimate "$plan" --futures 1000
    for part in 1 2; do
        works explore "$plan" --futures 130 --shard $part/2 --keep 0 --out "part$part.bh" --overwrite --quiet
    done
    works merge "$id-whole.bh" part1.bh part2.bh --quiet
done
works plan reference
works new small
mkdir other && sed 's/recruits_per_day: 30/recruits_per_day: 25/' small/plan.yaml >other/plan.yaml
works diff small other --futures 4
works search "$SOURCE_DIR/plans/gaza-2024" --option handover --futures 4 --evaluations 12 --population 4 --html trade.html
works leverage small --condition deal --percent 90 --futures 10

# Tables of actors in each format that is read; all bring two actors and an issue.
cat >own.csv <<'TABLE'
actor,description,capability,share [0..10],share salience
North,a state,60,2,50
"South, the",a movement,30,8 [6..9],60
TABLE
cat >ktab.csv <<'TABLE'
Demo,two actors,2,2
Actor,Description,Power,Pstn1,Sal1,Pstn2,Sal2
a,one,10,20,60,30,70
b,two,5,70,10,90,20
TABLE
cat >ktab.xml <<'TABLE'
<?xml version="1.0"?><Scenario><name>S</name><ModelParameters><VotingRule>Cubic</VotingRule></ModelParameters>
<Dimensions><dName>d</dName></Dimensions><Actors><Actor><name>a &amp; b</name><capability>10</capability>
<Position><dCoord>20</dCoord></Position><Salience><dSal>60</dSal></Salience></Actor><Actor><name>c</name>
<capability>5</capability><Position><dCoord>70</dCoord></Position><Salience><dSal>10</dSal></Salience></Actor></Actors>
</Scenario>
TABLE
printf '#A;x;X\n#A;y;Y\n#P;i;Issue\n#M;i;10;low\n#M;i;60;high\n#D;x;i;10;0.5;1\n#D;y;i;60;0.25;0.5\n' >equal-gain.csv
for table in own.csv ktab.csv ktab.xml equal-gain.csv; do
    works negotiate "$table" --futures 20
    works negotiate "$table" --futures 20 --model challenge --json
    works negotiate "$table" --exact --csv
    works negotiate "$table" --futures 20 --html talks.html
done

# Tables of another model, and boundaries of areas.
awk 'BEGIN { srand(1); print "a,b" >"x.csv"; print "y" >"y.csv"
    for (i = 0; i < 200; i++) { a = rand(); b = rand(); print a "," b >"x.csv"; print a + b * b >"y.csv" } }'
works discover --csv x.csv y.csv --of 'y > 1.2'
works discover --csv x.csv y.csv --of 'y > 1.2' --method cart --json
works sensitivity --csv x.csv y.csv
sed -i 's/    name: North/    name: North\n    pcode: XX01/' small/plan.yaml
echo '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"ADM1_PCODE":"XX01"},
"geometry":{"type":"Polygon","coordinates":[[[0,1],[0,2],[1,2],[1,1],[0,1]]]}}]}' >small/land.geojson
works explore small --set geometry=land.geojson --futures 8 --quiet
works report small.bh --json
finish
