/** @file unit.mjs  Runs the tests of the page's arithmetic, which need no browser: one line for each. */
import { run } from "node:test";
import { resolve } from "node:path";

const stream = run({ files: process.argv.slice(2).map((file) => resolve(file)) });
let failed = 0;

const tell = (isGood) => ({ name, details, nesting }) => {
    if (nesting === 0 && !name.endsWith(".mjs")) {
        failed += isGood ? 0 : 1;
        console.log(`${isGood ? "ok" : "not ok"} ${name}`);
        if (!isGood) {
            console.log(String(details?.error?.cause ?? details?.error).split("\n").slice(0, 12)
                .map((line) => `# ${line}`).join("\n"));
        }
    }
};
stream.on("test:pass", tell(true));
stream.on("test:fail", tell(false));
stream.on("end", () => {
    process.exitCode = failed > 0 ? 1 : 0;
});
stream.resume();
