# `bluehelm serve` from outside. Oracles: the rules of docs/serve.md; `explore` with the same settings, byte for
# byte; `compare --json` of the same file.
. "$SOURCE_DIR/tests/tap.sh"
command -v curl >/dev/null || { echo "# skip: curl is not installed, so nothing asks the server"; exit 0; }
server=
trap '[ -z "$server" ] || kill -9 "$server" 2>/dev/null; rm -rf "$folder"' EXIT
"$BLUEHELM" new small >/dev/null || exit 1

start() { # start ARGUMENTS...: a server; its address in $url, its token in $token
    "$BLUEHELM" serve --quiet "$@" >serve.out 2>serve.err &
    server=$!
    for _ in $(seq 200); do
        url=$(grep -o 'http://[^"]*/' serve.out | head -1) # of the line, or of the JSON
        [ -n "$url" ] && break
        kill -0 "$server" 2>/dev/null || return 1
        sleep 0.05
    done
    token=$(curl -s "$url" | grep -o '"token":"[0-9a-f]*"' | head -1 | cut -d'"' -f4)
    [ -n "$token" ]
}
stop() { # stop SIGNAL: whether the server ends with exit code 0 within three seconds
    kill -"$1" "$server"
    local code=1
    for _ in $(seq 60); do
        kill -0 "$server" 2>/dev/null || break
        sleep 0.05
    done
    kill -0 "$server" 2>/dev/null || { wait "$server"; code=$?; }
    server=
    return $code
}
status() { curl -s -m 20 -o status.out -w '%{http_code}' "$@"; }
gives() { # gives STATUS CURL-ARGUMENTS...
    local wanted=$1 found
    shift
    found=$(status "$@")
    [ "$found" = "$wanted" ] || { echo "status $found, wanted $wanted: $*"; head -c 400 status.out; return 1; }
}
refuses() { gives "$@" && grep -q '"error"' status.out && grep -q "\"status\": $1" status.out; }
with_token() { local wanted=$1; shift; gives "$wanted" -H "X-Bluehelm-Token: $token" "$@"; }
body_has() { grep -qF -- "$1" status.out || { echo "no '$1' in:"; head -c 600 status.out; return 1; }; }
run_ends() { # run_ends NAME STATE
    for _ in $(seq 400); do
        curl -s "${url}api/runs" | grep -q "\"variant\":\"$1\",\"state\":\"$2\"" && return 0
        sleep 0.05
    done
    curl -s "${url}api/runs"
    return 1
}

expect "a plan is explored and served" start small --futures 128
expect "on this machine alone: 127.0.0.1" grep -qE '^http://127\.0\.0\.1:[0-9]+/$' serve.out
expect "the results are those of explore" sh -c "'$BLUEHELM' explore small --futures 128 --out same.bh --quiet && cmp same.bh small.bh"
port=${url##*:}
port=${port%/}
listens() { python3 - "$port" <<'EOF'
import sys
port = "%04X" % int(sys.argv[1])
local = [line.split()[1] for line in open("/proc/net/tcp").readlines()[1:] if line.split()[3] == "0A"]
sys.exit(0 if [a for a in local if a.endswith(":" + port)] == ["0100007F:" + port] else 1)
EOF
}
if command -v python3 >/dev/null && [ -r /proc/net/tcp ]; then
    expect "nothing listens on another address" listens
fi

# the page, and what its head says
expect "the page is there" gives 200 "$url" -D head.out
expect "it is HTML with its document" sh -c "grep -q '<script type=\"application/json\" id=\"document\">{\"serve\":{' status.out"
expect "it may talk to its server" grep -q "connect-src 'self'" status.out
for header in 'X-Content-Type-Options: nosniff' 'X-Frame-Options: DENY' 'Referrer-Policy: no-referrer' \
    "Content-Security-Policy: frame-ancestors 'none'" 'Cross-Origin-Resource-Policy: same-origin' \
    'Cache-Control: no-store'; do
    expect "its head says $header" grep -qF "$header" head.out
done
expect "HEAD has no body" sh -c "curl -sI '$url' | grep -q '200 OK'"

# who is not let in
expect "another host's name is refused" refuses 403 "$url" -H 'Host: evil.example'
expect "a name that begins like ours is refused" refuses 403 "$url" -H "Host: localhost.evil.example:$port"
expect "localhost is us" gives 200 "$url" -H "Host: localhost:$port"
expect "another origin is refused" refuses 403 "${url}api/runs" -H 'Origin: http://evil.example'
expect "an origin that is none is refused" refuses 403 "${url}api/runs" -H 'Origin: null'
expect "another port of this machine is refused" refuses 403 "${url}api/runs" -H 'Origin: http://127.0.0.1:1'
expect "a cross-site request is refused" refuses 403 "${url}api/runs" -H 'Sec-Fetch-Site: cross-site'
expect "a same-site request is refused" refuses 403 "${url}api/runs" -H 'Sec-Fetch-Site: same-site'
expect "what changes something needs the token" refuses 403 -X PUT --data 'a=1' "${url}api/variants/x"
expect "a wrong token is none" refuses 403 -X POST -H 'X-Bluehelm-Token: 00' "${url}api/variants/base/run"
expect "unknown methods are refused" refuses 405 -X OPTIONS "$url"
expect "TRACE is refused" refuses 405 -X TRACE "$url"
expect "a path takes its own methods only" refuses 405 -X POST "$url"
expect "unknown paths are told" refuses 404 "${url}api/nothing"
expect "no path leaves the server: dots" refuses 404 --path-as-is "${url}../../etc/passwd"
expect "no path leaves the server: a variant's name" refuses 400 --path-as-is "${url}variants/..%2f..%2fetc%2fpasswd"
expect "no path leaves the server: a name of dots" refuses 400 --path-as-is "${url}api/variants/../comparison"
expect "a NUL in a name is refused" refuses 400 "${url}variants/base%00"
head -c 70000 /dev/zero | tr '\0' 'a' >big
expect "a body too large is refused" with_token 413 -X PUT --data-binary @big "${url}api/variants/x"
expect "so is one that does not say its length" with_token 413 -X PUT -H 'Transfer-Encoding: chunked' --data-binary @big "${url}api/variants/x"
long=$(head -c 40000 /dev/zero | tr '\0' 'a')
expect "a head too large is refused" sh -c "case \$(curl -s -o /dev/null -w '%{http_code}' '$url?$long') in 4*) ;; *) exit 1;; esac"

# variants
lever=security.kappa
expect "a variant is saved" with_token 201 -X PUT --data-binary "$lever=0.05" "${url}api/variants/low"
expect "as a small file of its own" sh -c "[ \"\$(cat small.variants/low.set)\" = '$lever=0.05' ]"
expect "saving it again replaces it" with_token 200 -X PUT --data-binary "$lever=0.04" "${url}api/variants/low"
expect "it is in the list, after the base" sh -c "curl -s '${url}api/variants' | grep '\"name\"' | tr -d ' \n' | grep -qF '\"name\":\"base\",\"name\":\"low\",'"
expect "settings that do not fit are refused" with_token 422 -X PUT --data-binary "nowhere.at=1" "${url}api/variants/wrong"
expect "with the words of the plan reader" body_has "set: no number at path 'nowhere.at'"
expect "and the place in the file" body_has '"line":'
expect "and are not kept" test ! -e small.variants/wrong.set
expect "a line that is no setting is refused" with_token 422 -X PUT --data-binary "nothing" "${url}api/variants/wrong"
expect "the base cannot be changed" with_token 409 -X PUT --data-binary "$lever=1" "${url}api/variants/base"
expect "names are checked" with_token 400 -X PUT --data-binary "$lever=1" "${url}api/variants/Low"
expect "settings can be checked" with_token 200 --data-binary "$lever=0.05" "${url}api/check"
expect "and are found sound" body_has '"sound": true'
expect "nothing is told of a variant that was not run" refuses 404 "${url}api/variants/low/comparison"
expect "nor of one that is not there" refuses 404 "${url}api/variants/none/comparison"

# runs
curl -sN -m 60 "${url}api/events" >events.out &
events=$!
expect "a variant is run in the background" with_token 202 -X POST "${url}api/variants/low/run?futures=192"
expect "to its end" run_ends low done
expect "the stream told of it" sh -c "for i in \$(seq 40); do grep -q '\"variant\":\"low\",\"state\":\"done\"' events.out && exit 0; sleep 0.05; done; exit 1"
expect "and of its progress" grep -qE '"state":"running","futures":192,"done":[1-9]' events.out
expect "every event is one line of JSON behind data:" sh -c "! grep -vE '^(data: \{\"runs\":\[.*\]\}|:|)\$' events.out | grep ."
kill $events 2>/dev/null
expect "its results are those of explore --set, byte for byte" sh -c "'$BLUEHELM' explore small --futures 192 --set $lever=0.04 --out set.bh --quiet && cmp set.bh small.variants/low.bh"
expect "its comparison is that of compare --json" sh -c "curl -s '${url}api/variants/low/comparison' >one; '$BLUEHELM' compare small.variants/low.bh --json >two; cmp one two"
expect "the base's is that of its file" sh -c "curl -s '${url}api/variants/base/comparison' >one; '$BLUEHELM' compare small.bh --json >two; cmp one two"
expect "it has a page" gives 200 "${url}variants/low"
expect "that says whose it is" body_has '"serve":{"variant":"low"'
expect "futures are checked" with_token 422 -X POST "${url}api/variants/low/run?futures=0"
expect "and limited" with_token 422 -X POST "${url}api/variants/low/run?futures=100001"
with_token 201 -X PUT --data-binary "$lever=0.03" "${url}api/variants/long" || true
expect "a long run can be begun" with_token 202 -X POST "${url}api/variants/long/run?futures=100000"
expect "not twice" with_token 409 -X POST "${url}api/variants/long/run?futures=100"
expect "its variant cannot be deleted then" with_token 409 -X DELETE "${url}api/variants/long"
expect "nor changed" with_token 409 -X PUT --data-binary "$lever=1" "${url}api/variants/long"
for name in q1 q2 q3 q4 q5; do
    with_token 201 -X PUT --data-binary "$lever=0.02" "${url}api/variants/$name" >/dev/null
    [ $name = q5 ] || with_token 202 -X POST "${url}api/variants/$name/run?futures=64" >/dev/null
done
expect "a line of more than four is refused" with_token 429 -X POST "${url}api/variants/q5/run"
expect "a run is stopped" with_token 202 -X DELETE "${url}api/variants/long/run"
expect "and says so" run_ends long stopped
expect "those behind it follow" run_ends q4 done
expect "what is not run cannot be stopped" with_token 404 -X DELETE "${url}api/variants/long/run"
expect "a variant is deleted" with_token 204 -X DELETE "${url}api/variants/q4"
expect "with its results" sh -c "! ls small.variants | grep -q '^q4'"

# many pages
many_listen() {
    local i
    for i in $(seq 30); do
        curl -sN -m 2 -o /dev/null -w '%{http_code}\n' "${url}api/events" &
    done >codes
    wait $(jobs -p | grep -v "^$server$")
    [ "$(grep -c 503 codes)" = 6 ] && [ "$(grep -c 200 codes)" = 24 ]
}
expect "of thirty pages twenty-four may listen" many_listen
others_may() { # a page that is gone is noticed within some seconds
    local i
    for i in $(seq 40); do
        [ "$(status -I "${url}api/events")" = 200 ] && return 0
        sleep 0.25
    done
    return 1
}
expect "and when they are gone others may" others_may

# an edited plan
cp small/plan.yaml before.yaml
sed -i 's/^  seed: .*/  seed: 77/' small/plan.yaml
grep -q 'seed: 77' small/plan.yaml || sed -i 's/^  start:/  seed: 77\n  start:/' small/plan.yaml
with_token 202 -X POST "${url}api/variants/q3/run?futures=65" || true
expect "a plan that was edited meanwhile is noticed" run_ends q3 failed
expect "and the reason told" sh -c "curl -s '${url}api/runs' | grep -q 'the plan is not the one that small.bh holds results of'"
cp before.yaml small/plan.yaml

# two hundred bad requests
bad_requests() {
    local i
    for i in $(seq 50); do
        printf 'GET / HTTP/1.1\r\nHost: %s\r\n\r\n' "$(head -c 8 /dev/urandom | od -An -tx1 | tr -d ' ')"
        printf 'PUT /api/variants/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n'
        head -c 300 /dev/urandom
        printf 'POST /api/variants/low/run?futures=%%zz HTTP/9.9\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'
    done >bad.all
    split -n 200 bad.all bad.part.
    for i in bad.part.*; do
        timeout 2 bash -c "exec 3<>/dev/tcp/127.0.0.1/$port; cat '$i' >&3; exec 3>&-" 2>/dev/null
    done
    rm -f bad.part.*
    kill -0 "$server"
}
expect "two hundred bad requests do not end it" bad_requests
expect "and it still answers" gives 200 "${url}api/runs"

# ends
"$BLUEHELM" new wide >/dev/null
printf '\nlevers:\n  - {path: forces.police.recruits_per_day, range: [0, 60], title: Recruits a day}\n' >>wide/plan.yaml
printf 'areas.north.fighters\n1500\n3000\n' >own.csv
for design in saltelli morris factorial; do
    "$BLUEHELM" explore wide --futures 20 --design $design --out placed.bh --overwrite --quiet
    expect "scenarios of design $design are not draws" says 1 "are not draws from the plan's ranges; serve a study of design lhs, mc, nested, even or sobol" timeout 20 "$BLUEHELM" serve placed.bh --quiet
done
"$BLUEHELM" explore wide --design own.csv --out placed.bh --overwrite --quiet
expect "nor are those of a table, which a file does not hold" says 1 "its scenarios came from a table, which it does not hold" timeout 20 "$BLUEHELM" serve placed.bh --quiet
"$BLUEHELM" explore wide --futures 20 --out placed.bh --overwrite --quiet
sqlite3 placed.bh "UPDATE study SET value = 'running' WHERE key = 'state'" 2>/dev/null &&
    expect "a study that is not complete is not served" says 1 "not complete; go on with explore --resume" timeout 20 "$BLUEHELM" serve placed.bh --quiet
expect "a plan with errors" exits 1 timeout 20 "$BLUEHELM" serve wide --set areas.north.fighters=-1 --out never.bh --quiet
expect "leaves nothing" test ! -e never.bh
expect "a port in use is told" says 3 'Address already in use' "$BLUEHELM" serve small --port "$port" --quiet
expect "an address that is none is told" says 1 'not a numeric address' "$BLUEHELM" serve small --address localhost --quiet
expect "a port that is none is told" says 2 'must be 0 to 65535' "$BLUEHELM" serve small --port 70000
with_token 202 -X POST "${url}api/variants/long/run?futures=100000" || true
curl -sN -m 60 "${url}api/events" >/dev/null &
sleep 0.5
expect "SIGTERM ends it at once, a study and a stream under way" stop TERM
expect "the study can be gone on with" sh -c "'$BLUEHELM' compare small.variants/long.bh 2>/dev/null | grep -q 'NOT COMPLETE'"
expect "nothing half-written is left" sh -c "! ls small.variants | grep -vE '^[a-z0-9]+\.(set|bh|bh-wal|bh-shm)\$'"
start small || true
expect "started again, it finds the results and the variants" sh -c "curl -s '${url}api/variants' | grep -q '\"low\"'"
expect "SIGINT ends it too" stop INT
expect "other results in the way are not overwritten" says 1 'holds another number of futures' "$BLUEHELM" serve small --futures 64 --quiet
start same.bh --json || true
expect "a results file is served by itself" with_token 201 -X PUT --data-binary "$lever=0.04" "${url}api/variants/low"
with_token 202 -X POST "${url}api/variants/low/run?futures=192" || true
expect "and its plan run with a variant's settings" run_ends low done
expect "to the same futures" sh -c "'$BLUEHELM' compare same.variants/low.bh --json >one; '$BLUEHELM' compare set.bh --json >two; cmp one two"
expect "it stops" stop TERM
cp same.bh file.bh && touch file.variants
start file.bh
expect "a folder that cannot be written is told" with_token 500 -X PUT --data-binary "$lever=0.04" "${url}api/variants/low"
expect "by its name" body_has "file.variants"
stop TERM
"$BLUEHELM" explore small --design morris --futures 64 --out morris.bh --quiet >/dev/null 2>&1
expect "a study whose scenarios are no draws is not served" says 1 'are not draws from' "$BLUEHELM" serve morris.bh --quiet
finish
