# What is different on a terminal: bold words, lines of progress. Oracle: the manual page's NO_COLOR; control sequences of
# ECMA-48.
. "$SOURCE_DIR/tests/tap.sh" || exit 1
b=$BLUEHELM
if ! script -qec true /dev/null >/dev/null 2>&1; then
    echo "# skip: no script(1) to make a terminal with"
    exit 0
fi
bold=$(printf '\033\\[1m')
on_terminal() { # on_terminal COMMAND: what the command writes when standard output and error are one
    script -qec "$1" /dev/null </dev/null | tr -d '\r'
}
unset NO_COLOR
export TERM=xterm
"$b" new demo >/dev/null
"$b" explore demo --futures 40 --out demo.bh --quiet
on_terminal "'$b' discover demo.bh" >shown.txt
expect "names are bold on a terminal" grep -q "$bold" shown.txt
NO_COLOR=1 on_terminal "'$b' discover demo.bh" >plain.txt
expect "not with NO_COLOR" sh -c "! grep -q '$bold' plain.txt"
NO_COLOR='' on_terminal "'$b' discover demo.bh" >shown.txt
expect "an empty NO_COLOR says nothing" grep -q "$bold" shown.txt
"$b" discover demo.bh >file.txt
expect "nor in a file" sh -c "! grep -q '$bold' file.txt"
sed 's/\x1b\[[0-9;]*m//g' shown.txt >stripped.txt
expect "bold words break lines where plain ones do" cmp stripped.txt file.txt
on_terminal "'$b' explore demo --futures 20000 --out long.bh --threads 1" >progress.txt
expect "explore draws a line of progress" grep -q '%' progress.txt
expect "and wipes it" grep -q "$(printf '\033\\[K')" progress.txt
on_terminal "'$b' explore demo --futures 2000 --out quiet.bh --quiet" >quiet.txt
expect "--quiet draws none" test ! -s quiet.txt
cp -r demo levers
printf '\nlevers:\n  - {path: forces.police.recruits_per_day, range: [0, 60], title: Recruits a day}\n' >>levers/plan.yaml
on_terminal "'$b' search levers --goals cost,order --futures 20 --evaluations 400 --out s.bhs --threads 1" >search.txt
expect "search draws one too" grep -q "$(printf '\033\\[K')" search.txt
on_terminal "'$b' obstacles demo --futures 400 --threads 1" >obstacles.txt
expect "and obstacles" grep -q "$(printf '\033\\[K')" obstacles.txt
finish
