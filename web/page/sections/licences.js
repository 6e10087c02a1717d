/** @file licences.js  Who made what is in this file, and under which terms. The texts of others'
 *  licences are put into the page when it is built, from where their packages keep them. */

const MIT = `Copyright (c) 2026 Bluehelm contributors

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and \
associated documentation files (the "Software"), to deal in the Software without restriction, \
including without limitation the rights to use, copy, modify, merge, publish, distribute, \
sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is \
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or \
substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT \
NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND \
NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, \
DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT \
OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/** A licence, folded. The texts are the legal ones, in English. */
function licence(ctx, name, text) {
    const { h } = ctx;

    return h("details", { class: "group no-print" },
        h("summary", null, h("h3", null, name)),
        h("div", { class: "legal", lang: "en", dir: "ltr", tabindex: "0", role: "group",
            "aria-label": name }, text));
}

export function licencesSection(doc, ctx) {
    const { t } = ctx;
    const others = document.getElementById("licence-texts")?.textContent.trim();

    return ctx.section({ id: "licences", title: t("licences.title"), basis: "about",
        lead: t("licences.lead") },
    licence(ctx, t("licences.bluehelm"), MIT),
    others ? licence(ctx, t("licences.others"), others) : null);
}
