// The engine's client with Node's workers in place of a browser's.
import { readFileSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { openEngine } from "../../web/page/engine/client.js";

const worker = new URL("../../web/page/engine/worker.js", import.meta.url);
const shim = `
    import { parentPort } from "node:worker_threads";
    globalThis.self = globalThis;
    globalThis.postMessage = (value, moved) => parentPort.postMessage(value, moved);
    parentPort.on("message", (data) => globalThis.onmessage({ data }));
    await import(${JSON.stringify(worker.href)});
    parentPort.postMessage({ isReady: true });
`;

/** A browser's Worker over Node's: what is posted before the module has run waits. */
function spawn() {
    const node = new Worker(new URL(`data:text/javascript,${encodeURIComponent(shim)}`));
    const early = [];
    let isReady = false;
    const out = {
        postMessage: (...args) => (isReady ? node.postMessage(...args) : early.push(args)),
        terminate: () => node.terminate(),
        onmessage: null,
        onerror: null,
    };
    node.on("message", (data) => {
        if (data.isReady) {
            isReady = true;
            early.forEach((args) => node.postMessage(...args));
        } else {
            out.onmessage({ data });
        }
    });
    node.on("error", (error) => out.onerror?.(error));
    return out;
}

/** Opens the engine of the build in `folder` (.../web), from the zipped files. */
export function openHere(folder, workers, kind) {
    const read = (name) => readFileSync(`${folder}/engine-${name}.wasm.gz`).toString("base64");
    return openEngine({ workers, kind, parts: { simd: read("simd"), scalar: read("scalar"), spawn } });
}
