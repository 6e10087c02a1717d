// bench/wasm.mjs FOLDER: see bench/wasm.sh.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { Instance } from "../web/page/engine/instance.js";

const [folder] = process.argv.slice(2);
const option = "multinational";
const repetitions = 5;
const futures = 512;

/** Seconds of processor time that `bluehelm explore` takes for so many futures. */
function nativeSeconds(program, engine, n) {
    const command = `${program} explore plans/gaza-2024 --option ${option} --design mc --futures ${n} --threads 1 --keep 1 ` +
        `--engine ${engine} --out ${folder}/x.bh --overwrite --quiet`;
    const time = execFileSync("bash", ["-c", `TIMEFORMAT='%U %S'; { time ${command} >/dev/null 2>&1; } 2>&1`]).toString();
    return time.trim().split(" ").reduce((sum, x) => sum + Number(x), 0);
}

/** An entry of the table: `run(n)` gives the seconds that n futures take, beyond what every run takes. */
function natives() {
    const entries = [["native, scalar", "build/scalar/bluehelm", "scalar"]];
    for (const engine of ["base", "avx2", "avx512"]) entries.push([`native, ${engine}`, "build/release/bluehelm", engine]);
    return entries.map(([name, program, engine]) => ({
        name,
        run: () => nativeSeconds(program, engine, 4 * futures) - nativeSeconds(program, engine, futures),
        n: 3 * futures,
    }));
}

async function inNode(kind) {
    const instance = await Instance.start(readFileSync(`build/release/web/engine-${kind}.wasm`));
    instance.load(readFileSync(`${folder}/tree`));
    instance.open({ options: [option], futures });
    instance.run(0, futures); // compiled for speed by then
    return {
        name: `WebAssembly, ${kind}, Node`,
        run: () => {
            const before = process.cpuUsage();
            instance.run(0, futures);
            const { user, system } = process.cpuUsage(before);
            return (user + system) / 1e6;
        },
        n: futures,
    };
}

/** Runs all entries by turns and prints the least time of each. */
function table(entries) {
    const usable = entries.filter((entry) => {
        try {
            entry.best = entry.run();
            return true;
        } catch {
            return false; // this machine has no such engine
        }
    });
    for (let r = 1; r < repetitions; r++) for (const entry of usable) entry.best = Math.min(entry.best, entry.run());
    const rate = (entry) => entry.n / entry.best;
    const of = (name) => usable.find((entry) => entry.name === name);
    const columns = [["best native", usable.filter((e) => e.name.startsWith("native")).reduce((a, b) => (rate(a) > rate(b) ? a : b))]];
    if (of("native, avx2")) columns.push(["native avx2", of("native, avx2")]);
    if (of("native, base")) columns.push(["native base", of("native, base")]);
    console.log(["engine".padEnd(28), "futures/s", ...columns.map(([name]) => `of ${name}`)].join("  "));
    for (const entry of usable) {
        const ratios = columns.map(([name, other]) => (rate(entry) / rate(other)).toFixed(2).padStart(name.length + 3));
        console.log([entry.name.padEnd(28), rate(entry).toFixed(0).padStart(9), ...ratios].join("  "));
    }
}

/* ---- Chromium, from a file ------------------------------------------------------------------- */

/** What the page of the benchmark does. */
const script = `
import { openEngine } from ${JSON.stringify(`${process.cwd()}/web/page/engine/client.js`)};
globalThis.ask = async ({ kind, workers, repetitions, tree }) => {
    const engine = await openEngine({ kind, workers });
    await engine.load(tree);
    let best = Infinity, first = Infinity;
    for (let r = 0; r < repetitions; r++) {
        const began = performance.now();
        let early;
        const answer = await engine.run({ options: [${JSON.stringify(option)}], futures: 1000, series: ["ceasefire"],
            onProgress: () => (early ??= performance.now() - began) });
        if (answer.error || answer.futures !== 1000) throw new Error(answer.error ?? "cut short");
        best = Math.min(best, performance.now() - began);
        first = Math.min(first, early);
    }
    engine.close();
    return { best, first };
};`;

function bundle(name, code) {
    writeFileSync(`${folder}/${name}.in.js`, code);
    execFileSync("esbuild", [`${folder}/${name}.in.js`, "--bundle", "--format=iife", "--minify", "--log-level=error",
        `--outfile=${folder}/${name}.js`]);
    return readFileSync(`${folder}/${name}.js`, "utf8");
}

function writePage() {
    const block = (id, text) => `<script type="text/plain" id="${id}">${text}</script>`;
    const engine = (kind) => readFileSync(`build/release/web/engine-${kind}.wasm.gz`).toString("base64");
    const worker = bundle("worker", `import ${JSON.stringify(`${process.cwd()}/web/page/engine/worker.js`)};`);
    writeFileSync(`${folder}/page.html`, `<!doctype html><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval'; worker-src blob:">
${block("engine-simd", engine("simd"))}${block("engine-scalar", engine("scalar"))}${block("worker", worker)}
<script>${bundle("page", script)}</script>`);
}

/** A browser that is told what to do through a pipe (Chrome's DevTools protocol). */
function browser() {
    const child = spawn("chromium", ["--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe",
        `--user-data-dir=${folder}/profile`, "about:blank"], { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
    const waiting = new Map();
    let text = "";
    let next = 1;
    child.stdio[4].on("data", (data) => {
        text += data;
        for (let end = text.indexOf("\0"); end >= 0; end = text.indexOf("\0")) {
            const message = JSON.parse(text.slice(0, end));
            text = text.slice(end + 1);
            waiting.get(message.id)?.(message);
            waiting.delete(message.id);
        }
    });
    return {
        ask: (method, params, sessionId) => new Promise((resolve, reject) => {
            const id = next++;
            waiting.set(id, ({ result, error }) => (error ? reject(new Error(error.message)) : resolve(result)));
            child.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
        }),
        close: () => new Promise((resolve) => {
            child.once("exit", resolve);
            child.kill();
        }),
    };
}

async function inChromium() {
    writePage();
    const { ask, close } = browser();
    const { targetId } = await ask("Target.createTarget", { url: `file://${folder}/page.html` });
    const { sessionId } = await ask("Target.attachToTarget", { targetId, flatten: true });
    await ask("Runtime.enable", {}, sessionId);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const tree = readFileSync(`${folder}/tree`).toString("base64");
    const cpu = async () => (await ask("SystemInfo.getProcessInfo")).processInfo
        .filter(({ type }) => type === "renderer").reduce((sum, { cpuTime }) => sum + cpuTime, 0);
    console.log("\nChromium, from a file, 1 000 futures of one option: the least by the clock, and the mean of processor time");
    console.log("engine   workers  first answer  whole answer  processor  futures/s of processor time");
    for (const [kind, workers] of [["simd", 1], ["simd", 2], ["scalar", 1], ["scalar", 2]]) {
        const before = await cpu();
        const question = JSON.stringify({ kind, workers, repetitions, tree });
        const { result, exceptionDetails } = await ask("Runtime.evaluate",
            { expression: `ask(${question})`, awaitPromise: true, returnByValue: true }, sessionId);
        if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
        const { best, first } = result.value;
        const spent = (await cpu() - before) / repetitions;
        console.log([kind.padEnd(7), String(workers).padStart(8), `${first.toFixed(0)} ms`.padStart(13),
            `${best.toFixed(0)} ms`.padStart(13), `${(1000 * spent).toFixed(0)} ms`.padStart(10),
            (1000 / spent).toFixed(0).padStart(10)].join(" "));
    }
    await close();
}

const has = (program) => ["/usr/bin", "/usr/local/bin"].some((place) => existsSync(`${place}/${program}`));

console.log(`${cpus()[0].model}, ${cpus().length} processors, load ${loadavg()[0].toFixed(1)}`);
table([...natives(), await inNode("simd"), await inNode("scalar")]);
if (has("chromium") && has("esbuild")) await inChromium();
else console.log("# Chromium or esbuild is not here: no times of a page");
