/** @file strings.js  The one table of what the page itself says: id -> {en, fr, ar}. A block for
 *  each part; where a number chooses the form, the entry holds {one, two, few, many, other} as
 *  the language needs them. Words of a plan are not here: they stay in the plan's language. */
import { strings as live } from "./live/strings.js";
import { strings as map } from "./map/strings.js";
import { strings as serve } from "./serve/strings.js";
import { strings as about } from "./strings/about.js";
import { strings as answer } from "./strings/answer.js";
import { strings as breaks } from "./strings/breaks.js";
import { strings as common } from "./strings/common.js";
import { strings as courses } from "./strings/courses.js";
import { strings as model } from "./strings/model.js";
import { strings as others } from "./strings/others.js";

export const strings = { ...common, ...model, ...answer, ...breaks, ...courses, ...about, ...others,
    ...map, ...live, ...serve };
