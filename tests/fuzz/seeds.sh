# tests/fuzz/seeds.sh PROGRAM SOURCE FOLDER: makes the fuzzers' first inputs, from the shipped plans.
set -eu
program=$(realpath "$1")
source=$2
folder=$(realpath -m "$3")
mkdir -p "$folder"/{plan,expression,csv,table,results,arguments,geometry,tree}

# plans, as written, as printed, and cut into their sections
for plan in "$source"/plans/*/plan.yaml "$source"/tests/reference/everything.yaml "$source"/validation/*.yaml; do
    name=$(basename "$(dirname "$plan")")_$(basename "$plan" .yaml)
    cp "$plan" "$folder/plan/$name"
    "$program" plan show "$plan" >"$folder/plan/${name}_canonical" 2>/dev/null || true
    csplit -qz -f "$folder/plan/${name}_part" "$plan" '/^[a-z_]*:/' '{*}'
done
(cd "$folder/plan" && "$program" new seed --out seed_folder >/dev/null && mv seed_folder/plan.yaml template && rmdir seed_folder)

# plans as read: small ones, so that a change strikes something
for plan in "$source"/{plans/haiti-2023/plan,tests/reference/everything,tests/report/one}.yaml \
    "$source"/validation/*.yaml "$folder/plan/template"; do
    "$(dirname "$program")/engine_answers" tree "$plan" >"$folder/tree/$(tr / _ <<<"${plan#"$source"/}")"
done

# boundaries
cp "$source"/tests/fuzz/regressions/geometry/* "$folder/geometry"
features() { printf '{"type":"FeatureCollection","features":[%s]}' "$(IFS=, && echo "$*")"; }
feature() { printf '{"type":"Feature","properties":{"%s":"%s"},"geometry":{"type":"%s","coordinates":%s}}' "$@"; }
square='[[0,0],[2,0],[2,2],[0,2],[0,0]]' hole='[[0.5,0.5],[0.5,1],[1,1],[1,0.5],[0.5,0.5]]'
beside='[[2,0],[4,0],[4,2],[2,2],[2,0]]' speck='[[9,9],[9.00001,9],[9,9.00001],[9,9]]'
winding=$(awk 'BEGIN { for (i = 0; i < 60; i++) printf "[%g,%g],", i / 20, 2 + (i * i % 7) / 50 }')
features "$(feature pcode N1 Polygon "[$square,$hole]")" "$(feature pcode S1 Polygon "[$beside]")" >"$folder/geometry/hole"
features "$(feature ADM2_PCODE N1 MultiPolygon "[[$square],[$speck]]")" "$(feature ADM2_PCODE X Point '[1,2]')" >"$folder/geometry/several"
features "$(feature shapeISO N1 Polygon "[$square]")" "$(feature shapeISO N1 Polygon "[$beside]")" >"$folder/geometry/one_area_twice"
features "$(feature id N1 Polygon "[$speck]")" "$(feature id S1 Polygon "[$square]")" >"$folder/geometry/too_small"
features "$(feature pcode N1 Polygon "[[${winding}[3,9],[0,9],[0,2]]]")" \
    "$(feature pcode S1 Polygon "[[${winding}[3,0],[0,0],[0,2]]]")" >"$folder/geometry/shared_border"
for type in Point LineString MultiPoint GeometryCollection; do
    features "$(feature pcode N1 $type '[[0,0],[1,1]]')" >"$folder/geometry/$type"
done

# expressions: what stands behind the keys that hold one
grep -hoE '(when|given|value|withdraws_when|until): [^#{]+' "$folder"/plan/* | sed 's/^[a-z_]*: //' | sort -u |
    split -l 1 -a 4 - "$folder/expression/"

# matrices and tables of actors
printf 'a,b,c\n1,2,x\n3,nan,"y, ""z"""\n' >"$folder/csv/small"
printf '\xef\xbb\xbfx,y\r\n1e3,-inf\r\n,0.5\r\n' >"$folder/csv/marked"
printf 'actor,description,capability,delay [4..10],delay salience\na,"first, one",8,4,80\nb,,8,5..7,40\n' >"$folder/table/ours"
printf 'name,capability,x,x_low,x_high,s\na,1,50,40,70,0.5\nb,2,10,,,0.9\n' >"$folder/table/bounds"
printf 'Demo,two actors,2,2\nActor,Description,Power,Pstn1,Sal1,Pstn2,Sal2\na,one,10,20,60,30,70\nb,two,5,70,10,90,20\n' >"$folder/table/ktab"
printf '#O;Talks;;\n#A;x;X;\n#A;y;Y;\n#P;i;Issue one;\n#M;i;10;low;\n#M;i;60;high;\n#D;x;i;10;0.5;1\n#D;y;i;60;0.25;0.5\n#/;a remark\n' >"$folder/table/gain"
cat >"$folder/table/xml" <<'XML'
<?xml version="1.0"?><Scenario><name>S</name><ModelParameters><VotingRule>Cubic</VotingRule></ModelParameters>
<Dimensions><dName>d1</dName></Dimensions><Actors>
<Actor><name>a</name><description>A</description><capability>10</capability><Position><dCoord>20</dCoord></Position><Salience><dSal>60</dSal></Salience></Actor>
<Actor><name>b</name><description>B</description><capability>5</capability><Position><dCoord>70</dCoord></Position><Salience><dSal>10</dSal></Salience></Actor>
</Actors><IdealAdjustment><iaPair><adjustingIdeal>a</adjustingIdeal><referencePos>b</referencePos><adjust>0.2</adjust></iaPair></IdealAdjustment></Scenario>
XML

# and how a table is bargained over: each word of each option, some options together
actors='name,capability,x,x_low,x_high,s\na,1,50,40,70,0.5\nb,2,10,,,0.9\nc,4,90,80,90,0.7\n'
while read -r option words; do
    for word in $words; do
        printf "$option=$word\n$actors" >"$folder/table/${option:1}_$word"
    done
done <<'OPTIONS'
!VictoryProbModel Linear Square Quartic Octic Binary
!PCEModel Conditional MarkovIncentive MarkovUniform
!StateTransitions Deterministic Stochastic
!VotingRule Prop PropBin Binary PropCbc Cubic ASymProsp
!BigRAdjust OneThird None Half TwoThirds Full
!BigRRange Mid Min Max
!ThirdPartyCommit SemiCommit NoCommit FullCommit Affinity
!InterVecBrgn S2P2 S1P1 S2PMax
!BargnModel InitOnlyInterp InitRcvrInterp PWCompInterp
!Compat None KTAB
?Form Table2 Literal Standoff
?Q 0 0.5 1
>x 50
OPTIONS
printf '!Compat=KTAB\n!BargnModel=PWCompInterp\n!PCEModel=MarkovIncentive\n?Form=Literal\n?Q=0.3\n'"$actors" >"$folder/table/together"

# changes of a results file, of rows and of a summary: one for every command that reads it, in bytes and in cells
for reader in 0 1 2 3 4 5 6 7; do
    printf "\\x00\\x0$reader" >"$folder/results/cells_$reader"
    printf "\\x02\\x0$reader" >"$folder/results/sums_$reader"
    printf "\\x02\\x0$reader\\x00\\x01\\x01\\x02\\xff\\x00\\x00\\x00\\x00\\x00\\x00\\x00" >"$folder/results/sum_$reader"
    printf "\\x00\\x0$reader\\x00\\x01\\x01\\x02\\xff\\x00\\x00\\x00\\x00\\x00\\x00\\x00" >"$folder/results/cell_$reader"
    printf "\\x01\\x0$reader\\x00\\x00\\x10\\x10\\xff\\x00\\x00\\x00\\x00\\x00\\x00\\x00" >"$folder/results/byte_$reader"
done
RANDOM=1 # so that every run begins with the same ones
for seed in $(seq 400); do
    for _ in $(seq $((2 + 12 * (1 + seed % 4)))); do
        printf "\\x$(printf %02x $((RANDOM % 256)))"
    done >"$folder/results/random_$seed"
done

# command lines, one argument a line
n=0
while read -r line; do
    n=$((n + 1))
    tr ' ' '\n' <<<"$line" >"$folder/arguments/$n"
done <<'LINES'
check p.yaml --strict
new q --out r
plan show p.yaml --json --set areas.north.residents=5
run p.yaml --option police --seed 3 --json
trace p.yaml --scenario 7
explore p.yaml --futures 64 --out s.bh --resume --quiet --threads 1
explore p.yaml --futures 64 --design lhs --out s.bh --overwrite --threads 1
compare r.bh --baseline police --json
report r.bh --out r.html
brief r.bh
obstacles r.bh --threads 1 --tested 9 --json
discover r.bh --of success --method cart
discover x.csv x.csv --of b
sensitivity r.bh --measure cost --csv
robust r.bh --measure cost --json
diff p.yaml p.yaml --futures 64 --json
search --plan p.yaml --goals success,cost --futures 8 --population 8 --evaluations 16 --out j.search
negotiate t.csv --model challenge --set QExponent=2 --draws 10 --json
negotiate t.csv --at-least 50 --html n.html
leverage p.yaml --condition ceasefire --futures 8
--help
--version
LINES
