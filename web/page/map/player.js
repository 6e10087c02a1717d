/** @file player.js  A day chosen by a slider, or one after the other. Who asked for less motion
 *  gets a few still days instead of a film. */
import { freshId } from "../parts/dom.js";

const WHOLE_MS = 14000; /* the whole course, playing */
const LEAST_MS = 90;
const STILL_MS = 1500;
const STILLS = 12;

/** @param {Object} ctx
 *  @param {{days: number[], point: number, onPoint: function(number)}} course
 *  @returns {HTMLElement} */
export function player(ctx, { days, point, onPoint }) {
    const { h, t, format } = ctx;
    const last = days.length - 1;
    const id = freshId("day");
    const shown = h("output", { class: "map-date", for: id });
    const slider = h("input", { type: "range", id, min: 0, max: last, step: 1, value: point,
        input: () => go(Number(slider.value)) });
    const words = h("span", null, t("map.play"));
    const button = h("button", { type: "button", click: () => (timer === null ? play() : pause()) },
        h("span", { class: "play-mark", "aria-hidden": "true" }), words,
        h("span", { class: "visually-hidden" }, ` ${t("map.play.more")}`));
    let timer = null;

    function go(to) {
        const date = format.date(days[to]);

        slider.value = to;
        slider.setAttribute("aria-valuetext", date);
        shown.textContent = date;
        onPoint(to);
    }
    function pause() {
        clearInterval(timer);
        timer = null;
        words.textContent = t("map.play");
        button.classList.remove("is-playing");
    }
    function step(stride) {
        const at = Number(slider.value);

        if (!slider.isConnected || at >= last) {
            pause();
            return;
        }
        go(Math.min(last, at + stride));
    }
    function play() {
        const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
        const stride = isStill ? Math.max(1, Math.round(last / STILLS)) : 1;

        if (Number(slider.value) >= last) {
            go(0);
        }
        words.textContent = t("map.pause");
        button.classList.add("is-playing");
        timer = setInterval(() => step(stride),
            isStill ? STILL_MS : Math.max(LEAST_MS, WHOLE_MS / Math.max(1, last)));
    }

    go(point);
    return h("div", { class: "map-time no-print" }, button,
        h("label", { for: id, class: "visually-hidden" }, t("map.day")), slider, shown);
}
