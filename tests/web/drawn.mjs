/** @file drawn.mjs  Every picture is drawn, has its words, its table and its files. */
import { close, documentOf, downloaded, expect, open, rowsOf, saved } from "./harness.mjs";

const SECTIONS = ["top", "glance", "options", "live", "measures", "courses", "pipeline", "politics",
    "stories", "money", "map", "relief", "register", "sources", "limits", "again", "licences"];
const UNIT = /%|USD|EUR|days?\b|persons?|people|per |futures|deaths|points|share|index|trucks|km|\b20\d\d\b/iu;

/** What there is of a figure, for a look from outside. */
const figuresOf = (page) => page.evaluate(() => [...document.querySelectorAll("figure.figure")].map(
    (figure) => {
        const svg = figure.querySelector(".picture svg, svg[role]");
        const said = (name) => (svg?.getAttribute(name) ?? "").split(" ").filter(Boolean)
            .map((id) => document.getElementById(id)?.textContent ?? "").join(" ").trim();
        const marks = [...svg?.querySelectorAll("path, rect, circle, line, polygon") ?? []]
            .filter((mark) => !mark.closest(".grid, .zero") && !["grid", "zero"].includes(
                mark.getAttribute("class")));

        return { name: figure.dataset.name, role: svg?.getAttribute("role"),
            title: said("aria-labelledby"), alt: said("aria-describedby"), marks: marks.length,
            heading: figure.querySelector("figcaption")?.textContent ?? "",
            text: figure.textContent, nan: /NaN|undefined|\[object/u.test(figure.innerHTML),
            hasToggle: figure.querySelector("[aria-expanded]") !== null };
    }));

/** Folds a figure's table out. @returns {rows, columns} */
async function tableOf(page, index) {
    return page.evaluate((i) => {
        const figure = document.querySelectorAll("figure.figure")[i];

        figure.querySelector("[aria-expanded='false']")?.click();
        const table = figure.querySelector(".figure-table table");

        return { rows: table?.tBodies[0].rows.length ?? 0,
            columns: table?.tHead.rows[0].cells.length ?? 0,
            bad: /NaN|undefined|\[object/u.test(table?.textContent ?? "") };
    }, index);
}

async function filesOf(page, index) {
    const figure = page.locator("figure.figure").nth(index);
    const files = {};

    for (const kind of ["SVG", "PNG", "CSV"]) {
        const button = figure.locator(".save button", { hasText: kind });

        files[kind] = await saved(page, () => button.evaluate((element) => element.click()));
    }
    return files;
}

function checkFiles(where, { SVG, PNG, CSV }) {
    const svg = SVG.bytes.toString();
    const rows = rowsOf(CSV.bytes.toString());

    return [
        /<svg[^>]*xmlns/u.test(svg) && svg.includes("</svg>") ? null : `${where}: no SVG`,
        PNG.bytes.subarray(1, 4).toString() === "PNG" && PNG.bytes.length > 1000 ? null
            : `${where}: no PNG`,
        rows.length >= 2 && rows.every((row) => row.length === rows[0].length) ? null
            : `${where}: CSV of ${rows.length} rows`,
    ].filter(Boolean);
}

async function testReport(world, name) {
    const file = world.pages[name];
    const page = await open(world, file);
    const wanted = SECTIONS.concat(documentOf(file).obstacles ? ["obstacles"] : []);
    const found = await page.evaluate(() => [...document.querySelectorAll("main > section")]
        .map(({ id }) => id));
    const missing = wanted.filter((id) => !found.includes(id));

    expect(missing.length === 0, `${name}: every section is there`, `missing: ${missing}`);
    const figures = await figuresOf(page);
    const all = (words, isGood) => expect(figures.every(isGood), `${name}: ${words}`,
        figures.filter((figure, i) => !isGood(figure, i)).map(({ name: of, title, marks }) =>
            `${of}: '${title}', ${marks} marks`).join("\n"));

    expect(figures.length >= 10, `${name}: has its pictures (${figures.length})`, figures.length);
    all("every picture is drawn, with marks", ({ marks }) => marks >= 1);
    all("every picture is an image with a name", ({ role, title }) => role === "img" && title !== "");
    all("every picture has a text that says what one sees", ({ alt }) => alt.length >= 15);
    all("every picture says its unit", ({ text }) => UNIT.test(text));
    all("no picture shows what is no number", ({ nan }) => !nan);
    all("every picture has a table to fold out", ({ hasToggle }) => hasToggle);
    const tables = [];
    for (let i = 0; i < figures.length; i++) {
        tables.push({ ...await tableOf(page, i), name: figures[i].name });
    }
    const bad = tables.filter(({ rows, columns, bad: isBad }) => rows < 1 || columns < 2 || isBad);
    expect(bad.length === 0, `${name}: every table has the numbers`, bad);
    if (name === "gaza-2024") {
        const csv = page.locator("[data-name='success'] .save button", { hasText: "CSV" });
        const file = await downloaded(page, () => csv.evaluate((element) => element.click()));
        expect(file.name === "gaza-2024-success.csv" && rowsOf(file.bytes.toString()).length === 6,
            `${name}: the browser saves a file under a name of its own`, file.name);
        const faults = [];
        for (let i = 0; i < figures.length; i++) {
            faults.push(...checkFiles(figures[i].name, await filesOf(page, i)));
        }
        expect(faults.length === 0, `${name}: every picture can be saved as SVG, PNG and CSV`,
            faults.join("\n"));
    }
    expect(page.faults.length === 0, `${name}: no error on the console`, page.faults.join("\n"));
    expect(page.requests.length === 0, `${name}: nothing is asked of any network`,
        page.requests.join("\n"));
    await close(page);
}

export async function drawn(world) {
    for (const name of Object.keys(world.pages)) {
        await testReport(world, name);
    }
}
