/** @file desk.js  What the bar remembers while the page is drawn anew in another language: variants,
 *  runs, what is being written, what is compared. */
import { serverOf } from "./api.js";

const BUSY = new Set(["waiting", "running"]);

export const isBusy = (run) => BUSY.has(run?.state);

/** The desk of a document; made once, and kept with it. */
export function deskOf(doc) {
    doc.desk ??= makeDesk(doc);
    return doc.desk;
}

function makeDesk(doc) {
    const server = serverOf(doc.serve.token);
    const desk = {
        server,
        variants: [],
        runs: [],
        isReached: true,
        name: "",
        settings: "",
        futures: doc.serve.futures,
        problem: null,  /* what the server refused last */
        compared: null, /* {name, before, after} */
        onChange: () => {},
        onEnd: () => {},
        runOf: (name) => desk.runs.find((run) => run.variant === name),
        async refresh() {
            desk.variants = await server.variants();
            desk.onChange();
        },
        /** Does something on the server, and keeps what it refuses. @returns whether it was done */
        async attempt(action) {
            desk.problem = null;
            try {
                await action();
            } catch (error) {
                desk.problem = error;
            }
            desk.onChange();
            return desk.problem === null;
        },
        async compare(name) {
            const [before, after] = await Promise.all(["base", name].map(server.comparison));

            desk.compared = { name, before, after };
        },
    };

    server.listen((runs) => {
        const ended = desk.runs.filter((run) => isBusy(run)
            && !isBusy(runs?.find(({ variant }) => variant === run.variant) ?? run));

        desk.isReached = runs !== null;
        desk.runs = runs ?? desk.runs;
        desk.onChange();
        if (ended.length > 0) {
            ended.forEach(({ variant }) => desk.onEnd(desk.runOf(variant)));
            desk.attempt(desk.refresh);
        }
    });
    desk.attempt(desk.refresh);
    return desk;
}
