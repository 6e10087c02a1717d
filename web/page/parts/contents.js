/** @file contents.js  The list of sections, at the side or folded on top, that marks where one
 *  is. */
import { h } from "./dom.js";

const PHONE = 1000; /* as in style/layout.css */

/** @returns {{element: Element, add: function(string, Element)}} add() files a section under the
 *           string id of its group; sections without a second-level heading are not listed */
export function contents(ctx) {
    const { t } = ctx;
    const groups = new Map();
    const links = new Map();
    const fold = h("details", { open: innerWidth >= PHONE }, h("summary", null, t("contents")));
    const watcher = new IntersectionObserver((entries) => {
        const entry = entries.find((one) => one.isIntersecting);

        if (entry) {
            links.forEach((link) => link.removeAttribute("aria-current"));
            links.get(entry.target)?.setAttribute("aria-current", "true");
        }
    }, { rootMargin: "-12% 0px -80% 0px" });
    const listOf = (group) => {
        if (!groups.has(group)) {
            const list = h("ul", null);

            fold.append(h("p", { class: "contents-group" }, t(group)), list);
            groups.set(group, list);
        }
        return groups.get(group);
    };

    return {
        element: h("nav", { class: "contents no-print", "aria-label": t("contents") }, fold),
        add(group, section) {
            const title = section.querySelector("h2")?.textContent;

            if (!group || !section.id || !title) {
                return;
            }
            const link = h("a", { href: `#${section.id}`, dir: "auto", click: () => {
                fold.open = innerWidth >= PHONE;
            } }, title);

            listOf(group).append(h("li", null, link));
            links.set(section, link);
            watcher.observe(section);
        },
    };
}
