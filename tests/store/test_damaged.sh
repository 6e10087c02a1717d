# Results files in which one thing is such as no program writes it. Oracle: the manual page's exit code 4 and words
# that name the file and what is wrong; never a crash, never numbers from such a file. Found damage leaves the file as
# it is.
. "$SOURCE_DIR/tests/tap.sh" || exit 1
b=$BLUEHELM
if ! command -v sqlite3 >/dev/null; then
    echo "# skip: no sqlite3 to damage files with"
    exit 0
fi
"$b" new demo >/dev/null
"$b" explore demo --futures 8 --out whole.bh --quiet
"$b" explore demo --futures 8 --summary --out sums.bh --quiet
"$b" explore demo --futures 60 --out lifted.bh --quiet
"$b" obstacles lifted.bh --quiet >/dev/null

refuses() { # refuses FILE SQL PATTERN COMMAND...: whether a command refuses the file once damaged
    local file=$1 sql=$2 pattern=$3
    shift 3
    cp "$file" d.bh
    sqlite3 d.bh "$sql" || return 1
    cp d.bh before.bh
    says 4 "^bluehelm: d.bh: .*$pattern" "$b" "$@" d.bh && cmp d.bh before.bh
}

for key in version plan_id plan_title plan currency start design days every futures replications; do
    expect "without its $key" refuses whole.bh "DELETE FROM study WHERE key = '$key'" "damaged \(no study in it\)" compare
done
while read -r key value; do
    expect "$key = $value" refuses whole.bh "UPDATE study SET value = $value WHERE key = '$key'" "damaged \(no study in it\)" compare
done <<'END'
start 'soon'
start '2025-02-30'
days 0
days -1
days 1000000
every 0
every 1000000
futures 0
futures -8
futures 1000000000000
replications 0
replications 1000000000000
jobs_done 1000
END
expect "more futures than the file has bytes for" refuses whole.bh "UPDATE study SET value = 90000000 WHERE key = 'futures'" "damaged \(too small for 270000000 futures\)" compare
while read -r column value; do
    expect "an output whose $column is $value" refuses whole.bh "UPDATE output SET $column = $value WHERE number = 1" "damaged \(output 2 is of no known group or goal\)" compare
done <<'END'
grp -1
grp 99
goal_relation -1
goal_relation 99
END
expect "a file of a program to come" refuses whole.bh "PRAGMA user_version = 99" "has schema 99" compare
expect "a database of something else" refuses whole.bh "PRAGMA application_id = 7" "not a results file of bluehelm" compare
expect "a table that is gone" refuses whole.bh "DROP TABLE option" "option" compare
expect "a future of no option" refuses whole.bh "UPDATE future SET scenario = 4000 WHERE scenario = 8 AND option = 0" "damaged" compare
expect "a future of no replication" refuses whole.bh "UPDATE future SET replication = 9 WHERE scenario = 8 AND option = 0" "damaged" compare
expect "a scenario of no future" refuses whole.bh "UPDATE scenario SET number = 4000 WHERE number = 8" "damaged \(a scenario that the study has not\)" sensitivity

# sums: each of them is bounded by another
while IFS='|' read -r table sql; do
    expect "sums: $sql" refuses sums.bh "$sql" "damaged \(table $table\)" compare
done <<'END'
counted|UPDATE counted SET option = 7 WHERE option = 2
counted|UPDATE counted SET ran = -1
counted|UPDATE counted SET ran = 9
counted|UPDATE counted SET failed = 1
summed|UPDATE summed SET option = 7 WHERE option = 2
summed|UPDATE summed SET option = -1 WHERE option = 2
summed|UPDATE summed SET output = 'nothing' WHERE output = 'cost'
summed|UPDATE summed SET output = NULL WHERE output = 'cost'
summed|UPDATE summed SET finite = 9 WHERE output = 'cost'
summed|UPDATE summed SET met = 9 WHERE output = 'food'
summed|UPDATE summed SET sum = 'many' WHERE output = 'cost'
summed|UPDATE summed SET sum = NULL WHERE output = 'cost'
summed|UPDATE summed SET squares = 'many' WHERE output = 'cost'
summed|UPDATE summed SET on_edge = 9 WHERE output = 'cost'
bin|UPDATE bin SET option = 7 WHERE option = 2
bin|UPDATE bin SET output = 'nothing' WHERE output = 'cost'
bin|UPDATE bin SET counts = NULL WHERE output = 'cost'
bin|UPDATE bin SET counts = x'01' WHERE output = 'cost'
bin|UPDATE bin SET counts = x'ffffffffffff' WHERE output = 'cost'
bin|UPDATE bin SET counts = counts || x'00' WHERE output = 'cost'
bin|UPDATE bin SET low = 3.3 WHERE output = 'cost'
difference|UPDATE difference SET option = 7 WHERE option = 2
difference|UPDATE difference SET minus = 7 WHERE option = 2
difference|UPDATE difference SET minus = option
difference|UPDATE difference SET output = 'nothing' WHERE output = 'cost'
difference|UPDATE difference SET n = 9 WHERE output = 'cost'
difference|UPDATE difference SET sum = 'many' WHERE output = 'cost'
difference|UPDATE difference SET squares = NULL WHERE output = 'cost'
END
expect "sums: fewer values in bins than there are" refuses sums.bh "DELETE FROM bin WHERE output = 'cost'" "damaged" compare
expect "sums: more on the edge than in bins" refuses sums.bh "UPDATE summed SET on_edge = 8, finite = 0 WHERE output = 'cost'; DELETE FROM bin WHERE output = 'cost'" "damaged" compare

# the journal of a search
cp -r demo levers
printf '\nlevers:\n  - {path: forces.police.recruits_per_day, range: [0, 60], title: Recruits a day}\n' >>levers/plan.yaml
search="search levers --goals cost,order --futures 4 --population 8 --evaluations 32 --threads 1 --quiet"
"$b" $search --out whole.search >/dev/null
"$b" $search --out whole.search --resume --json >whole.json
goes_wrong() { # goes_wrong CODE PATTERN SQL: how a search goes on from a journal once damaged
    cp whole.search d.search
    sqlite3 d.search "$3" || return 1
    says "$1" "^bluehelm: d.search: .*$2" "$b" $search --out d.search --resume
}
while IFS='|' read -r code pattern sql; do
    expect "journal: $sql" goes_wrong "$code" "$pattern" "$sql"
done <<'END'
4|has schema 99, this program reads up to 1|PRAGMA user_version = 99
4|is not the journal of a search|PRAGMA application_id = 7
4|damaged .generation 1 has 7 of 8|DELETE FROM candidate WHERE generation = 1 AND number = 7
4|damaged .generation 1 has 0 of 8|UPDATE candidate SET genes = x'00' WHERE generation = 1
4|damaged .generation 0 has 0 of 8|DELETE FROM candidate WHERE generation = 0
4|damaged .no such table: candidate|DROP TABLE candidate
1|holds a search with plan_hash .none., this one has|DELETE FROM search WHERE key = 'plan_hash'
1|holds a search with plan_hash 0, this one has|UPDATE search SET value = '0' WHERE key = 'plan_hash'
1|holds a search with futures 99, this one has 4|UPDATE search SET value = 99 WHERE key = 'futures'
1|holds a search with population 10, this one has 8|UPDATE search SET value = 10 WHERE key = 'population'
1|holds a search with goals x, this one has|UPDATE search SET value = 'x' WHERE key = 'goals'
1|holds a search with option x, this one has|UPDATE search SET value = 'x' WHERE key = 'option'
END
cp whole.search d.search # a candidate without a score: it is beaten by all that have one
sqlite3 d.search "UPDATE candidate SET \"goal cost\" = NULL, \"goal order\" = NULL WHERE generation = 0"
expect "journal: candidates that have no score" exits 0 "$b" $search --out d.search --resume
mkdir folder.search
expect "a folder is no journal" says 3 "folder.search: is a directory" "$b" $search --out folder.search
echo hello >words.search
expect "a file that is there is not replaced" says 1 "exists; --resume goes on with it, --overwrite replaces it" "$b" $search --out words.search
expect "nor when it is no journal" exits 4 "$b" $search --out words.search --overwrite
expect "and stays what it was" grep -qx hello words.search

# a study that goes on, from a file that another program or option began
while IFS='|' read -r pattern sql; do
    cp whole.bh d.bh
    sqlite3 d.bh "UPDATE study SET value = 'running' WHERE key = 'state'; $sql"
    expect "gone on with: $sql" says 1 "^bluehelm: d.bh: $pattern" "$b" explore demo --futures 8 --out d.bh --resume
done <<'END'
was begun by version 0.0.1, this is|UPDATE study SET value = '0.0.1' WHERE key = 'version'
holds a study of option x where this one has nothing|UPDATE option SET id = 'x' WHERE number = 0
holds a study of design sobol, this one is latin hypercube|UPDATE study SET value = 'sobol' WHERE key = 'design'
holds a study with 9 futures, this one has 8|UPDATE study SET value = 9 WHERE key = 'futures'
END

# a study of obstacles
expect "obstacles are told from a file that has them" exits 0 "$b" brief lifted.bh
while read -r sql; do
    expect "obstacles: $sql" refuses lifted.bh "$sql" "damaged \(obstacles\)" brief
done <<'END'
DELETE FROM obstacle
DELETE FROM obstacle WHERE number = 1
UPDATE obstacle SET number = 77 WHERE number = 1
DELETE FROM obstacle_study WHERE option = 1
UPDATE obstacle_study SET option = 77 WHERE option = 1
INSERT OR REPLACE INTO obstacle_step VALUES(77, 0, 0, 1, NULL)
INSERT OR REPLACE INTO obstacle_step VALUES(0, 77, 0, 1, NULL)
INSERT OR REPLACE INTO obstacle_step VALUES(0, 0, 77, 1, NULL)
INSERT OR REPLACE INTO obstacle_step VALUES(0, 0, 0, 1, 77)
END
while read -r sql; do # rows of nothing are passed over: what the others say holds
    cp lifted.bh d.bh
    "$b" brief d.bh >want.txt
    sqlite3 d.bh "$sql"
    "$b" brief d.bh >got.txt
    expect "passed over: $sql" cmp want.txt got.txt
done <<'END'
INSERT INTO obstacle_alone VALUES(77, 0, 1, 1, 1, 1, 1, '')
INSERT INTO obstacle_alone VALUES(0, 77, 1, 1, 1, 1, 1, '')
INSERT INTO obstacle_pair VALUES(77, 0, 1, 1, 1)
INSERT INTO obstacle_pair VALUES(0, 77, 1, 1, 1)
INSERT INTO obstacle_pair VALUES(0, 0, 77, 1, 1)
END
finish
