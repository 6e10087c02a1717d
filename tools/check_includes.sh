#!/usr/bin/env bash
# tools/check_includes.sh: no include of ours points upward or sideways. Prints each that does; exit code 1 then.
set -u
cd "$(dirname "$0")/.."
declare -A may=(
    [base]="base" [bargain]="base bargain" [design]="base design" [store]="base store"
    [world]="base world" [plan]="base bargain world plan" [model]="base bargain world plan model"
    [engine]="base world plan model engine" [analyze]="base store design analyze"
    [explore]="base world plan engine store design explore"
    [report]="base world plan store report" [serve]="base serve" [cli]="cli" [mpi]="cli"
)
bad=0
while IFS=: read -r file line text; do
    from=${file#src/}
    from=${from%%/*}
    to=$(sed -n 's/.*#include "\([^"\/]*\)\/.*/\1/p' <<<"$text")
    [ -z "$to" ] && continue
    if ! grep -qw -- "$to" <<<"${may[$from]:-}"; then
        echo "$file:$line: $from must not include $to"
        bad=1
    fi
done < <(grep -rn '#include "' src --include='*.[ch]')
# A module of the model never includes another module's own header.
exit $bad
