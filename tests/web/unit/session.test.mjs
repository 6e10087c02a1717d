/* The session against an engine made of paper: which questions it asks, and what it pairs. Oracle:
   the engine's rows are a known function of scenario and settings, so that every pair can be worked
   out. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";

import { outputsOf, successChange } from "../../../web/page/live/results.js";
import { session } from "../../../web/page/live/session.js";

const controls = [
    { group: "lever", id: "forces.a.seats", path: "forces.a.seats", kind: "persons" },
    { group: "assumption", id: "war.length", path: "war.length", kind: "number" },
];
const doc = { plan: { start: "2024-04-01", currency: "USD" },
    options: [{ id: "none", forces: [] }, { id: "force", forces: ["a"] }],
    live: { tree: "", futures: 320, controls } };

/** Future k of any option comes to k plus the numbers set; it succeeds when that is odd. */
function paperEngine(asked) {
    let current = 0;
    const answer = ({ set, options }, n) => ({ cancelled: false, error: null, futures: n,
        problems: [], options: options.map((id) => ({ id, outputs: [{ id: "x" }], series: {},
            values: Float64Array.from({ length: 3 * n }, (_, i) => {
                const x = Math.floor(i / 3) + set.reduce((sum, one) =>
                    sum + Number(one.split("=")[1]), 0);

                return i % 3 === 0 ? x : i % 3 === 1 ? 0 : x % 2;
            }) })) });

    return {
        load: async () => ({ sound: true, problems: [] }),
        async run(question) {
            const mine = ++current;

            asked.push([question.set.length > 0 ? "after" : "before", question.options.join(),
                question.futures]);
            if (question.set.includes("forces.a.seats=13")) {
                return { cancelled: false, error: null, futures: 0, options: [], problems: [
                    { severity: "error", text: "forces.a.seats is 13, must be lucky" }] };
            }
            for (const n of [64, 128].filter((one) => one < question.futures)) {
                await wait(1);
                if (mine !== current) {
                    return { cancelled: true, error: null, futures: 0, options: [], problems: [] };
                }
                question.onProgress(answer(question, n), n, question.futures);
            }
            return answer(question, question.futures);
        },
    };
}

async function until(made, phase) {
    for (let i = 0; i < 500 && made.status.phase !== phase; i++) {
        await wait(2);
    }
    assert.equal(made.status.phase, phase, made.status.reason ?? "");
}

test("without a move the study's plan runs, what is looked at first", async () => {
    const asked = [];
    const made = session(doc, async () => paperEngine(asked), { option: 1, series: null });

    made.warm();
    await wait(30);
    await until(made, "idle");
    assert.deepEqual(asked, [["before", "force", 64], ["before", "none", 64],
        ["before", "force", 320], ["before", "none", 320]]);
    assert.ok(made.pairs().every(({ before, after }) => before.futures === 320 && after === null));
});

test("a move pairs the same futures; what it cannot reach does not run", async () => {
    const asked = [];
    const made = session(doc, async () => paperEngine(asked), { option: 1, series: null });
    const seen = new Set();

    made.onChange = () => made.pairs().forEach(({ before, after }) => {
        if (after && after !== before) {
            assert.equal(before.futures, after.futures);
            seen.add(after.futures);
        }
    });
    made.move("forces.a.seats", 1000);
    await until(made, "done");
    const [none, force] = made.pairs();
    assert.equal(none.after, none.before);
    assert.deepEqual(outputsOf(force, ["x", "y"]).map(({ id, change }) => [id, change.value,
        change.n]), [["x", 1000, 320]]);
    assert.equal(successChange(force).value, 0);
    assert.deepEqual([...seen], [64, 128, 320]);
    assert.ok(!asked.some(([what, options]) => what === "after" && options.includes("none")));
});

test("the last of many moves counts", async () => {
    const made = session(doc, async () => paperEngine([]), { option: 0, series: null });

    for (let i = 1; i <= 5; i++) {
        made.move("war.length", i);
        await wait(i % 2 === 0 ? 45 : 1);
    }
    await until(made, "done");
    await wait(20);
    made.pairs().forEach((pair) => assert.equal(outputsOf(pair, ["x"])[0].change.value, 5));
    made.setMoves(new Map());
    await until(made, "idle");
    assert.ok(made.pairs().every(({ after }) => after === null));
});

test("a setting the plan reader refuses is told, and the next one mends it", async () => {
    const made = session(doc, async () => paperEngine([]), { option: 0, series: null });

    made.move("forces.a.seats", 13);
    await until(made, "problems");
    assert.equal(made.status.problems.length, 1);
    made.move("forces.a.seats", 14);
    await until(made, "done");
    assert.equal(made.status.problems.length, 0);
});

test("a question the engine does not take is not an engine that is missing", async () => {
    const made = session(doc, async () => ({ ...paperEngine([]), run: async () => ({
        cancelled: false, error: "only a plain value can be set here", futures: 0, options: [],
        problems: [] }) }), { option: 0, series: null });

    made.move("war.length", 3);
    await until(made, "refused");
    assert.match(made.status.reason, /plain value/u);
});

test("an engine that does not start says why", async () => {
    const made = session(doc, async () => {
        throw new Error("blocked");
    }, { option: 0, series: null });

    made.warm();
    await until(made, "failed");
    assert.equal(made.status.reason, "blocked");
});
