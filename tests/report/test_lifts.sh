# The settings a page gives for an obstacle do what lifting it does. Oracle: `bluehelm obstacles`, future by future.
. "$SOURCE_DIR/tests/tap.sh"
b=$BLUEHELM
if ! command -v python3 >/dev/null; then
    echo "# skip: no python3 to read JSON"
    finish
fi
"$b" new demo >/dev/null
# Lifts of every kind: numbers of each kind, conditions, sponsors, parties, a range; and an option that sets one itself.
python3 - <<'END'
text = open("demo/plan.yaml").read()
text = text.replace("obstacles:\n", """obstacles:
  many_kinds:
    title: Numbers of every kind
    lift: {set: {forces.police.target: 9000, forces.police.pay: 123.45 USD, forces.police.vetting: 10 days, hostilities.ends: 2025-01-20, areas.north.services: 81.3 %}}
  no_money:
    title: Money ends
    lift: {sponsor: [donors]}
  closed:
    title: A party waits
    lift: {party: opposition}
  in_one_option:
    title: One option sets it itself
    lift: {set: {areas.south.services: 0.9}}
""").replace("    forces: [police]\n", "    forces: [police]\n    set: {areas.south.services: 0.5}\n")
open("kinds.yaml", "w").write(text)
END
for plan in "$SOURCE_DIR/plans/gaza-2024" "$SOURCE_DIR/plans/haiti-2023" kinds.yaml; do
    name=$(basename "$plan" .yaml)
    "$b" explore "$plan" --futures 20 --quiet --out "$name.bh" >/dev/null 2>&1
    "$b" report "$name.bh" --json >"$name.json"
    expect "lifting by settings is lifting: $name" python3 "$SOURCE_DIR/tests/report/document.py" lifts "$b" "$plan" "$name.json" 96
done
expect "an option that sets the number itself is named" grep -q '"id":"in_one_option"[^}]*"fixed_in":\["local"\]' kinds.json
finish
