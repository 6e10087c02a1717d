/** @file languages.mjs  English, French, Arabic: all that the page says, and the way it is laid out. */
import { close, expect, open } from "./harness.mjs";

const LANGUAGES = [["en-GB", "en", "ltr"], ["fr-FR", "fr", "ltr"], ["ar-EG", "ar", "rtl"]];
/* identifiers of strings that were never found look like "options.title" */
const IDENTIFIER = /\b(?:serve|live|map|options|measures|group|figure|table|basis|bar|word|value|unit|foot|theme|head|glance|courses|pipeline|politics|money|relief|register|limits|again|licences|stories|sources|obstacles|corners|sensitivity|robustness)\.[a-z_.]+\b/u;

/** For each picture: whether its axes run from left to right, by the places of their numbers or dates. Panels
 *  have axes of their own, a group each. */
const axesOf = (page) => page.evaluate(() => [...document.querySelectorAll(".picture svg")].map((svg) => {
    const labels = [...svg.querySelectorAll("text.axis")].map((text) => ({ text: text.textContent,
        box: text.getBoundingClientRect(), panel: text.parentElement }));
    const groups = [...new Set(labels.map(({ panel }) => panel))];
    const rows = new Map();

    for (const { text: words, box, panel } of labels) {
        const text = words.replaceAll(/[\u2066-\u2069\u200e\u00a0]/gu, "");
        const value = /^\d{4}$/u.test(text) ? Number(text)
            : /^[\d.,\s]+%?$/u.test(text) ? parseFloat(text.replaceAll(",",
                document.documentElement.lang === "fr" ? "." : "").replaceAll(/[\s%]/gu, "")) : NaN;
        const key = `${groups.indexOf(panel)} ${Math.round(box.top / 4)}`;

        if (!Number.isNaN(value)) {
            rows.set(key, [...rows.get(key) ?? [], { value, x: box.left }]);
        }
    }
    /* panels side by side begin anew, so an axis counts as running right when most steps go up */
    return [...rows.values()].filter((row) => row.length >= 3).every((row) => {
        const steps = row.toSorted((a, b) => a.x - b.x).map(({ value }, i, sorted) =>
            (i === 0 ? 0 : Math.sign(value - sorted[i - 1].value)));
        const count = (sign) => steps.filter((step) => step === sign).length;

        return count(1) >= 2 * count(-1);
    }) ? null : svg.closest("figure").dataset.name;
}));

async function testLanguage(world, [locale, lang, direction]) {
    const page = await open(world, world.pages["gaza-2024"], { locale });
    const root = await page.evaluate(() => ({ lang: document.documentElement.lang,
        dir: document.documentElement.dir }));

    expect(root.lang === lang && root.dir === direction,
        `a browser in ${locale} gets the page in its language and direction`, root);
    const text = await page.evaluate(() => {
        const main = document.getElementById("page").cloneNode(true);
        const { register } = JSON.parse(document.getElementById("document").textContent);

        main.querySelectorAll("pre, code, bdi, [dir=auto], script, #register, #sensitivity, #corners").forEach((element) => element.remove());
        /* paths of the plan look like identifiers and are none */
        return register.reduce((words, { path }) => words.replaceAll(path, ""), main.textContent);
    });
    expect(!IDENTIFIER.test(text), `${lang}: every string is there`, IDENTIFIER.exec(text)?.[0]);
    expect(!/\{\w+\}/u.test(text), `${lang}: every hole in a string is filled`, /.{40}\{\w+\}.{20}/su.exec(text)?.[0]);
    const axes = await axesOf(page);
    expect(axes.length > 10 && axes.every((name) => name === null), `${lang}: axes run from left to right`, axes);
    expect(page.faults.length === 0, `${lang}: no error`, page.faults.join("\n"));
    await close(page);
}

async function testArabic(world) {
    const page = await open(world, world.pages["gaza-2024"], { locale: "ar" });
    const places = await page.evaluate(() => {
        const box = (selector) => document.querySelector(selector).getBoundingClientRect();

        return { contents: box(".contents").left, main: box("main").left,
            command: getComputedStyle(document.querySelector("pre")).direction,
            digits: /[\u0660-\u0669]/u.test(document.getElementById("page").textContent),
            aligned: getComputedStyle(document.querySelector("main p")).textAlign };
    });

    expect(places.contents > places.main, "Arabic: the contents stand at the right", places);
    expect(places.command === "ltr", "Arabic: commands run from left to right", places);
    expect(!places.digits, "Arabic: digits are those of the axes", places);
    await page.locator(".bar select").first().selectOption("en");
    expect(await page.evaluate(() => document.documentElement.dir) === "ltr",
        "from Arabic to English the page turns round");
    await page.reload();
    expect(await page.evaluate(() => document.documentElement.lang) === "en", "and stays so");
    await close(page);
}

export async function languages(world) {
    for (const language of LANGUAGES) {
        await testLanguage(world, language);
    }
    await testArabic(world);
}
