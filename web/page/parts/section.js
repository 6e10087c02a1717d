/** @file section.js  A section: heading, what its numbers are, content. */
import { h } from "./dom.js";

/** A section.
 *
 *  `basis` is what its numbers come from, said under the heading. futures: many runs of the model.
 *  kept: those whose courses were kept. counterfactual: runs with something changed. one: a single
 *  run. plan: what the plan says, no model. about: no numbers.
 *
 *  @param {Object} ctx
 *  @param {{id: string, title: string, lead: (string|Node|Array)=, basis: string=}} head
 *  @param {...*} children */
export function section(ctx, { id, title, lead, basis }, ...children) {
    const name = `${id}-title`;

    return h("section", { id, "aria-labelledby": name, tabindex: "-1" },
        h("h2", { id: name }, title),
        basis && basis !== "about"
            ? h("p", { class: `basis basis-${basis}` }, ctx.t(`basis.${basis}`, ctx.counts)) : null,
        lead ? h("p", { class: "lead" }, lead) : null,
        children);
}
