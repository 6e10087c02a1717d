#!/usr/bin/env bash
# validation/run.sh: makes the tables of README.md again. Wants the release build and sqlite3.
set -euo pipefail
cd "$(dirname "$0")"
bluehelm=${BLUEHELM:-../build/release/bluehelm}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

run() { # run PLAN NAME FUTURES ARGUMENTS...: explores into $folder/NAME.bh
    local plan=$1 name=$2 futures=$3
    shift 3
    "$bluehelm" explore "$plan.yaml" --futures "$futures" --keep 1 --quiet --out "$folder/$name.bh" "$@"
}

# quantile FILE OPTION COLUMN P: of a measure over futures, by rank; "never" when infinite
quantile() {
    sqlite3 "$folder/$1.bh" "SELECT \"$3\" FROM future WHERE option = $2 ORDER BY \"$3\"
        LIMIT 1 OFFSET (SELECT CAST($4 * (COUNT(*) - 1) AS INTEGER) FROM future WHERE option = $2)"
}

echo '## Deployment of a contributed force'
echo
echo '| Type of operation | Share of the ceiling | Model, months: 5 %, median, 95 % | Observed, months: least to most | Median inside |'
echo '|---|---|---|---|---|'
run deployment deployment 2000
row() { # row OPTION TITLE PERCENT LEAST MOST
    local low middle high
    low=$(quantile deployment "$1" "to_$3" 0.05)
    middle=$(quantile deployment "$1" "to_$3" 0.5)
    high=$(quantile deployment "$1" "to_$3" 0.95)
    awk -v t="$2" -v p="$3" -v l="$low" -v m="$middle" -v h="$high" -v a="$4" -v b="$5" 'BEGIN{
        d = 30.4375; printf "| %s | %d %% | %.1f, %.1f, %.1f | %g to %g | %s |\n", t, p, l / d, m / d, h / d, a, b,
        (m / d >= a && m / d <= b) ? "yes" : "no"}'
}
row 0 'Lead nation next door or in place' 50 0.4 1
row 0 'Lead nation next door or in place' 75 1.5 1.8
row 0 'Lead nation next door or in place' 90 2 3
row 1 'Troops already there' 50 1 4
row 1 'Troops already there' 75 1 5
row 1 'Troops already there' 90 1 6
row 2 'New force with consent' 50 3 10
row 2 'New force with consent' 75 5 13
row 2 'New force with consent' 90 6 34
row 3 'Contested or obstructed' 50 8 33
row 3 'Contested or obstructed' 75 14 38
row 3 'Contested or obstructed' 90 24 43

echo
echo '## Training of a local force'
echo
echo '| Programme | Model, graduates a month | Closed form | Observed |'
echo '|---|---|---|---|'
run training training 500
graduates() { # graduates OPTION TITLE SEATS DAYS OBSERVED
    awk -v t="$2" -v n="$(quantile training "$1" graduates 0.5)" -v s="$3" -v d="$4" -v o="$5" 'BEGIN{
        printf "| %s | %.0f | %.0f | %s |\n", t, n / 37, s * 0.93 * 30.4375 / d, o}'
}
graduates 0 'Small: 430 places, 122 days' 430 122 '95 (3 500 in 37 months)'
graduates 1 'Large: 2 400 places, 56 days' 2400 56 '1 100 (41 000 in 37 months)'

echo
echo '## War again after a ceasefire'
echo
echo '| Years | Force | Model, favourable end | Model, defaults | Model, unfavourable end | Fortna data, 1989 on | Inside |'
echo '|---|---|---|---|---|---|---|'
run relapse good 4000 --set hostilities.relapse_base=0.02 --set issues.future.status_quo=90 --set hostilities.relapse_protection=0.8
run relapse plain 4000
run relapse bad 4000 --set hostilities.relapse_base=0.2 --set issues.future.status_quo=0 --set hostilities.relapse_protection=0.2 --set hostilities.k_grievance=2
share() { # share FILE OPTION YEARS
    sqlite3 "$folder/$1.bh" "SELECT AVG(again <= $3 * 365.25) FROM future WHERE option = $2"
}
relapse() { # relapse OPTION FORCE YEARS OBSERVED
    awk -v y="$3" -v f="$2" -v g="$(share good "$1" "$3")" -v p="$(share plain "$1" "$3")" \
        -v b="$(share bad "$1" "$3")" -v o="$4" 'BEGIN{
        printf "| %d | %s | %.0f %% | %.0f %% | %.0f %% | %.1f %% | %s |\n", y, f, 100 * g, 100 * p, 100 * b, 100 * o,
        (o >= g && o <= b) ? "yes" : "no"}'
}
relapse 0 no 1 0.387
relapse 0 no 2 0.452
relapse 0 no 5 0.613
relapse 0 no 10 0.670
relapse 1 yes 1 0.206
relapse 1 yes 2 0.324
relapse 1 yes 5 0.441
relapse 1 yes 10 0.441
