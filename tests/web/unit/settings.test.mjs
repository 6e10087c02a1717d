/* Moves as settings, as a fragment of an address and as a command line. Oracles: the order and form
   that `bluehelm explore --set` takes; a round trip; sh(1) itself for quoting. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";

import { commandOf, quoted, settingsIn } from "../../../web/page/live/command.js";
import { controlOf, fromFragment, isFragment, settingsOf, toFragment, untouched } from
    "../../../web/page/live/settings.js";

const plan = { start: "2024-04-01", currency: "USD" };
const controls = [
    { group: "obstacle", id: "training", set: ["forces.a.seats=5000", "forces.a.course=14 days"] },
    { group: "lever", id: "forces.a.seats", path: "forces.a.seats", kind: "persons" },
    { group: "assumption", id: "war.ends", path: "war.ends", kind: "date" },
    { group: "assumption", id: "pay", path: "forces.a.pay", kind: "money" },
];
const moves = new Map([["training", true], ["forces.a.seats", 800], ["war.ends", 100],
    ["pay", 12345]]);

test("settings: levers, then assumptions, then obstacles, which win", () => {
    assert.deepEqual(settingsOf(controls, moves, plan), ["forces.a.seats=800",
        "war.ends=2024-07-10", "forces.a.pay=123.45 USD", "forces.a.seats=5000",
        "forces.a.course=14 days"]);
});

test("what is not moved sets nothing", () => {
    assert.deepEqual(settingsOf(controls, new Map(), plan), []);
    assert.equal(toFragment(controls, new Map(), plan), "");
});

test("a fragment brings every move back", () => {
    const fragment = toFragment(controls, moves, plan);
    const back = fromFragment(`#${fragment}`, controls, plan);

    assert.ok(/^[A-Za-z0-9_.=&%:,/@-]+$/u.test(fragment), fragment);
    assert.deepEqual(new Map([...back.moves].sort()), new Map([...moves].sort()));
    assert.equal(back.ignored, 0);
});

test("broken and hostile fragments move nothing and are counted", () => {
    const hostile = ["set=%", "set=%E0%A4%A", "set=", "set==", "set=forces.a.seats",
        "set=forces.a.seats=", "set=forces.a.seats=<img src=x onerror=alert(1)>",
        "set=forces.a.seats=1e999", "set=__proto__=1", "set=constructor=1", "lift=__proto__",
        "lift=<script>", "set=war.ends=2024-99-99", "set=other.path=1", "lift=forces.a.seats",
        "lift=nobody"];

    for (const fragment of hostile) {
        const { moves: found, ignored } = fromFragment(`#${fragment}`, controls, plan);

        assert.equal(found.size, 0, fragment);
        assert.equal(ignored, 1, fragment);
    }
    assert.equal(fromFragment(`#set=${"x".repeat(1e6)}`, controls, plan).moves.size, 0);
    assert.equal(fromFragment(`#lift=training${"&set=a=1".repeat(1500)}`, controls, plan)
        .moves.size, 1);
});

test("places on the page are no settings", () => {
    assert.ok(!isFragment("#live") && !isFragment("") && !isFragment("#settings"));
    assert.deepEqual(fromFragment("#map", controls, plan), { moves: new Map(), ignored: 0 });
});

test("a problem is shown at the control its message begins with", () => {
    const at = (text) => controlOf({ text }, controls)?.id;

    assert.equal(at("forces.a.pay is '5', must be an amount such as 1.4 million USD"), "pay");
    assert.equal(at("forces.a.course is '-1 days', must be ..."), "training");
    assert.equal(at("forces.a.payment is missing"), undefined);
    assert.equal(at("the plan has no options"), undefined);
});

test("a force reaches the options that use it, an option itself, all else everybody", () => {
    const doc = { options: [{ id: "none", forces: [] }, { id: "one", forces: ["a"] },
        { id: "two", forces: ["a", "b"] }] };
    const of = (...settings) => [...untouched(doc, settings)];

    assert.deepEqual(of("forces.b.seats=1"), ["none", "one"]);
    assert.deepEqual(of("forces.a.seats=1", "options.none.authority.local=0.7"), []);
    assert.deepEqual(of("options.one.authority.local=0.7"), ["none", "two"]);
    assert.deepEqual(of("forces.b.seats=1", "war.ends=2024-06-01"), []);
    assert.deepEqual(of("forcesx.b.seats=1"), []);
    assert.deepEqual([...untouched({ options: [{ id: "old" }] }, ["forces.a.b=1"])], []);
});

/** Words of a command line, as sh splits them. */
function wordsOf(line) {
    return execFileSync("sh", ["-c", `printf '%s\\0' ${line}`], { encoding: "utf8" }).split("\0")
        .slice(0, -1);
}

test("quoting: sh reads every word back", () => {
    const words = ["plain", "a b", "it's", "$(touch x) `y` \\ \"z\"", "", "*", "a=1;b", "\n", "é"];

    assert.deepEqual(wordsOf(words.map(quoted).join(" ")), words);
});

/* As `bluehelm plan show` prints a plan under --set. */
const canonical = `plan:
  id: gaza-2024
set:
  forces.psf.training.seats: 700
  forces.psf.vetting: "14 days"
  forces.psf.target:
    range:
      - 5000
      - 9000
    source: assumed
    value: 7000
  hostilities.ends: 2024-09-01
`;

test("settings of the study's own command line are found in the canonical plan", () => {
    assert.deepEqual(settingsIn(canonical), ["forces.psf.training.seats=700",
        "forces.psf.vetting=14 days",
        "forces.psf.target={range: [5000, 9000], source: assumed, value: 7000}",
        "hostilities.ends=2024-09-01"]);
    assert.deepEqual(settingsIn("plan:\n  id: x\noptions:\n  a:\n    set: {}\n"), []);
    assert.deepEqual(settingsIn(""), []);
});

test("the command names the plan, plain Monte Carlo, the futures and every setting", () => {
    const doc = { plan: { id: "gaza-2024", text: "set:\n  days: \"7 days\"\n" } };
    const words = wordsOf(commandOf(doc, ["forces.a.course=14 days"], 1000));

    assert.deepEqual(words, ["bluehelm", "explore", "plans/gaza-2024", "--design", "mc",
        "--futures", "1000", "--set", "days=7 days", "--set", "forces.a.course=14 days", "--out",
        "gaza-2024-moved.bh"]);
    assert.equal(wordsOf(commandOf({ plan: { id: "x';y" } }, [], 5))[2], "plans/x';y");
});
