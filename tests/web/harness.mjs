/** @file harness.mjs  What the browser tests share: one line for each thing tested, and pages that
 *  remember what went wrong in them. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const PATIENCE_MS = 90000; /* until something counts as never coming; the machine may be busy */

let failures = 0;

/** Prints "ok WORDS" or "not ok WORDS"; `found` says what was seen where it was not good. */
export function expect(isGood, words, found = "") {
    console.log(`${isGood ? "ok" : "not ok"} ${words}`);
    if (!isGood) {
        failures += 1;
        const text = typeof found === "string" ? found : JSON.stringify(found, null, 1);

        console.log(text.split("\n").slice(0, 40).map((line) => `# ${line.slice(0, 400)}`).join("\n"));
    }
    return isGood;
}

export const note = (words) => console.log(`# ${words}`);
export const hasFailed = () => failures > 0;

/** Runs a test; one that throws has failed. */
export async function attempt(words, test) {
    try {
        await test();
    } catch (error) {
        expect(false, `${words}: runs to its end`, error.stack);
    }
}

/** A report opened from disk, or a page of a server.
 *  @param {Object} world  {browser, context: options of a browser context}
 *  @returns {Promise<Page>} with .faults: console errors and exceptions, .requests: all but its own */
export async function open(world, target, { hash = "", whole = true, ...options } = {}) {
    const context = await world.browser.newContext({ viewport: { width: 1280, height: 900 },
        locale: "en-GB", acceptDownloads: true, ...options });
    const page = await context.newPage();

    page.setDefaultTimeout(PATIENCE_MS);
    const url = (target.startsWith("http") ? target : pathToFileURL(target).href) + hash;
    const own = (other) => other.split("#")[0] === url.split("#")[0] || /^(?:blob|data):/u.test(other);

    page.faults = [];
    page.requests = [];
    page.on("console", (message) => {
        if (["error", "warning"].includes(message.type())) {
            page.faults.push(`console ${message.type()}: ${message.text()}`);
        }
    });
    page.on("pageerror", (error) => page.faults.push(`exception: ${error.stack}`));
    page.on("dialog", (dialog) => {
        page.faults.push(`dialog: ${dialog.message()}`);
        dialog.dismiss();
    });
    page.on("request", (request) => {
        if (!own(request.url())) {
            page.requests.push(request.url());
        }
    });
    await page.goto(url);
    if (whole) {
        await page.locator("section#licences").waitFor({ state: "attached" });
    }
    return page;
}

export const close = (page) => page.context().close();

/** The document in a page on disk. */
export function documentOf(file) {
    const [, text] = /<script type="application\/json" id="document">(.*?)<\/script>/su.exec(
        readFileSync(file, "utf8"));

    return JSON.parse(text);
}

/** What a program prints; throws when it fails. */
export async function output(program, args, options = {}) {
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
    let out = "";
    let err = "";

    child.stdout.on("data", (data) => {
        out += data;
    });
    child.stderr.on("data", (data) => {
        err += data;
    });
    const [code] = await once(child, "close");
    if (code !== 0) {
        throw new Error(`${program} ${args.join(" ")}: exit code ${code}\n${err}`);
    }
    return out;
}

/** What a button lets a reader save: {name, bytes}. Taken where the page hands it to the browser, so
 *  that many files are soon looked at; downloaded() goes the whole way. */
export async function saved(page, press) {
    await page.evaluate(() => {
        const make = URL.createObjectURL;
        let last = null;

        globalThis.handed ??= [];
        if (globalThis.handed.isWatched) {
            return;
        }
        globalThis.handed.isWatched = true;
        URL.createObjectURL = (blob) => {
            last = blob;
            return make.call(URL, blob);
        };
        HTMLAnchorElement.prototype.click = function click() {
            globalThis.handed.push({ name: this.download, blob: last });
        };
    });
    await press();
    await page.waitForFunction(() => globalThis.handed.length > 0);
    const { name, base64 } = await page.evaluate(async () => {
        const { name, blob } = globalThis.handed.pop();
        const bytes = new Uint8Array(await blob.arrayBuffer());

        return { name, base64: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")) };
    });

    return { name, bytes: Buffer.from(base64, "base64") };
}

/** The same through the browser's own downloads. */
export async function downloaded(page, press) {
    const [download] = await Promise.all([page.waitForEvent("download"), press()]);

    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** Rows of a CSV file that quotes as RFC 4180 says. */
export function rowsOf(csv) {
    return csv.replace(/^\uFEFF/u, "").trimEnd().split(/\r?\n(?=(?:[^"]*"[^"]*")*[^"]*$)/u).map((line) =>
        [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/gu)].map(([, quoted, plain]) =>
            quoted?.replaceAll('""', '"') ?? plain));
}
