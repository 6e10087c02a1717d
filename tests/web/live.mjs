/** @file live.mjs  The model behind the sliders. Oracle: the native engine, asked for the same settings. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { close, documentOf, expect, note, open, output, rowsOf, saved } from "./harness.mjs";

const MOVES = 3; /* timed */

/** The words of a shell command as the page writes it. */
const wordsOf = (command) => [...command.matchAll(/'((?:[^']|'\\'')*)'|(\S+)/gu)].map(([, quoted, plain]) =>
    quoted?.replaceAll("'\\''", "'") ?? plain);

/** Waits until all futures of the last move are there. */
const answered = (page) => page.waitForFunction(() => document.querySelector(".live-status")?.dataset
    .phase === "done" || document.querySelector(".live-bar:not(.is-busy)")
    && document.querySelector("[data-name='live-success']"));

/** Success before and after, unrounded, as the page lets a reader save it. */
async function successOf(page) {
    const button = page.locator("[data-name='live-success'] .save button", { hasText: "CSV" });
    const { bytes } = await saved(page, () => button.evaluate((element) => element.click()));

    return rowsOf(bytes.toString()).slice(1).map(([title, before, after]) =>
        ({ title, before: Number(before), after: Number(after) }));
}

/** Runs the command that the page shows, by the native program. */
async function nativeOf(world, page) {
    const words = wordsOf(await page.locator(".live-command").innerText());
    const file = join(world.folder, "native.bh");
    const args = words.slice(1).map((word, i, all) => (all[i - 1] === "--out" ? file : word));

    await output(world.bluehelm, [...args, "--overwrite", "--quiet"], { cwd: world.source });
    return JSON.parse(await output(world.bluehelm, ["compare", file, "--json"]));
}

const same = (page, native) => page.every(({ after }, o) =>
    Object.is(after, native.options[o].success.value));
const shown = (list) => list.map(({ title, after }) => `${title}: ${after}`).join("\n");

/** Presses a key until a slider has moved; a person's way. */
async function press(slider, key, times) {
    await slider.focus();
    for (let i = 0; i < times; i++) {
        await slider.press(key);
    }
}

async function testMoves(world) {
    const file = world.pages["gaza-2024"];
    const page = await open(world, file);
    const { live } = documentOf(file);

    await page.locator("#live").scrollIntoViewIfNeeded();
    await page.locator("[data-name='live-success']").waitFor();
    await answered(page);
    const sliders = page.locator("#live input[type=range]");
    expect(await sliders.count() >= 5, "there are sliders for levers and assumptions",
        await sliders.count());
    await press(sliders.first(), "ArrowRight", 7);
    await answered(page);
    const moved = await successOf(page);
    const native = await nativeOf(world, page);
    expect(native.scenarios === live.futures && same(moved, native),
        "a slider moved by keys gives the native engine's numbers, bit by bit",
        `page\n${shown(moved)}\nnative\n${JSON.stringify(native.options.map(({ success }) => success.value))}`);
    const lift = page.locator("#live input[type=checkbox], #live [role=switch]").first();
    await lift.focus();
    await page.keyboard.press("Space");
    await answered(page);
    expect(same(await successOf(page), await nativeOf(world, page)),
        "so does an obstacle lifted on top of it");
    const address = page.url();
    expect(/#(?:set|lift)=/u.test(address), "the address carries what is moved", address);
    const other = await open(world, file, { hash: new URL(address).hash });
    await other.locator("[data-name='live-success']").waitFor();
    await answered(other);
    expect(same(await successOf(other), await nativeOf(world, page)),
        "whoever opens that address sees the same numbers");
    expect(other.faults.length === 0, "and no error", other.faults.join("\n"));
    await close(other);
    expect(page.faults.length === 0 && page.requests.length === 0,
        "the engine works without network and errors", page.faults.concat(page.requests).join("\n"));
    await close(page);
}

/** Everything the engine in the browser says, against the native engine. */
async function testBits(world, name) {
    const file = world.pages[name];
    const { live } = documentOf(file);
    const page = await open(world, file);
    const lever = live.controls.find(({ group, kind, low }) => group !== "obstacle" && kind !== "date"
        && Number.isFinite(low));
    const set = live.controls.filter(({ group }) => group === "obstacle").slice(0, 1)
        .flatMap((control) => control.set);
    const client = readFileSync(join(world.source, "web/page/engine/client.js"), "utf8")
        .replaceAll(/^export /gmu, "");
    const answer = await page.evaluate(`(async () => { ${client}
        const engine = await openEngine({ workers: 2 });
        const plan = await engine.load(JSON.parse(document.getElementById("document").textContent).live.tree);
        const answer = await engine.run({ set: ${JSON.stringify(set)}, futures: 192 });
        engine.close();
        return { sound: plan.sound, kind: engine.kind, answer };
    })()`);
    const bh = join(world.folder, "bits.bh");
    await output(world.bluehelm, ["explore", world.plans[name], "--design", "mc", "--futures", "192",
        "--out", bh, "--overwrite", "--quiet", ...set.flatMap((setting) => ["--set", setting])]);
    const native = JSON.parse(await output(world.bluehelm, ["compare", bh, "--json"]));
    const differing = [];
    let compared = 0;
    const compare = (where, a, b) => {
        if (a !== null && typeof a === "object" && b !== null && typeof b === "object") {
            Object.keys(b).filter((key) => key in a).forEach((key) => compare(`${where}.${key}`, a[key], b[key]));
        } else if (typeof b === "number") {
            compared += 1;
            if (!Object.is(a, b)) {
                differing.push(`${where}: ${a} in the browser, ${b} natively`);
            }
        }
    };

    answer.answer.options.forEach((option, o) => {
        compare(`${option.id}.success`, option.success, native.options[o].success);
        (Array.isArray(option.outputs) ? option.outputs : Object.entries(option.outputs)
            .map(([id, cell]) => ({ id, ...cell }))).forEach((cell) => {
            const { difference, ...rest } = native.options[o].outputs[cell.id] ?? {};

            compare(`${option.id}.${cell.id}`, cell, rest);
        });
    });
    expect(answer.sound && compared > 100 && differing.length === 0,
        `${name}: all ${compared} numbers of the engine in the browser (${answer.kind}) are the native ones`,
        differing.join("\n") || `compared ${compared}; ${lever?.id}`);
    await close(page);
}

/** How long one waits after a move; said, not judged: the machine may be busy. */
async function tellTimes(world) {
    const page = await open(world, world.pages["gaza-2024"]);

    await page.locator("#live").scrollIntoViewIfNeeded();
    await page.locator("[data-name='live-success']").waitFor();
    await answered(page);
    const times = [];
    for (let i = 0; i < MOVES; i++) {
        times.push(await page.evaluate((step) => new Promise((resolve, reject) => {
            const slider = document.querySelector("#live input[type=range]");
            const picture = document.querySelector("[data-name='live-success'] .picture");
            const bar = document.querySelector(".live-bar");
            const began = performance.now();
            setTimeout(() => reject(new Error("no answer to a move")), 90000);
            let first = 0;
            const see = () => {
                first ||= performance.now() - began;
                if (!bar.classList.contains("is-busy")) {
                    watcher.disconnect();
                    resolve({ first, all: performance.now() - began });
                }
            };
            const watcher = new MutationObserver(() => see());

            slider.value = Number(slider.min) + (0.2 + 0.1 * step) * (Number(slider.max) - Number(slider.min));
            slider.dispatchEvent(new Event("input", { bubbles: true }));
            requestAnimationFrame(() => {
                watcher.observe(picture, { childList: true });
                watcher.observe(bar, { attributes: true });
            });
        }), i));
    }
    const best = (key) => Math.round(Math.min(...times.map((time) => time[key])));
    const { live, comparison } = documentOf(world.pages["gaza-2024"]);

    note(`a slider move on gaza-2024: first answer after ${best("first")} ms, all ${live.futures} futures of `
        + `${comparison.options.length} options after ${best("all")} ms (best of ${times.length})`);
    await close(page);
}

export async function live(world) {
    await testBits(world, "gaza-2024");
    await testBits(world, "one-area");
    await testMoves(world);
    await tellTimes(world);
}
