# What a study takes, foretold. Oracle: the study itself. Sizes are held to the interval that is told; times are not, since
# tests share their machine (bench/estimate.sh holds them to theirs).
. "$SOURCE_DIR/tests/tap.sh"
b=$BLUEHELM
for study in "gaza-2024 --futures 1200 --option none --option handover" "haiti-2023 --futures 300 --replications 3 --keep 40 --every 30" \
    "haiti-2023 --futures 3000 --keep 40 --every 30 --summary"; do
    plan=$SOURCE_DIR/plans/$study
    "$b" estimate --seconds 1 $plan --json >told.json
    "$b" explore $plan --quiet --out real.bh --overwrite
    expect "the size of $study" python3 - told.json real.bh <<'CODE'
import json, os, sys
told = json.load(open(sys.argv[1]))
real = os.path.getsize(sys.argv[2])
print(told["bytes"], real)
assert told["bytes"]["low"] <= real <= told["bytes"]["high"]
assert 0 < told["run_seconds"]["low"] <= told["run_seconds"]["value"] <= told["run_seconds"]["high"]
CODE
done
"$b" estimate --seconds 1 "$SOURCE_DIR/plans/haiti-2023" --futures 100000 --machines 10 --cores 20 --json >many.json
"$b" estimate --seconds 1 "$SOURCE_DIR/plans/haiti-2023" --futures 100000 --machines 1 --cores 1 --json >single.json
expect "200 cores take as many core-hours at most as one and its share of the machine, and much less time" python3 - many.json single.json <<'CODE'
import json, sys
many, single = (json.load(open(name)) for name in sys.argv[1:])
print(many, single)
assert many["futures"] == single["futures"] and many["cores"] == 20 and many["machines"] == 10
assert abs(many["core_hours"]["value"] * 3600 / 200 / many["run_seconds"]["value"] - 1) < 1e-9
assert many["run_seconds"]["value"] < single["run_seconds"]["value"] / 20
assert abs(many["bytes"]["value"] / single["bytes"]["value"] - 1) < 0.03
CODE
expect "for people it is a table" sh -c "'$b' estimate --seconds 1 '$SOURCE_DIR/plans/haiti-2023' --futures 500 | grep -q 'core-hours'"
expect "an option that is not there" says 1 "nobody" "$b" estimate --seconds 1 "$SOURCE_DIR/plans/haiti-2023" --option nobody
expect "no futures" says 1 "futures is 0" "$b" estimate --seconds 1 "$SOURCE_DIR/plans/haiti-2023" --futures 0
expect "a folder that is not there" says 3 "no sample can be written there" "$b" estimate --seconds 1 "$SOURCE_DIR/plans/haiti-2023" --out nowhere/x.bh
"$b" estimate --seconds 1 "$SOURCE_DIR/plans/haiti-2023" --cores 1 >/dev/null 2>&1 &
pid=$!
sleep 0.5
kill -INT $pid 2>/dev/null
wait $pid
expect "samples are removed, also after an interruption" test -z "$(ls -A | grep bluehelm-estimate)"
finish
