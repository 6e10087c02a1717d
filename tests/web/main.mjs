/** @file main.mjs  All browser tests. Called by run.sh with the program, the sources and a folder of its
 *  own; --only NAME,NAME runs some. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";

import { access } from "./access.mjs";
import { drawn } from "./drawn.mjs";
import { attempt, hasFailed, output } from "./harness.mjs";
import { hostile } from "./hostile.mjs";
import { languages } from "./languages.mjs";
import { live } from "./live.mjs";
import { paper } from "./paper.mjs";
import { hostile as hostilePlan, oneArea } from "./plans.mjs";
import { served } from "./served.mjs";
import { speed } from "./speed.mjs";

const SUITES = { speed, drawn, live, languages, access, paper, hostile, served };
const { values } = parseArgs({ options: { bluehelm: { type: "string" }, source: { type: "string" },
    folder: { type: "string" }, browser: { type: "string" }, only: { type: "string" } } });
const { bluehelm, source, folder } = values;
const chosen = values.only?.split(",") ?? Object.keys(SUITES);

/** Plans made from the template. @returns folder of the plan */
async function makePlan(name, change) {
    await output(bluehelm, ["new", name], { cwd: folder });
    const file = join(folder, name, "plan.yaml");

    writeFileSync(file, change(readFileSync(file, "utf8")));
    return join(folder, name);
}

/** Explores a plan and writes its report. @returns file of the report */
async function makePage(name, plan, futures) {
    const results = join(folder, `${name}.bh`);
    const html = join(folder, `${name}.html`);

    await output(bluehelm, ["explore", plan, "--futures", futures, "--out", results, "--overwrite", "--quiet"]);
    await output(bluehelm, ["obstacles", results, "--quiet"]).catch(() => {});
    await output(bluehelm, ["report", results, "--out", html]);
    return html;
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const plans = { "gaza-2024": join(source, "plans/gaza-2024"), "haiti-2023": join(source, "plans/haiti-2023"),
    "one-area": await makePlan("one-area", oneArea), hostile: await makePlan("hostile", hostilePlan) };
const pages = {};
for (const [name, plan] of Object.entries(plans)) {
    pages[name] = await makePage(name, plan, name.includes("-20") ? "400" : "128");
}
const browser = await chromium.launch({ executablePath: values.browser, args: ["--no-sandbox"] });
for (const [name, suite] of Object.entries(SUITES).filter(([name]) => chosen.includes(name))) {
    await attempt(name, () => suite({ bluehelm, source, folder, browser, plans, pages }));
}
await browser.close();
process.exit(hasFailed() ? 1 : 0);
