/** @file discover_words.c  Limits as people say them.
 *
 *  Layer: analyze. */
#include <bluehelm/discover.h>

#include <stdio.h>
#include <string.h>

#define ROOM 160

static void
show(const struct bh_discovery *d, const struct bh_searched_factor *info, double value, char *text)
{
    if (info->is_sampled_never && value > info->latest) {
        snprintf(text, ROOM, "never");
    } else {
        bh_results_show(value, info->kind, "", d->currency, d->start, text, ROOM);
    }
}

/** "a, b or c" of the levels that are in. */
static void
show_levels(const struct bh_discovery *d, const struct bh_corner_limit *limit, char *text,
            size_t room)
{
    const struct bh_searched_factor *info = &d->factors[limit->factor];
    size_t used = 0;
    size_t left = 0;

    for (size_t l = 0; l < info->n_levels; l++) {
        left += limit->limit.levels >> l & 1;
    }
    text[0] = '\0';
    for (size_t l = 0; l < info->n_levels && used < room; l++) {
        if (limit->limit.levels >> l & 1) {
            left--;
            used += (size_t) snprintf(text + used, room - used, "%s%s", info->levels[l],
                                      left > 1    ? ", "
                                      : left == 1 ? " or "
                                                  : "");
        }
    }
}

void
bh_discovery_limit(const struct bh_discovery *d, const struct bh_corner_limit *limit, char *text,
                   size_t room)
{
    const struct bh_searched_factor *info = &d->factors[limit->factor];
    const bool is_date = strcmp(info->kind, "date") == 0;
    const bool has_low = limit->limit.low > limit->whole.low;
    const bool has_high = limit->limit.high < limit->whole.high;
    char low[ROOM], high[ROOM];

    show(d, info, limit->limit.low, low);
    show(d, info, limit->limit.high, high);
    if (info->n_levels > 0) {
        show_levels(d, limit, text, room);
    } else if (has_low && has_high) {
        snprintf(text, room, "between %s and %s", low, high);
    } else if (has_low && strcmp(low, "never") == 0) {
        snprintf(text, room, "never");
    } else if (has_low) {
        snprintf(text, room, "%s or %s", low, is_date ? "later" : "more");
    } else if (has_high) {
        snprintf(text, room, "%s or %s", high, is_date ? "earlier" : "less");
    } else {
        snprintf(text, room, "anything");
    }
}

void
bh_discovery_range(const struct bh_discovery *d, size_t factor, char *text, size_t room)
{
    const struct bh_searched_factor *info = &d->factors[factor];

    if (info->n_levels > 0) {
        const struct bh_corner_limit all = {.factor = factor, .limit = {.levels = UINT64_MAX}};

        show_levels(d, &all, text, room);
    } else {
        bh_results_show_range((const double[]){info->low, info->high}, info->kind, "", d->currency,
                              d->start, text, room);
    }
}
