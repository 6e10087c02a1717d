/** @file session.js  What has been moved and what the engine says to it. Knows no page: it lives on
 *  when the page is built anew in another language.
 *
 *  Two questions are asked of the engine, one at a time: *before*, the study's own plan, whose
 *  answers are kept; and *after*, the plan under the settings, again at every move. Both run the
 *  same scenarios, so row k of one and row k of the other are the same future. Answers come in
 *  stages: few futures of the option that is looked at, for an answer at once, and of the others;
 *  then all futures, in the same order. Options that the settings cannot reach are not run again. A
 *  later move cancels what an earlier one asked. */
import { settingsOf, untouched } from "./settings.js";

const FIRST = 64;    /* futures of the first answer: a block of the engine */
const PAUSE_MS = 40; /* between moves of a slider that is being drawn */
const EVERY = 14;    /* days between points of a series */

/** @typedef {Object} Status
 *  @property {string} phase  "idle", "starting", "study", "computing", "done", "problems" (the plan
 *           reader's), "refused" (the engine does not take the question), "failed" (there is none)
 *  @property {number} done, total  futures, of all options that run
 *  @property {number} milliseconds  from the move to the answer
 *  @property {?string} reason  of a refusal or failure
 *  @property {Object[]} problems  of the plan reader */

/** @param {Object} doc
 *  @param {function(): Promise<Object>} openEngine
 *  @param {{option: number, series: string}} choice  what is looked at; the caller's to change */
export function session(doc, openEngine, choice) {
    const { controls, futures, tree } = doc.live;
    const ids = doc.options.map(({ id }) => id);
    const self = {
        moves: new Map(),
        choice,
        status: { phase: "idle", done: 0, total: futures, milliseconds: 0, reason: null,
            problems: [] },
        ignored: 0,
        onChange: () => {},
    };
    const before = new Map(ids.map((id) => [id, new Map()])); /* option -> futures -> answer */
    let after = new Map(); /* option -> its last answer, of whichever move */
    let same = new Set(ids); /* options that the settings do not reach: after is before */
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

    /** Asks one question; take() gets every option of the answer, and of the partial ones.
     *  @returns {{isWhole: boolean, problems: Object[]}} */
    async function ask(move, { set, options, n, take }) {
        const hand = (answer) => {
            answer.options.forEach((option) => take({ ...option, futures: answer.futures }));
            self.onChange();
        };
        const answer = await (await engine).run({ set, options, futures: n,
            series: choice.series ? [choice.series] : [], every: EVERY, values: true,
            onProgress: (partial) => {
                if (move.isCurrent()) {
                    hand(partial);
                }
            } });

        if (answer.cancelled || !move.isCurrent()) {
            return { isWhole: false, problems: [] };
        }
        if (answer.error) {
            throw new Error(answer.error);
        }
        hand(answer);
        return { isWhole: answer.options.length > 0, problems: answer.problems };
    }

    /** The study's own plan, for options that have not run n futures yet.
     *  @returns whether to go on */
    async function askBefore(move, options, n) {
        const missing = options.filter((id) => !before.get(id).has(n));

        if (missing.length === 0) {
            return true;
        }
        const { isWhole } = await ask(move, { set: [], options: missing, n,
            take: (option) => before.get(option.id).set(option.futures, option) });
        return isWhole;
    }

    function isOf(move, id) {
        return after.get(id)?.move === move;
    }

    function countDone(move, options) {
        return options.reduce((sum, id) => sum + (isOf(move, id) ? after.get(id).futures : 0), 0);
    }

    /** The plan under the settings. @returns whether to go on */
    async function askAfter(move, options, n) {
        const { isWhole, problems } = await ask(move, { set: move.set, options, n,
            take: (option) => {
                if (!isOf(move, option.id) || option.futures > after.get(option.id).futures) {
                    after.set(option.id, { ...option, move });
                }
                self.status = { ...self.status, phase: "computing",
                    done: countDone(move, move.options),
                    milliseconds: performance.now() - move.begun, problems: [] };
            } });

        if (!isWhole && problems.length > 0) {
            tell({ phase: "problems", problems });
        }
        return isWhole;
    }

    /** Which options run how many futures, in which order. */
    function stagesOf(options) {
        const first = options.filter((id) => id === ids[choice.option]);
        const others = options.filter((id) => id !== ids[choice.option]);

        return [[first, FIRST], [others, FIRST], [first, futures], [others, futures]]
            .filter(([some, n]) => some.length > 0 && n <= futures);
    }

    /** Brings the answers up to the settings, stage by stage. */
    async function runStages(move) {
        tell({ phase: "computing", done: 0, total: futures * move.options.length });
        for (const [options, n] of stagesOf(move.options)) {
            if (!await askBefore(move, options, n) || !await askAfter(move, options, n)) {
                return;
            }
        }
    }

    /** The study's plan on all futures: options that were not run again have their answer in it,
     *  and the next move has something to be compared with. */
    async function runStudy(move) {
        const isAlone = move.set.length === 0;

        if (isAlone) {
            tell({ phase: "study" });
        }
        for (const [options, n] of stagesOf(ids)) {
            if (!await askBefore(move, options, n)) {
                return;
            }
        }
        tell(isAlone ? { phase: "idle" } : { phase: "done", done: self.status.total });
    }

    async function update(begun) {
        const mine = ++number;
        const set = settingsOf(controls, self.moves, doc.plan);
        let isOpen = false;
        const move = { begun, set, options: ids.filter((id) => !same.has(id)),
            isCurrent: () => mine === number };

        try {
            if (engine === null) {
                tell({ phase: "starting" });
                engine = start();
            }
            await engine;
            isOpen = true;
            if (move.options.length > 0 && move.isCurrent()) {
                await runStages(move);
            }
            if (move.isCurrent() && self.status.phase !== "problems") {
                await runStudy(move);
            }
        } catch (error) {
            if (move.isCurrent()) {
                tell({ phase: isOpen ? "refused" : "failed",
                    reason: String(error?.message ?? error) });
            }
        }
    }

    /** What was asked is out of date; asks anew once the hand has paused. */
    function later() {
        const begun = performance.now();
        const set = settingsOf(controls, self.moves, doc.plan);

        same = set.length > 0 ? untouched(doc, set) : new Set(ids);
        number++;
        clearTimeout(timer);
        timer = setTimeout(() => update(begun), PAUSE_MS);
        tell({ phase: self.moves.size > 0 ? "computing" : "idle", done: 0, problems: [] });
    }

    return Object.assign(self, {
        /** Makes the engine ready and runs the study's plan: the first move then answers soon. */
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
            self.setMoves(self.moves);
        },
        /** All moves at once. */
        setMoves(moves, ignored = 0) {
            self.moves = moves;
            self.ignored = ignored;
            if (moves.size === 0) {
                after = new Map();
            }
            later();
        },
        /** Another series to follow: courses are asked for anew. */
        setSeries() {
            before.forEach((answers) => answers.clear());
            after = new Map();
            later();
        },
        /** What there is to show of every option: the answers before and after a move on the same
         *  futures. Where nothing was moved, or the option has not run again yet, after is null.
         *  @returns {{id, before: ?Object, after: ?Object}[]} */
        pairs() {
            return ids.map((id) => {
                const known = before.get(id);
                const most = known.get(Math.max(...known.keys())) ?? null;
                const isSame = same.has(id) && self.moves.size > 0;
                const moved = isSame ? most : after.get(id) ?? null;
                const match = moved ? known.get(moved.futures) : most;

                return { id, before: match ?? most, after: match ? moved : null };
            });
        },
    });
}
