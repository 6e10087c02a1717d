/** @file hostile.mjs  A plan may be called anything: it is shown as text and does nothing. */
import { close, documentOf, expect, open } from "./harness.mjs";

async function testLanguage(world, locale) {
    const file = world.pages.hostile;
    const { plan, options } = documentOf(file);
    const page = await open(world, file, { locale });

    await page.locator("#live").scrollIntoViewIfNeeded();
    await page.waitForTimeout(1500);
    const seen = await page.evaluate(() => ({
        hacked: window.hacked,
        strange: document.querySelectorAll("#page img, #page b, #page script, #page [onerror], #page [onload]").length,
        links: [...document.querySelectorAll("#page a[href]")].map((a) => a.href)
            .filter((href) => !/^(?:file|https?|mailto):/u.test(href)),
        text: document.getElementById("page").textContent,
        title: document.querySelector("h1").textContent,
        scripts: document.scripts.length,
    }));

    expect(seen.hacked === undefined, `${locale}: no name of a plan runs`, seen.hacked);
    expect(seen.strange === 0, `${locale}: no name becomes an element`, seen.strange);
    expect(seen.links.length === 0, `${locale}: no link leads to a script`, seen.links);
    expect(seen.title.includes(plan.title), `${locale}: the title is there, letter by letter`, seen.title);
    const missing = options.filter(({ title }) => !seen.text.includes(title));
    expect(missing.length === 0, `${locale}: so are the options`, missing.map(({ title }) => title.slice(0, 80)));
    const isolated = await page.evaluate(() => {
        const head = document.querySelector("h1");

        return head.dir === "auto" || head.querySelector("[dir=auto]") !== null;
    });
    expect(isolated, `${locale}: a plan's own direction stays its own`);
    expect(page.faults.length === 0 && page.requests.length === 0, `${locale}: no error, no request, no dialog`,
        page.faults.concat(page.requests).join("\n"));
    await close(page);
}

export async function hostile(world) {
    for (const locale of ["en-GB", "ar"]) {
        await testLanguage(world, locale);
    }
}
