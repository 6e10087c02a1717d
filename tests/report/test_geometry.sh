# Boundaries of areas from GeoJSON. Oracles: shapes written by hand; RFC 7946; messages name file and place.
. "$SOURCE_DIR/tests/tap.sh"
b=$BLUEHELM
"$b" new land >/dev/null
sed -i 's/    name: North/    name: North\n    pcode: XX01/; s/    name: South/    name: South\n    pcode: XX02/' land/plan.yaml
north='[[[0,1],[0,2],[1,2],[1,1],[0.5,1.2],[0,1]]]' # clockwise; shares its southern border
south='[[[0,0],[1,0],[1,1],[0.5,1.2],[0,1],[0,0]],[[0.4,0.4],[0.6,0.4],[0.6,0.6],[0.4,0.6],[0.4,0.4]]]'
feature() { # feature CODE TYPE COORDINATES [KEY]
    printf '{"type":"Feature","properties":{"name":"x","%s":"%s"},"geometry":{"type":"%s","coordinates":%s}}' "${4:-ADM1_PCODE}" "$1" "$2" "$3"
}
collect() { # collect NAME FEATURE...
    local IFS=,
    printf '{"type":"FeatureCollection",\n"features":[%s]}\n' "${*:2}" >"land/$1.geojson"
}
check() { # check GEOMETRY: what `check` says of the plan with it
    "$b" check land --set "geometry=$1" 2>&1
}
refuses() { # refuses PATTERN GEOMETRY
    local said
    said=$(check "$2") && { echo "accepted"; return 1; }
    grep -qE -- "$1" <<<"$said" || { echo "no '$1' in: $said"; return 1; }
}

collect good "$(feature XX01 Polygon "$north")" "$(feature XX02 MultiPolygon "[$south]")" "$(feature ZZ99 Polygon "$north")"
expect "a file of boundaries" sh -c "'$b' check land --set geometry=good.geojson"
expect "features of no area are said" sh -c "'$b' check land --set geometry=good.geojson 2>&1 | grep -q '1 of its features belong to no area'"
collect half "$(feature XX01 Polygon "$north")"
expect "areas without a feature are said" sh -c "'$b' check land --set geometry=half.geojson 2>&1 | grep -q 'no feature of south (XX02)'"
collect named "$(feature XX01 Polygon "$north" code)"
expect "an unusual property is asked for" refuses 'no feature has the pcode .* properties are name, code' named.geojson
expect "and may be named" sh -c "'$b' check land --set 'geometry={file: named.geojson, key: code}'"

echo '{"type":"FeatureCollection",
"features":[}' >land/broken.geojson
expect "broken JSON is told with line and column" refuses 'land/broken.geojson:2:1[0-9]: this is not JSON' broken.geojson
echo '[1]' >land/list.geojson
expect "a list is no FeatureCollection" refuses 'must be a GeoJSON FeatureCollection' list.geojson
collect point "$(feature XX01 Point '[0,1]')"
expect "a point is no boundary" refuses 'feature 1: its geometry must be a Polygon' point.geojson
collect open "$(feature XX01 Polygon '[[[0,0],[1,0],[1,1],[0,1]]]')"
expect "an open ring" refuses 'feature 1: a ring must end where it begins' open.geojson
collect minus "$(feature XX01 Polygon '[[[0.0,0],[1,0],[1,1],[0,1],[-0.0,0]]]')"
expect "-0 is 0: the ring is closed" sh -c "'$b' check land --set geometry=minus.geojson"
collect short "$(feature XX01 Polygon '[[[0,0],[1,0],[0,0]]]')"
expect "a ring of two points" refuses 'at least 4 positions' short.geojson
collect metres "$(feature XX01 Polygon '[[[500000,0],[500001,0],[500001,1],[500000,0]]]')"
expect "metres are no degrees" refuses 'in degrees' metres.geojson
collect words "$(feature XX01 Polygon '[[["0",0],[1,0],[1,1],["0",0]]]')"
expect "words are no numbers" refuses 'in degrees' words.geojson
collect null "$(feature XX01 Polygon null)"
expect "no coordinates" refuses 'must be a list of rings' null.geojson
{ head -c 5000 /dev/zero | tr '\0' '['; } >land/deep.geojson
expect "deep nesting is refused, not followed" refuses 'this is not JSON: maximum parsing depth' deep.geojson
truncate -s 33M land/large.geojson
expect "more than 32 MiB are not read" refuses 'large' large.geojson
expect "no file" refuses 'No such file' nowhere.geojson
expect "another key of geometry" refuses 'must be the name of a GeoJSON file' '{fil: x}'
collect north91 "$(feature XX01 Polygon '[[[0,0],[1,0],[1,91],[0,0]]]')"
expect "no latitude beyond the pole" refuses 'in degrees' north91.geojson
collect bare "$(feature XX01 Polygon '[]')"
expect "a polygon without rings" refuses 'feature 1: a polygon must be a list of rings' bare.geojson
collect none "$(feature XX01 MultiPolygon '[]')"
expect "a MultiPolygon without polygons" refuses 'feature 1: its geometry must be a Polygon or a MultiPolygon' none.geojson
echo '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"ADM1_PCODE":"XX01"},"geometry":{}}]}' >land/typeless.geojson
expect "a geometry without a type" refuses 'feature 1: its geometry must be a Polygon or a MultiPolygon' typeless.geojson
echo '{"type":"Feature","features":[]}' >land/single.geojson
expect "a feature alone is no collection" refuses 'must be a GeoJSON FeatureCollection' single.geojson
echo '{"type":"FeatureCollection","features":3}' >land/three.geojson
expect "a collection of a number" refuses 'must be a GeoJSON FeatureCollection with a list of features' three.geojson
echo '{"type":"FeatureCollection","features":[]}' >land/empty.geojson
expect "a collection of nothing has no properties to name" refuses 'no feature has the pcode .* the properties are none' empty.geojson
expect "nor has it the property asked for" refuses 'in its property code; the properties are none' '{file: empty.geojson, key: code}'
expect "a name of no letters" refuses 'must be the name of a GeoJSON file' "''"
expect "a list is no name" refuses 'must be the name of a GeoJSON file' '[good.geojson]'
expect "a file anywhere" sh -c "'$b' check land --set geometry=\$PWD/land/good.geojson"
awk 'BEGIN { printf "{\"type\":\"FeatureCollection\",\"features\":["; for (i = 0; i <= 20000; i++) printf "%s{}", i ? "," : ""; print "]}" }' >land/crowd.geojson
expect "too many features" refuses "has 20001 features, at most 20000 are read" crowd.geojson
awk 'BEGIN { printf "{\"type\":\"FeatureCollection\",\"features\":[{\"properties\":{\"ADM1_PCODE\":\"XX01\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[";
    for (i = 0; i <= 2000000; i++) printf "%s[0,1]", i ? "," : ""; print "]]}}]}" }' >land/points.geojson
expect "too many points" refuses 'feature 1: more than 2 000 000 points' points.geojson
rm land/points.geojson
# A coast of 40 000 points, each of which could be seen: it is thinned until 8 000 are left at most.
awk 'function u() { seed = (seed * 16807) % 2147483647; return seed / 2147483647 }
    BEGIN { seed = 4; printf "{\"type\":\"FeatureCollection\",\"features\":[{\"properties\":{\"ADM1_PCODE\":\"XX01\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[";
    for (i = 0; i < 40000; i++) { r = 20 + 30 * u(); a = 6.283185307 * i / 40000; p = sprintf("[%.4f,%.4f]", r * cos(a), r * sin(a)); if (!i) first = p; printf "%s,", p }
    print first "]]}}]}" }' >land/coast.geojson
"$b" explore land --set geometry=coast.geojson --futures 4 --quiet --out coast.bh >/dev/null 2>&1
points=$("$b" report coast.bh --json | tr -d ' \n' | grep -o '\[-\?[0-9.]*,-\?[0-9.]*\]' | wc -l)
expect "a coast of 40 000 points is drawn with few ($points)" test "$points" -gt 1000 -a "$points" -le 8010
# Two islands too small for the picture, beside a large area: the larger stays, as it is.
tiny='[[[[5,5],[5.00001,5],[5.00001,5.00001],[5,5.00001],[5,5]]],[[[6,6],[6.00002,6],[6.00002,6.00002],[6,6.00002],[6,6]]]]'
collect islands "$(feature XX01 MultiPolygon "$tiny")" "$(feature XX02 Polygon "[[[0,0],[9,0],[9,9],[0,9],[0,0]]]")"
"$b" explore land --set geometry=islands.geojson --futures 4 --quiet --out islands.bh >/dev/null 2>&1
expect "of areas too small to see the largest ring stays" sh -c "'$b' report islands.bh --json | tr -d ' \n' |
    grep -q '\[\[\[\[6,6\],\[6.00002,6\],\[6.00002,6.00002\],\[6,6.00002\],\[6,6\]\]\]\]'"
printf '\ngeometry: broken.geojson\n' | cat land/plan.yaml - >land/line.yaml
expect "a problem stands at its line of the plan" sh -c "'$b' check land/line.yaml 2>&1 | grep -qE 'line.yaml:[0-9]+:11: error: geometry: land/broken'"

# In results files and documents.
"$b" explore land --set geometry=good.geojson --futures 16 --quiet --out with.bh >/dev/null 2>&1
"$b" explore land --futures 16 --quiet --out without.bh >/dev/null 2>&1
"$b" report with.bh --json >with.json
"$b" report without.bh --json >without.json
expect "a plan without boundaries has none" grep -q '"geometry":null' without.json
expect "a file without boundaries has no table for them" sh -c "! grep -qa 'CREATE TABLE geometry' without.bh"
cp with.bh kept.bh
more="--set geometry=good.geojson --design mc --quiet --out grown.bh"
"$b" explore land $more --futures 64 >/dev/null 2>&1
cp grown.bh grown.kept
cp land/good.geojson good.kept
expect "the same boundaries: the study is gone on with" exits 0 "$b" explore land --set geometry=good.geojson --futures 16 --quiet --out with.bh --resume
for changed in 's/0.5,1.2/0.5,1.25/' 's/XX02/XX09/' 's/ZZ99/XX01/'; do
    sed -i "$changed" land/good.geojson
    expect "boundaries that changed under their name, $changed, are told" says 1 "with.bh: holds a study with other boundaries than good.geojson has now" \
        "$b" explore land --set geometry=good.geojson --futures 16 --quiet --out with.bh --resume
    expect "also when the study is to grow" says 1 "grown.bh: holds a study with other boundaries" "$b" explore land $more --futures 128 --extend
    cp good.kept land/good.geojson
done
expect "the study is as it was" cmp with.bh kept.bh
expect "and the one that was to grow" cmp grown.bh grown.kept
expect "with the boundaries put back it grows" exits 0 "$b" explore land $more --futures 128 --extend
if command -v python3 >/dev/null; then
    ask() { python3 "$SOURCE_DIR/tests/report/document.py" "$@"; }
    expect "each area has its shape, turned as RFC 7946 wants" ask boundaries with.json north south
    expect "shapes are those of the file, point for point" python3 - <<'END'
import json
shapes = {f["properties"]["area"]: f["geometry"]["coordinates"] for f in json.load(open("with.json"))["geometry"]["features"]}
points = lambda ring: sorted(map(tuple, ring[1:]))
assert points(shapes["north"][0][0]) == sorted([(0, 1), (0, 2), (1, 2), (1, 1), (0.5, 1.2)])
assert len(shapes["south"][0]) == 2 and points(shapes["south"][0][1]) == sorted([(.4, .4), (.6, .4), (.6, .6), (.4, .6)])
END
    expect "futures do not depend on boundaries" python3 - <<'END'
import sqlite3
rows = [sqlite3.connect(f).execute("SELECT * FROM future").fetchall() for f in ("with.bh", "without.bh")]
assert rows[0] == rows[1]
END
    "$b" explore land --set geometry=good.geojson --futures 16 --quiet --out again.bh --threads 1 >/dev/null 2>&1
    expect "the file's bytes depend on its contents" cmp with.bh again.bh
    "$b" obstacles again.bh >/dev/null
    "$b" report again.bh --json >again.json
    expect "an obstacle study leaves boundaries in the file" ask boundaries again.json north south
    real=$SOURCE_DIR/../shared/data/gaza/gaza_admin2_simplified.geojson
    if [ -f "$real" ]; then
        cp -r "$SOURCE_DIR/plans/gaza-2024" gaza
        cp "$real" gaza/areas.geojson
        "$b" explore gaza --set geometry=areas.geojson --futures 8 --quiet >/dev/null 2>&1
        "$b" report gaza-2024.bh --json >gaza.json
        expect "boundaries of Gaza's governorates" ask boundaries gaza.json deir_al_balah gaza khan_yunis north_gaza rafah
        expect "thinned, they keep their areas within 1 %" python3 - <<'END'
import json
def area(polygons): # holes turn the other way
    return sum(a[0] * b[1] - b[0] * a[1] for p in polygons for r in p for a, b in zip(r, r[1:])) / 2
real = {f["properties"]["adm2_pcode"]: f["geometry"] for f in json.load(open("gaza/areas.geojson"))["features"]}
document = json.load(open("gaza.json"))
codes = {a["id"]: a["pcode"] for a in document["areas"]}
for f in document["geometry"]["features"]:
    g = real[codes[f["properties"]["area"]]]
    whole = abs(area([g["coordinates"]] if g["type"] == "Polygon" else g["coordinates"]))
    part = abs(area(f["geometry"]["coordinates"]))
    print(f"# {f['properties']['area']}: {part / whole:.4f}")
    assert abs(part / whole - 1) < 0.01
END
    else
        echo "# skip: no boundaries of Gaza in $real"
    fi
fi
finish
