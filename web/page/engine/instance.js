/** One instance of the engine: the functions of web/engine/engine.c, taking and giving values of this
 *  language. Nothing here knows of workers or pages. */

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A number as JSON has it: never and unknown are null. */
const finite = (x) => (Number.isFinite(x) ? x : null);

/** Puts the numbers of `view` from `at` on into an object, one for each of `fields`: "mean.low" is the
 *  member low of the member mean. */
function named(fields, view, at) {
    const out = {};
    fields.forEach((field, i) => {
        const [outer, inner] = field.split(".");
        const value = finite(view[at + i]);
        if (inner === undefined) out[outer] = value;
        else (out[outer] ??= {})[inner] = value;
    });
    return out;
}

const BAND = ["mean", "q05", "q25", "q50", "q75", "q95"];

/** What gzip made of a file, undone; other bytes as they are. */
async function unzipped(bytes) {
    if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

export class Instance {
    /** Compiles and starts the engine in `bytes`, a WebAssembly module, as it is or by gzip. All it imports are calls by which its
     *  C library would write on a terminal; there is none, and they fail. */
    static async start(bytes) {
        const module = await WebAssembly.compile(await unzipped(bytes));
        const imports = {};
        for (const { module: from, name } of WebAssembly.Module.imports(module)) (imports[from] ??= {})[name] = () => 52; // ENOSYS
        return new Instance((await WebAssembly.instantiate(module, imports)).exports);
    }

    constructor(exports) {
        this.c = exports;
        this.handle = exports.create();
    }

    /** Copies bytes into the engine's memory. @return where they are; release them. */
    put(bytes) {
        const at = this.c.allocate(Math.max(bytes.length, 1));
        if (at === 0) throw new Error("out of memory");
        new Uint8Array(this.c.memory.buffer, at, bytes.length).set(bytes);
        return at;
    }

    doubles(at, n) {
        return new Float64Array(this.c.memory.buffer, at, n);
    }

    floats(at, n) {
        return new Float32Array(this.c.memory.buffer, at, n);
    }

    /** Keeps the tree of a plan. */
    load(tree) {
        this.c.load(this.handle, this.put(tree), tree.length);
    }

    /** Reads the plan under `set` and makes room for `futures` (0: only reads).
     *  @return {sound, error, problems, options} and, with room, what the rows hold */
    open({ set = [], options = null, series = [], futures = 0, every = 7 }) {
        const strings = [
            ...set.map((x) => `s${x}\0`),
            ...(options ?? []).map((x) => `o${x}\0`),
            ...series.map((x) => `q${x}\0`),
        ].join("");
        const bytes = encoder.encode(strings);
        const at = this.put(bytes);
        const told = this.c.open(this.handle, at, bytes.length, futures, every);
        this.c.release(at);
        if (told === 0) throw new Error("out of memory");
        const memory = new Uint8Array(this.c.memory.buffer);
        this.told = JSON.parse(decoder.decode(memory.subarray(told, memory.indexOf(0, told))));
        this.request = { options, series, futures, every };
        return this.told;
    }

    /** Widths of a row. */
    get widths() {
        return [this.told.outputs.length + 2, this.request.series.length * this.told.n_points];
    }

    /** Runs futures first .. first + n - 1 of every option. */
    run(first, n) {
        for (let o = 0; o < this.told.n_options; o++) this.c.run(this.handle, o, first, n);
    }

    /** Views of the rows of those futures: for each option [outcomes, series]. */
    rows(first, n) {
        const [outcomes, series] = this.widths;
        return Array.from({ length: this.told.n_options }, (_, o) => [
            this.doubles(this.c.outcomes(this.handle, o) + 8 * first * outcomes, n * outcomes),
            this.floats(this.c.series(this.handle, o) + 4 * first * series, n * series),
        ]);
    }

    /** Takes rows that another instance ran. */
    take(first, n, rows) {
        this.rows(first, n).forEach((row, o) => row.forEach((view, i) => view.set(rows[o][i])));
    }

    /** What the first n futures say. Differences are to the first option asked for. */
    summarise(n) {
        const { told, request } = this;
        const optionFields = told.option_fields.split(" ");
        const cellFields = told.cell_fields.split(" ");
        const width = optionFields.length + told.outputs.length * cellFields.length;
        const at = this.c.summarise(this.handle, n, 0);
        const numbers = this.doubles(at, told.n_options * width);
        const ids = request.options ?? told.options.map((option) => option.id);
        return ids.map((id, o) => ({
            id,
            ...named(optionFields, numbers, o * width),
            outputs: told.outputs.map((output, i) => ({
                id: output,
                ...named(cellFields, numbers, o * width + optionFields.length + i * cellFields.length),
            })),
            series: this.bands(o),
        }));
    }

    bands(option) {
        const { series, every } = this.request;
        const n = this.told.n_points;
        const points = this.doubles(this.c.bands(this.handle), this.told.n_options * series.length * n * BAND.length);
        const days = Array.from({ length: n }, (_, p) => p * every);
        return Object.fromEntries(
            series.map((name, s) => {
                const first = (option * series.length + s) * n;
                const of = (k) => days.map((_, p) => finite(points[(first + p) * BAND.length + k]));
                return [name, { days, ...Object.fromEntries(BAND.map((field, k) => [field, of(k)])) }];
            }),
        );
    }
}
