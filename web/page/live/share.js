/** @file share.js  Taking a setting away: the address of the page, and the command that makes the
 *  same futures with the program. */
import { commandOf } from "./command.js";
import { settingsOf, toFragment, isFragment } from "./settings.js";

/** Writes the moves into the address, quietly; a place on the page in it is left alone as long as
 *  nothing is moved. */
export function writeAddress(doc, moves) {
    const fragment = toFragment(doc.live.controls, moves, doc.plan);

    if (fragment === "" && !isFragment(location.hash)) {
        return;
    }
    try {
        history.replaceState(history.state, "", fragment === "" ? location.href.split("#")[0]
            : `#${fragment}`);
    } catch {
        /* a page that may not change its address still shows its command */
    }
}

/** Copies text; where the browser does not allow it, selects it in `shown`. */
async function copy(ctx, text, shown) {
    try {
        await navigator.clipboard.writeText(text);
        ctx.announce(ctx.t("live.copied"));
        return true;
    } catch {
        getSelection()?.selectAllChildren(shown);
        ctx.announce(ctx.t("live.copy.failed"));
        return false;
    }
}

/** @returns {{element, update()}} */
export function sharePanel(doc, ctx, session) {
    const { h, t } = ctx;
    const command = h("code", null);
    const told = h("span", { class: "live-copied", "aria-hidden": "true" });
    const text = () => commandOf(doc, settingsOf(doc.live.controls, session.moves, doc.plan),
        doc.live.futures);
    const button = (words, what) => h("button", { type: "button", click: async () => {
        told.textContent = await copy(ctx, what(), command) ? t("live.copied")
            : t("live.copy.failed");
    } }, words);

    return {
        element: h("div", { class: "live-share" },
            h("h3", null, t("live.share")),
            h("p", { class: "control-note" }, t("live.share.note")),
            h("pre", { class: "live-command", tabindex: "0", role: "region",
                "aria-label": t("live.command") }, command),
            h("div", { class: "live-buttons no-print" },
                button(t("live.copy.command"), text),
                button(t("live.copy.link"), () => location.href), told)),
        update() {
            command.textContent = text();
            told.textContent = "";
        },
    };
}
