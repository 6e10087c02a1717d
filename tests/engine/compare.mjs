// The engine in WebAssembly against the native one. Oracle: tests/engine/answers.c, the same questions asked of the
// native library: outputs and series of each future, cells, bands and problems must agree in every bit.
//     node compare.mjs ANSWERS_PROGRAM WEB_FOLDER SOURCE_DIR
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { Instance } from "../../web/page/engine/instance.js";
import { openHere } from "./node.mjs";

const [program, folder, source] = process.argv.slice(2);
let failures = 0;

function expect(isGood, words, detail = "") {
    console.log(`${isGood ? "ok" : "not ok"} ${words}`);
    if (!isGood) {
        failures++;
        if (detail) console.log(`# ${detail}`);
    }
}

const native = (...args) => execFileSync(program, args, { maxBuffer: 1 << 30 });

/** Bits of a double, as answers.c prints them. */
const scratch = new DataView(new ArrayBuffer(8));
function bits(x) {
    if (Number.isNaN(x)) return "7ff8000000000000";
    scratch.setFloat64(0, x);
    return scratch.getBigUint64(0).toString(16).padStart(16, "0");
}

/** The same with never and unknown as null, as an answer has them. */
function bitsOrNull(hex) {
    scratch.setBigUint64(0, BigInt(`0x${hex}`));
    return Number.isFinite(scratch.getFloat64(0)) ? hex : "null";
}
const told = (x) => (x === null ? "null" : bits(x));

/** What the native program says: {problems, error, options: [{head, rows, cells, bands}]}. */
function ask(plan, question) {
    const words = [
        ...(question.set ?? []).map((x) => `s=${x}`),
        ...(question.options ?? []).map((x) => `o=${x}`),
        ...(question.series ?? []).map((x) => `q=${x}`),
    ];
    const out = { problems: [], error: null, options: [] };
    const lines = native("run", plan, question.futures, question.every ?? 7, ...words).toString().trim().split("\n");
    for (const line of lines) {
        const [kind, ...rest] = line.split(" ");
        if (kind === "problem") out.problems.push(rest.join(" "));
        else if (kind === "error") out.error = rest.join(" ");
        else if (kind === "option") out.options.push({ head: rest, row: [], cell: [], band: [] });
        else if (kind) out.options.at(-1)[kind].push(rest);
    }
    return out;
}

const estimate = (x) => [x.value, x.low, x.high].map(told);
const cellBits = (c) => [
    told(c.n), ...estimate(c.mean), told(c.q05), told(c.median), told(c.q95), ...estimate(c.reached),
    ...estimate(c.met), ...estimate(c.difference), told(c.n_pairs),
];
const bands = (option) => Object.values(option.series).flatMap((s) =>
    s.days.map((_, p) => [s.mean, s.q05, s.q25, s.q50, s.q75, s.q95].map((x) => told(x[p])).join(" ")));

/** The first place where two lists of words differ; "" when they are equal. */
function difference(found, wanted) {
    if (found.length !== wanted.length) return `${found.length} of them, wanted ${wanted.length}`;
    const at = found.findIndex((x, i) => x !== wanted[i]);
    return at < 0 ? "" : `number ${at} is ${found[at].slice(0, 200)}, wanted ${wanted[at].slice(0, 200)}`;
}

function differs(answer, wanted) {
    const lines = (list) => list.map((words) => words.map(bitsOrNull).join(" "));
    const problems = answer.problems.map((p) => `${p.line} ${p.column} ${p.text}`);
    let out = difference(problems, wanted.problems);
    if (!out && answer.error !== wanted.error) out = `error ${answer.error}, wanted ${wanted.error}`;
    if (!out && answer.options.length !== wanted.options.length) out = `${answer.options.length} options`;
    answer.options.forEach((option, o) => {
        const native = wanted.options[o];
        const head = [told(option.n), told(option.failed), ...estimate(option.success),
            ...estimate(option.success_difference), ...estimate(option.in_time)];
        out ||= difference(head, native.head.map(bitsOrNull));
        out ||= difference(option.outputs.map((c) => cellBits(c).join(" ")), lines(native.cell));
        out ||= difference(bands(option), lines(native.band));
    });
    return out;
}

/** Rows of an instance, future by future. */
function rowsDiffer(instance, question, wanted) {
    const told = instance.open(question);
    if (!told.sound) return "";
    instance.run(0, question.futures);
    const [width, seriesWidth] = instance.widths;
    let out = "";
    instance.rows(0, question.futures).forEach(([outcomes, series], o) => {
        const found = Array.from({ length: question.futures }, (_, f) => [
            ...outcomes.subarray(f * width, (f + 1) * width), ...series.subarray(f * seriesWidth, (f + 1) * seriesWidth),
        ].map(bits).join(" "));
        out ||= difference(found, wanted.options[o].row.map((words) => words.join(" ")));
    });
    return out;
}

/** Outcomes future by future of an answer with `values`. */
function valuesDiffer(answer, wanted) {
    let out = "";
    answer.options.forEach(({ values, outputs }, o) => {
        const width = outputs.length + 2;
        const found = Array.from({ length: values.length / width }, (_, f) =>
            [...values.subarray(f * width, (f + 1) * width)].map(bits).join(" "));
        out ||= difference(found, wanted.options[o].row.map((words) => words.slice(0, width).join(" ")));
    });
    return out;
}

const plans = {
    "plans/gaza-2024/plan.yaml": [
        { futures: 100, options: ["multinational", "none"], series: ["ceasefire", "relapses"] },
        { futures: 70, options: ["handover"], set: ["deployment.lift_per_day=60 persons", "forces.psf.target=11000"] },
        { futures: 64, options: ["palestinian_led"], set: ["plan.horizon=200 days", "forces.psf.training.seats=900"], every: 1,
            series: ["ceasefire"] },
    ],
    "plans/haiti-2023/plan.yaml": [
        { futures: 129, series: ["ceasefire"] },
        { futures: 64, options: ["mission"], set: ["deployment.lift_per_day={value: 40, range: [20, 90], dist: triangular}"] },
        { futures: 65, set: ["deployment.lift_per_day=33", "forces.national_police.training.seats=450"], every: 30 },
    ],
    "tests/reference/everything.yaml": [
        { futures: 67, series: ["relapses", "ceasefire"], every: 10 },
        { futures: 40, set: ["plan.seed=12345"] },
    ],
};
/** Questions that are wrong: words must agree. */
const wrong = [
    { futures: 2, set: ["nothing"] },
    { futures: 2, set: ["=3"] },
    { futures: 2, set: ["deployment.lift_per_dya=3"] },
    { futures: 2, set: ["deployment.lift_per_day=many"] },
    { futures: 2, set: ["deployment.lift_per_day=-4", "deployment.lift_per_day=12 %"] },
    { futures: 2, set: ["deployment.lift_per_day="] },
    { futures: 2, options: ["nobody"] },
    { futures: 2, series: ["ceasefyre"] },
    { futures: 1000001 },
];

for (const kind of ["simd", "scalar"]) {
    const instance = await Instance.start(readFileSync(`${folder}/engine-${kind}.wasm`));
    const engines = await Promise.all([1, 2].map((workers) => openHere(folder, workers, kind)));

    for (const [path, questions] of Object.entries(plans)) {
        const plan = `${source}/${path}`;
        const tree = native("tree", plan);
        instance.load(tree);
        await Promise.all(engines.map((engine) => engine.load(tree.toString("base64"))));
        // the scalar build runs the lanes' source one lane wide; the first question of each plan is enough for it
        for (const question of kind === "simd" ? questions : questions.slice(0, 1)) {
            const wanted = ask(plan, question);
            const name = `${kind}, ${path.replace("/plan.yaml", "")} ${(question.set ?? []).join(", ")}`.trim();
            const rows = rowsDiffer(instance, question, wanted);
            expect(!rows, `${name}: ${question.futures} futures are native's`, rows);
            for (const engine of engines) {
                const answer = await engine.run({ ...question, values: true });
                const words = differs(answer, wanted) || valuesDiffer(answer, wanted);
                expect(!words, `${name}: cells, rows and bands of ${engine.workers.length} worker(s) are native's`, words);
            }
        }
        for (const question of wrong) {
            const words = differs(await engines[1].run(question), ask(plan, question));
            const name = JSON.stringify({ ...question, futures: undefined });
            expect(!words, `${kind}, ${path}: ${name} is refused in native's words`, words);
        }
    }

    const yaml = await engines[0].run({ futures: 2, set: ["deployment.lift_per_day=&x 3"] });
    expect(/this needs YAML/.test(yaml.error), `${kind}: a setting that needs YAML is refused`);

    // A newer question cancels an older one, whose answer says so; a partial answer is that of so many futures.
    const [, engine] = engines;
    const plan = `${source}/plans/haiti-2023/plan.yaml`;
    await engine.load(native("tree", plan).toString("base64"));
    const partial = [];
    const old = engine.run({ futures: 5000 });
    const young = await engine.run({ futures: 300, onProgress: (answer, done, total) => partial.push([answer, done, total]) });
    expect((await old).cancelled && young.futures === 300, `${kind}: a newer question cancels an older one`);
    expect(partial.length > 0 && partial.every(([, , total]) => total === 300), `${kind}: partial answers come`);
    const [first, done] = partial[0];
    const words = differs(first, ask(plan, { futures: done }));
    expect(!words, `${kind}: the partial answer after ${done} futures is native's of ${done}`, words);
    const control = new AbortController();
    const stopped = engine.run({ futures: 5000, signal: control.signal, onProgress: () => control.abort() });
    expect((await stopped).cancelled, `${kind}: a question can be stopped`);
    engines.forEach((e) => e.close());
}
process.exitCode = failures > 0 ? 1 : 0;
