/** @file stories.js  One future of each option, told event by event. */

/** Happenings of one day under one date. */
function byDay(happenings) {
    const days = new Map();

    for (const one of happenings) {
        days.set(one.day, [...days.get(one.day) ?? [], one]);
    }
    return [...days];
}

const SIGNS = { good: "+", bad: "−" };

function happening(ctx, { tone, text }) {
    const { h, t } = ctx;

    return h("p", { class: `happening ${tone in SIGNS ? tone : ""}` },
        h("span", { class: "sign", "aria-hidden": "true" }, SIGNS[tone] ?? "·"),
        tone in SIGNS ? h("span", { class: "visually-hidden" }, t(`stories.${tone}`), " ") : null,
        h("span", { dir: "auto" }, text));
}

function storyPart(doc, ctx, story, isOpen) {
    const { h, t, format, words, palette } = ctx;
    const o = doc.options.findIndex((option) => option.id === story.option);

    return h("details", { class: "group", open: isOpen },
        h("summary", null, h("h3", null, o >= 0 ? palette.optionSwatch(o) : null, " ",
            words(doc.options[o]?.title ?? story.option, { class: "clamped" }))),
        story.happenings.length === 0 ? h("p", null, t("stories.nothing"))
            : h("ol", { class: "story" }, byDay(story.happenings).map(([day, events]) =>
                h("li", null, h("time", null, format.date(day)),
                    h("div", null, events.map((event) => happening(ctx, event)))))));
}

export function storiesSection(doc, ctx) {
    const { t } = ctx;
    const { options } = doc.comparison;

    if (!doc.stories?.length) {
        return null;
    }
    const best = options.reduce((a, b) => (b.success.value > a.success.value ? b : a));

    return ctx.section({ id: "stories", title: t("stories.title"), basis: "one",
        lead: t("stories.lead") },
    doc.stories.map((story) => storyPart(doc, ctx, story, story.option === best.id)));
}
