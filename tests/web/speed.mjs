/** @file speed.mjs  How soon one sees something. */
import { statSync } from "node:fs";

import { close, expect, note, open } from "./harness.mjs";

const TRIES = 5;
const MOST_MS = 1000;      /* to the first paint */
const MOST_BYTES = 2000000; /* of a report */

export async function speed(world) {
    for (const name of ["gaza-2024", "haiti-2023"]) {
        const times = [];
        const { size } = statSync(world.pages[name]);

        for (let i = 0; i < TRIES; i++) {
            const page = await open(world, world.pages[name], { whole: false });

            await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
            times.push(await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime));
            await close(page);
        }
        const best = Math.round(Math.min(...times));
        expect(best < MOST_MS, `${name}: first paint under a second`, `${best} ms`);
        note(`${name}: first paint after ${best} ms, the best of ${TRIES}; ${Math.round(size / 1000)} kB`);
        expect(size < MOST_BYTES, `${name}: the report is under 2 MB`, `${size} bytes`);
    }
}
