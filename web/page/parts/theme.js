/** @file theme.js  Light, dark, or as the system has it. Colours live in CSS alone: a change of
 *  theme redraws nothing. */
import { recall, remember } from "./memory.js";

export const THEMES = ["auto", "light", "dark"];

/** Sets the theme on the root element; `auto` leaves it to the system. */
export function setTheme(theme) {
    const chosen = THEMES.includes(theme) ? theme : "auto";

    document.documentElement.dataset.theme = chosen;
    remember("theme", chosen);
    return chosen;
}

/** The theme remembered from before, set. */
export function beginTheme() {
    return setTheme(recall("theme"));
}

/** What is on the screen now: "light" or "dark". */
export function shownTheme() {
    const { theme } = document.documentElement.dataset;

    if (theme === "light" || theme === "dark") {
        return theme;
    }
    return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}
