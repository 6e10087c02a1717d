/** @file served.mjs  The page of `bluehelm serve`: variants saved, run, compared. Oracle: `explore --set`. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { close, expect, open, output } from "./harness.mjs";

/** Starts a server. @returns {url, stop()} */
async function start(world, results) {
    const child = spawn(world.bluehelm, ["serve", results, "--quiet"], { stdio: ["ignore", "pipe", "inherit"] });
    const [line] = await once(child.stdout, "data");

    return { url: String(line).trim(), async stop() {
        if (child.exitCode === null) {
            child.kill("SIGTERM");
            await once(child, "close");
        }
        return child.exitCode;
    } };
}

async function testVariant(world, page, results) {
    const section = page.locator("#variants");
    const lever = "security.kappa=0.04";

    await section.locator("table").first().waitFor();
    await section.locator("details.group > summary").click();
    await page.fill("#variant-name", "low");
    await page.fill("#variant-settings", "nowhere.at=1");
    await section.locator("button[type=submit]").click();
    const alert = section.locator("[role=alert]");
    await alert.waitFor();
    expect(/nowhere\.at/u.test(await alert.innerText()), "served: settings that do not fit are told on the page");
    await page.fill("#variant-settings", lever);
    await page.fill("#variant-futures", "640");
    await section.locator("button[type=submit]").click();
    await section.locator("[data-action='run low']").click();
    await section.locator("progress").first().waitFor();
    expect(true, "served: a run shows its progress");
    const compare = section.locator("[data-action='compare low']");
    await compare.waitFor();
    await compare.click();
    await page.locator("[data-name='variant-low'] svg").first().waitFor();
    const explored = join(world.folder, "served.bh");
    await output(world.bluehelm, ["explore", world.plans["one-area"], "--futures", "640", "--set", lever,
        "--out", explored, "--overwrite", "--quiet"]);
    expect(readFileSync(explored).equals(readFileSync(join(results.replace(/\.bh$/u, ".variants"), "low.bh"))),
        "served: what the page ran is what explore --set writes, byte for byte");
    const native = JSON.parse(await output(world.bluehelm, ["compare", explored, "--json"]));
    const shown = await page.locator("[data-name='variant-low']").evaluate((figure) => {
        figure.querySelector("[aria-expanded='false']").click();
        return [...figure.querySelectorAll("tbody tr")].map((row) => row.cells[2].textContent);
    });
    const wanted = native.options.map(({ success }) => `${Math.round(100 * success.value)}`);
    expect(shown.every((text, o) => text.startsWith(wanted[o])), "served: before and after show its numbers",
        { shown, wanted });
}

/** A variant kept and dropped while the page speaks another language. */
async function testList(page, server) {
    await page.locator(".bar select").first().selectOption("ar");
    await page.locator("#variants code", { hasText: "low" }).first().waitFor();
    expect(true, "served: another language keeps the variants");
    await page.locator("[data-action='delete low']").click();
    await page.waitForFunction(() => document.querySelector("[data-action='delete low']") === null);
    expect(true, "served: a variant is deleted");
    const own = page.requests.filter((request) => !request.startsWith(`${server.url}api/`));
    expect(own.length === 0, "served: the page asks its own server and nobody else", own.join("\n"));
    const faults = page.faults.filter((fault) => !/status of 422/u.test(fault));
    expect(faults.length === 0, "served: no error on the console", faults.join("\n"));
}

export async function served(world) {
    const results = join(world.folder, "one-area.bh");
    const server = await start(world, results);

    try {
        const page = await open(world, server.url);

        await testVariant(world, page, results);
        await testList(page, server);
        expect(await server.stop() === 0, "served: the server stops while the page listens");
        await page.locator("#variants .problem").first().waitFor();
        expect(true, "served: the page says that the server is gone");
        await close(page);
    } finally {
        await server.stop();
    }
}
