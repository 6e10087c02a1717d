/** The engine for a page: several workers share the futures of a question, one of them puts the rows
 *  together and says what they mean. An answer depends on the plan, the settings and the number of
 *  futures, and not on the number of workers; its numbers are those of the native engine, bit by bit.
 *
 *      const engine = await openEngine({ workers: 2 });
 *      const plan = await engine.load(document.live.tree);
 *      const answer = await engine.run({ set: ["forces.isf.target=9000"], futures: 1000, onProgress });
 */

const CHUNK = 64; // futures a worker runs before it looks up: a block of the native engine
const MILESTONES = [64, 128, 320, 640, 1000, 2000, 5000, 10000]; // futures after which there is a partial answer

/** A module of two instructions that only engines with SIMD accept: i32.const 0, i8x16.splat. */
const SIMD_PROBE = new Uint8Array([
    0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11,
]);

function fromBase64(text) {
    const binary = atob(text);
    const bytes = new Uint8Array(binary.length);
    for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
    return bytes;
}

/** Whether this machine undoes what gzip made of a build, if it did. */
const canUnzip = (text) => !text.startsWith("H4sI") || typeof DecompressionStream === "function";

/** Text of a block of the page; "" when there is none. */
const block = (id) => globalThis.document?.getElementById(id)?.textContent ?? "";

/** What the page carries: the engine in two builds and the code of a worker. */
export function pageParts() {
    const code = block("worker");
    return {
        simd: block("engine-simd"),
        scalar: block("engine-scalar"),
        spawn: code
            ? () => {
                  const url = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
                  const worker = new Worker(url);
                  URL.revokeObjectURL(url);
                  return worker;
              }
            : null,
    };
}

/** A worker that is asked and answers. */
class Asked {
    constructor(worker) {
        this.worker = worker;
        this.waiting = new Map();
        this.next = 0;
        worker.onmessage = ({ data: { id, value, error } }) => {
            const { resolve, reject } = this.waiting.get(id);
            this.waiting.delete(id);
            if (error === undefined) resolve(value);
            else reject(new Error(error));
        };
        worker.onerror = (event) => {
            event.preventDefault?.();
            this.waiting.forEach(({ reject }) => reject(new Error(event.message ?? "the worker stopped")));
            this.waiting.clear();
        };
    }

    ask(call, args, moved = []) {
        return new Promise((resolve, reject) => {
            this.waiting.set(this.next, { resolve, reject });
            this.worker.postMessage({ id: this.next++, call, args }, moved);
        });
    }
}

class Engine {
    constructor(workers, kind) {
        this.workers = workers;
        this.kind = kind; // "simd" or "scalar"
        this.number = 0; // of the question that is being answered; an older one is cancelled
        this.turn = Promise.resolve();
    }

    /** Reads a plan's tree (base64). @return {sound, error, problems, options} */
    async load(treeBase64) {
        this.number++;
        const tree = fromBase64(treeBase64);
        await Promise.all(this.workers.map((worker) => worker.ask("load", { tree })));
        return this.workers[0].ask("open", { request: {} });
    }

    /** Answers a question; one that is asked later cancels it. With `values` each option has its outcomes future by
     *  future as well, [futures][outputs, failed, succeeds], for who compares two answers in pairs. Never throws: what
     *  is wrong is in `error` or `problems`, and a cancelled question says {cancelled: true}. */
    async run(question) {
        const number = ++this.number;
        const isCurrent = () => number === this.number && !question.signal?.aborted;
        const before = this.turn;
        let end;
        this.turn = new Promise((resolve) => (end = resolve));
        await before; // an older question lets go after the futures its workers are at
        try {
            return await this.answer(question, isCurrent);
        } catch (error) {
            return { cancelled: false, error: error.message, problems: [], options: [], futures: 0 };
        } finally {
            end();
        }
    }

    async answer({ set = [], options = null, futures = 1000, series = [], every = 7, values = false, onProgress }, isCurrent) {
        const nothing = { cancelled: true, error: null, problems: [], options: [], futures: 0 };
        if (!isCurrent()) return nothing;
        const request = { set, options, futures, series, every };
        const [told] = await Promise.all(this.workers.map((worker) => worker.ask("open", { request })));
        if (!told.sound || told.error) return { ...nothing, cancelled: false, error: told.error, problems: told.problems };
        const [host] = this.workers;
        const summary = async (n) => {
            const answered = await host.ask("summarise", { n });
            const outcomes = values ? await host.ask("outcomes", { n }) : [];
            const all = answered.map((option, o) => (values ? { ...option, values: outcomes[o] } : option));
            return { cancelled: false, error: null, problems: told.problems, options: all, futures: n };
        };
        const isWhole = await this.share(futures, isCurrent, async (n) => {
            if (onProgress) onProgress(await summary(n), n, futures);
        });
        return isWhole && isCurrent() ? summary(futures) : nothing;
    }

    /** Lets the workers run all futures, and tells when the first so many are there. @return whether all were run */
    async share(futures, isCurrent, tell) {
        const [host] = this.workers;
        const done = new Set(); // chunks
        let next = 0;
        let whole = 0; // futures from the first on that are there
        let milestone = 0;
        const work = async (worker) => {
            while (next < futures && isCurrent()) {
                const first = next;
                const n = Math.min(CHUNK, futures - first);
                next += n;
                const rows = await worker.ask("run", { first, n, copy: worker !== host });
                if (rows) {
                    const moved = rows.flat().map((view) => view.buffer);
                    await host.ask("take", { first, n, rows }, moved);
                }
                done.add(first);
                while (done.delete(whole)) whole = Math.min(whole + CHUNK, futures);
                if (whole >= (MILESTONES[milestone] ?? Infinity) && whole < futures && isCurrent()) {
                    while (whole >= (MILESTONES[milestone] ?? Infinity)) milestone++;
                    await tell(whole);
                }
            }
        };
        await Promise.all(this.workers.map(work));
        return whole === futures;
    }

    /** Stops what is being answered. */
    cancel() {
        this.number++;
    }

    close() {
        this.cancel();
        this.workers.forEach(({ worker }) => worker.terminate());
    }
}

/** Starts the engine.
 *  @param workers  how many share the work; by default one less than the machine has processors, 1 to 8
 *  @param kind     "simd" or "scalar"; by default the faster that runs here
 *  @param parts    {simd, scalar: base64 of WebAssembly, as it is or by gzip, spawn: () => Worker}; by default those of the page
 *  @throws when the page carries no engine or the machine runs none */
export async function openEngine({ workers, kind, parts = pageParts() } = {}) {
    const hasSimd = globalThis.WebAssembly?.validate(SIMD_PROBE) && Boolean(parts.simd) && canUnzip(parts.simd);
    const chosen = kind ?? (hasSimd ? "simd" : "scalar");
    if (!parts[chosen] || !parts.spawn) throw new Error("this page carries no engine");
    const bytes = fromBase64(parts[chosen]);
    const most = Math.min(Math.max((globalThis.navigator?.hardwareConcurrency ?? 2) - 1, 1), 8);
    const asked = Array.from({ length: workers ?? most }, () => new Asked(parts.spawn()));
    await Promise.all(asked.map((worker) => worker.ask("start", { bytes })));
    return new Engine(asked, chosen);
}
