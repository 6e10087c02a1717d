/** A worker around one instance of the engine. A message is {id, call, args}; the answer {id, value} or
 *  {id, error}, what went wrong in words. */
import { Instance } from "./instance.js";

let instance;

const calls = {
    async start({ bytes }) {
        instance = await Instance.start(bytes);
    },
    load({ tree }) {
        instance.load(tree);
    },
    open({ request }) {
        return instance.open(request);
    },
    /** Runs futures; gives copies of their rows when the caller wants them. */
    run({ first, n, copy }) {
        instance.run(first, n);
        return copy ? instance.rows(first, n).map((row) => row.map((view) => view.slice())) : null;
    },
    take({ first, n, rows }) {
        instance.take(first, n, rows);
    },
    /** Outcomes of the first n futures of each option: a row of outputs, then failed, then succeeds. */
    outcomes({ n }) {
        return instance.rows(0, n).map(([outcomes]) => outcomes.slice());
    },
    summarise({ n }) {
        return instance.summarise(n);
    },
};

self.onmessage = async ({ data: { id, call, args } }) => {
    try {
        const value = await calls[call](args);
        const moved = call === "run" && value ? value.flat().map((view) => view.buffer) : [];
        self.postMessage({ id, value }, moved);
    } catch (error) {
        self.postMessage({ id, error: String(error?.message ?? error) });
    }
};
