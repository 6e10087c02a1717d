/** @file access.mjs  Keyboard, names, contrast. Oracles: WCAG 2.1 AA by axe-core; the order of the page. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { close, expect, open } from "./harness.mjs";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"];
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

async function violationsOf(page) {
    await page.evaluate(axe);
    const found = await page.evaluate((tags) => globalThis.axe.run(document,
        { resultTypes: ["violations"], runOnly: { type: "tag", values: tags } }), TAGS);

    return found.violations.flatMap(({ id, impact, nodes }) => nodes.map(({ target, failureSummary }) =>
        `${id} (${impact}): ${target.join(" ")}: ${failureSummary.replaceAll(/\s+/gu, " ")}`));
}

/** Waits for the live model, which adds to the page when it comes near. */
async function ready(page) {
    await page.locator("#live").scrollIntoViewIfNeeded();
    await page.locator("[data-name='live-success']").waitFor();
}

/** Unfolds everything, so that it is looked at too. */
const unfold = (page) => page.evaluate(() => {
    document.querySelectorAll("details").forEach((details) => {
        details.open = true;
    });
    document.querySelectorAll("figure.figure .figure-tools > [aria-expanded='false']").forEach((button) =>
        button.click());
});

const LOOKS = {
    light: { options: { colorScheme: "light" } },
    dark: { options: { colorScheme: "dark" } },
    Arabic: { options: { locale: "ar" } },
    "a phone": { options: { viewport: { width: 390, height: 844 } } },
};

async function testAxe(world) {
    for (const [look, { options }] of Object.entries(LOOKS)) {
        const page = await open(world, world.pages["gaza-2024"], { reducedMotion: "reduce", ...options });

        await ready(page);
        await unfold(page);
        const found = await violationsOf(page);
        expect(found.length === 0, `axe finds nothing to say: ${look}`, found.join("\n"));
        await close(page);
    }
}

/** Where the focus is, by what a screen reader says and by place. */
const focusOf = (page) => page.evaluate(() => {
    const element = document.activeElement;
    const style = getComputedStyle(element);

    return { type: element.type, tag: element.tagName.toLowerCase(), id: element.id, cls: element.className,
        isVisible: style.outlineStyle !== "none" || style.boxShadow !== "none",
        place: [...document.querySelectorAll("*")].indexOf(element),
        text: (element.getAttribute("aria-label") ?? element.textContent).trim().slice(0, 60) };
});

async function testTabs(world) {
    const page = await open(world, world.pages["gaza-2024"]);
    const stops = [];

    await ready(page);
    await page.evaluate(() => scrollTo(0, 0));
    await page.keyboard.press("Tab");
    const first = await focusOf(page);
    expect(first.cls.includes("skip"), "the first stop of the keyboard is the link to the content", first);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    const behind = await page.evaluate(() => document.querySelector("main")
        .contains(document.activeElement));
    expect(behind, "which leads there", await focusOf(page));
    await page.evaluate(() => document.activeElement.blur());
    await page.evaluate(() => document.querySelector(".skip").focus());
    for (let i = 0; i < 400; i++) {
        await page.keyboard.press("Tab");
        const stop = await focusOf(page);
        if (stop.tag === "body" || stop.cls.includes?.("skip")) {
            break;
        }
        stops.push(stop);
    }
    expect(stops.length > 40, `the keyboard reaches what can be operated (${stops.length} stops)`, stops.length);
    const backwards = stops.filter((stop, i) => i > 0 && stop.place < stops[i - 1].place);
    expect(backwards.length === 0, "stops follow the order of the page", backwards);
    /* a field for a date has stops inside, which the browser marks itself */
    const unseen = stops.filter(({ isVisible, type }) => !isVisible && type !== "date");
    expect(unseen.length === 0, "one sees where the focus is", unseen);
    const reached = new Set(stops.map(({ place }) => place));
    const missed = await page.evaluate((places) => {
        const all = [...document.querySelectorAll("*")];

        return [...document.querySelectorAll("button, select, input, textarea, summary, a[href]")]
            .filter((element) => element.checkVisibility() && !element.disabled && element.tabIndex >= 0
                && !(element.type === "radio") && !element.matches(".skip")
                && !places.includes(all.indexOf(element)))
            .map((element) => element.outerHTML.slice(0, 160));
    }, [...reached]);
    expect(missed.length === 0, "nothing that can be operated is left out", missed.slice(0, 10).join("\n"));
    await close(page);
}

async function testOperated(world) {
    const page = await open(world, world.pages["gaza-2024"]);
    const toggle = page.locator("[data-name='success'] .figure-tools > button").first();

    await toggle.focus();
    await page.keyboard.press("Enter");
    expect(await page.locator("[data-name='success'] table").isVisible(),
        "a table is folded out by the keyboard");
    expect(await toggle.getAttribute("aria-expanded") === "true", "and says so");
    const sort = page.locator("#options button.sort").nth(1);
    await sort.focus();
    await page.keyboard.press("Space");
    expect(await page.locator("#options th[aria-sort]").count() === 1, "a table is sorted by the keyboard");
    const slider = page.locator("#live input[type=range]").first();
    const before = await slider.inputValue();
    await slider.focus();
    await page.keyboard.press("ArrowRight");
    const after = await slider.inputValue();
    expect(Number(after) > Number(before), "a slider is moved by the keyboard", `${before} ${after}`);
    const day = page.locator("#map input[type=range]").first();
    if (await day.count() > 0) {
        await day.focus();
        const start = await day.inputValue();
        await page.keyboard.press("ArrowLeft");
        await page.keyboard.press("ArrowLeft");
        expect(await day.inputValue() !== start, "so is the day of the map");
    }
    const language = page.locator(".bar select").first();
    await language.focus();
    await language.selectOption("fr");
    expect(await page.evaluate(() => document.activeElement.matches(".bar select")
        && document.documentElement.lang === "fr"), "another language keeps the focus");
    await close(page);
}

/** No sideways scrolling at the width of a phone, in any language. */
async function testNarrow(world) {
    for (const name of ["gaza-2024", "hostile"]) {
        for (const locale of ["en-GB", "ar"]) {
            const page = await open(world, world.pages[name], { locale, viewport: { width: 360, height: 740 } });
            const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

            expect(wide <= 1, `${name}: fits a phone of 360 pixels (${locale})`, await page.evaluate(() =>
                [...document.querySelectorAll("body *")].filter((element) => {
                    const box = element.getBoundingClientRect();

                    return (box.right > innerWidth + 1 || box.left < -1) && !element.closest(".wide, pre, svg");
                }).slice(0, 8).map((element) => element.outerHTML.slice(0, 120)).join("\n")));
            await close(page);
        }
    }
}

export async function access(world) {
    await testTabs(world);
    await testOperated(world);
    await testNarrow(world);
    await testAxe(world);
}
