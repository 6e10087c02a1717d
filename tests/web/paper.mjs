/** @file paper.mjs  The page on paper. */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { close, expect, note, open } from "./harness.mjs";

/** Words of a PDF, by pdftotext; null where that is not installed. */
function wordsOf(file) {
    const { status, stdout } = spawnSync("pdftotext", [file, "-"], { encoding: "utf8", maxBuffer: 1 << 26 });

    return status === 0 ? stdout : null;
}

export async function paper(world) {
    const page = await open(world, world.pages["gaza-2024"]);
    const pdf = await page.pdf({ format: "A4", printBackground: true });
    const file = join(world.folder, "gaza-2024.pdf");
    const titles = await page.evaluate(() => [...document.querySelectorAll("main > section:not(.no-print) h2")]
        .filter((title) => title.checkVisibility()).map((title) => title.textContent));

    writeFileSync(file, pdf);
    expect(pdf.subarray(0, 5).toString() === "%PDF-" && pdf.length > 50000, "the page prints to PDF",
        `${pdf.length} bytes`);
    const words = wordsOf(file);
    if (words === null) {
        note("skip: pdftotext is not installed, so nobody reads the PDF");
    } else {
        const flat = words.replaceAll(/\s+/gu, " ");
        const missing = titles.filter((title) => !flat.includes(title));

        expect(missing.length <= 1, "every section is on paper", missing.join("\n"));
        expect(/not a forecast/u.test(flat), "and what it is: model output, not a forecast");
    }
    await page.emulateMedia({ media: "print" });
    const printed = await page.evaluate(() => ({
        bar: [...document.querySelectorAll(".bar select, .figure-tools")].some((element) =>
            element.checkVisibility()),
        paper: getComputedStyle(document.body).backgroundColor,
    }));
    expect(!printed.bar, "controls stay off the paper", printed);
    await close(page);
}
