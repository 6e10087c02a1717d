/** @file session.js  What has been moved and what the engine says to it. Knows no page: it lives on
 *  when the page is built anew in another language.
 *
 *  Two questions are asked of the engine, one at a time: *before*, the study's own plan, once; and
 *  *after*, the plan under the settings, again at every move. Both run the same scenarios, so row k
 *  of one and row k of the other are the same future. At first a few futures of both, for an answer
 *  at once; then all. A later move cancels what an earlier one asked. */
import { settingsOf } from "./settings.js";

const FIRST = 128; /* futures of a first answer, where nothing was run before */
const PAUSE_MS = 40; /* between moves of a slider that is being drawn */
const EVERY = 14; /* days between points of a series */

/** @typedef {Object} Status
 *  @property {string} phase  "idle", "starting", "study", "computing", "done", "problems", "failed"
 *  @property {number} done, total  futures for each option
 *  @property {number} milliseconds  from the move to the answer
 *  @property {?string} reason  of a failure
 *  @property {Object[]} problems  of the plan reader */

/** @param {Object} doc
 *  @param {function(): Promise<Object>} openEngine
 *  @param {string} series  the quantity whose course is wanted */
export function session(doc, openEngine, series) {
    const { controls, futures, tree } = doc.live;
    const self = {
        moves: new Map(),
        series,
        before: new Map(), /* answers by number of futures; all of them for `series` */
        after: null,
        status: { phase: "idle", done: 0, total: futures, milliseconds: 0, reason: null,
            problems: [] },
        ignored: 0,
        onChange: () => {},
    };
    let engine = null;
    let number = 0;
    let timer = 0;

    function tell(status) {
        self.status = { ...self.status, ...status };
        self.onChange();
    }

    async function start() {
        if (globalThis.WebAssembly === undefined) {
            throw new Error("WebAssembly");
        }
        const opened = await openEngine();
        const plan = await opened.load(tree);

        if (!plan.sound) {
            throw new Error(plan.error ?? plan.problems?.[0]?.text ?? "plan");
        }
        return opened;
    }

    /** Asks, and hands partial answers on while the question stands.
     *  @returns {?Object} the answer; null where a later question took its place */
    async function ask(running, { set, n, onAnswer, isCurrent }) {
        const answer = await running.run({ set, options: null, futures: n,
            series: [self.series], every: EVERY, values: true,
            onProgress: (partial, done) => {
                if (isCurrent()) {
                    onAnswer(partial, done);
                }
            } });

        return isCurrent() && !answer.cancelled ? answer : null;
    }

    /** The study's own plan on n futures; answers on the way are kept for comparing. */
    async function askBefore(running, n, isCurrent) {
        if (self.before.has(n)) {
            return true;
        }
        const keep = (answer) => self.before.set(answer.futures, answer);
        const answer = await ask(running, { set: [], n, isCurrent, onAnswer: (partial, done) => {
            keep(partial);
            tell({ phase: "study", done });
        } });

        if (answer?.error) {
            throw new Error(answer.error);
        }
        if (answer) {
            keep(answer);
        }
        return answer !== null;
    }

    /** @returns whether to go on */
    async function askAfter(running, { set, n, begun, isCurrent }) {
        const show = (answer, isLast) => {
            self.after = answer;
            tell({ phase: isLast ? "done" : "computing", done: answer.futures, reason: null,
                problems: answer.problems, milliseconds: performance.now() - begun });
        };
        const answer = await ask(running, { set, n, isCurrent,
            onAnswer: (partial) => show(partial, false) });

        if (answer === null) {
            return false;
        }
        if (answer.options.length === 0) {
            tell({ phase: answer.problems.length > 0 ? "problems" : "failed",
                reason: answer.error, problems: answer.problems });
            return false;
        }
        show(answer, n === futures);
        return true;
    }

    /** Brings the pictures up to the settings. */
    async function update(begun) {
        const mine = ++number;
        const isCurrent = () => mine === number;
        const set = settingsOf(controls, self.moves, doc.plan);

        try {
            if (engine === null) {
                tell({ phase: "starting" });
                engine = start();
            }
            const running = await engine;

            for (const n of self.before.has(futures) || set.length === 0 ? [futures]
                : [FIRST, futures]) {
                if (!isCurrent() || !await askBefore(running, n, isCurrent)) {
                    return;
                }
                if (set.length > 0 && !await askAfter(running, { set, n, begun, isCurrent })) {
                    return;
                }
            }
            if (set.length === 0) {
                tell({ phase: "idle", done: futures, problems: [], reason: null });
            }
        } catch (error) {
            if (isCurrent()) {
                tell({ phase: "failed", reason: String(error?.message ?? error) });
            }
        }
    }

    /** What was asked is out of date; asks anew once the hand has paused. */
    function later() {
        const begun = performance.now();

        number++;
        clearTimeout(timer);
        timer = setTimeout(() => update(begun), PAUSE_MS);
        tell(self.moves.size > 0 ? { phase: "computing", done: 0 } : { phase: "idle" });
    }

    return Object.assign(self, {
        /** Makes the engine ready and runs the study's plan, so that the first move answers soon. */
        warm() {
            if (engine === null) {
                update(performance.now());
            }
        },
        /** Moves a control; undefined lets it go back to the study. */
        move(id, value) {
            if (value === undefined) {
                self.moves.delete(id);
            } else {
                self.moves.set(id, value);
            }
            self.ignored = 0;
            if (self.moves.size === 0) {
                self.after = null;
            }
            later();
        },
        /** All moves at once. */
        setMoves(moves, ignored = 0) {
            self.moves = moves;
            self.ignored = ignored;
            self.after = moves.size === 0 ? null : self.after;
            later();
        },
        setSeries(name) {
            self.series = name;
            self.before.clear();
            later();
        },
        /** The answer before the move on as many futures as the one after; all, without a move. */
        pair() {
            const { after } = self;
            const before = after ? self.before.get(after.futures) : self.before.get(futures)
                ?? [...self.before.values()].at(-1);

            return { before: before ?? null, after: before ? after : null };
        },
    });
}
