/** @file show.c  Numbers as people read them: few digits, units, words. */
#include <bluehelm/results.h>

#include "base/date.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define THIN "\u2009" /* thin space between thousands */

/** Rounds to three significant digits; whole numbers below a thousand stay. */
static double
rounded(double x)
{
    const double size = fabs(x);
    const double step = size >= 1000 ? pow(10, floor(log10(size)) - 2) : 1;

    return floor(x / step + 0.5) * step;
}

/** A whole number in groups of three. */
static void
show_whole(double x, char *text, size_t room)
{
    char digits[40];
    const int n = snprintf(digits, sizeof digits, "%.0f", fabs(x));
    size_t used = (size_t) snprintf(text, room, "%s", x < 0 && digits[0] != '0' ? "-" : "");

    for (int i = 0; i < n && used + 5 < room; i++) {
        const char *gap = i > 0 && (n - i) % 3 == 0 && n > 4 ? THIN : "";

        used += (size_t) snprintf(text + used, room - used, "%s%c", gap, digits[i]);
    }
}

/** Three significant digits without trailing zeros. */
static void
show_number(double x, char *text, size_t room)
{
    const double size = fabs(x);

    if (size >= 1000) {
        show_whole(rounded(x), text, room);
    } else if (size > 0 && size < 0.001) {
        snprintf(text, room, "%.1e", x);
    } else {
        snprintf(text, room, "%.3g", x);
    }
}

static void
show_share(double x, char *text, size_t room)
{
    const double percent = 100 * x;

    if (percent > 0 && percent < 0.1) {
        snprintf(text, room, "<0.1 %%");
    } else if (fabs(percent) < 9.95 && percent != floor(percent)) {
        snprintf(text, room, "%.1f %%", percent);
    } else {
        snprintf(text, room, "%.0f %%", percent);
    }
}

static void
show_money(double cents, const char *currency, char *text, size_t room)
{
    static const struct {
        double from;
        const char *word;
    } sizes[] = {{1e12, "trillion"}, {1e9, "billion"}, {1e6, "million"}};
    const double amount = cents / 100;

    for (size_t i = 0; i < 3; i++) {
        if (fabs(amount) >= 0.9995 * sizes[i].from) {
            snprintf(text, room, "%.3g %s %s", amount / sizes[i].from, sizes[i].word, currency);
            return;
        }
    }
    show_whole(rounded(amount), text, room);
    const size_t used = strlen(text);
    snprintf(text + used, room - used, " %s", currency);
}

static void
show_date(double day, const char *start, char *text, size_t room)
{
    const double most = 366.0 * 9000; /* calendars end */
    int64_t first;
    char date[12];

    if (!bh_date_parse(start, &first) || !(fabs(day) < most)) {
        snprintf(text, room, "day %.0f", day);
        return;
    }
    bh_date_format(first + (int64_t) floor(day + 0.5), date);
    snprintf(text, room, "%s", date);
}

void
bh_results_show(double value, const char *kind, const char *unit, const char *currency,
                const char *start, char *text, size_t room)
{
    if (isnan(value)) {
        snprintf(text, room, "–");
    } else if (isinf(value)) {
        snprintf(text, room, value > 0 ? "never" : "–");
    } else if (strcmp(kind, "money") == 0) {
        show_money(value, currency, text, room);
    } else if (strcmp(kind, "share") == 0) {
        show_share(value, text, room);
    } else if (strcmp(kind, "date") == 0) {
        show_date(value, start, text, room);
    } else if (strcmp(kind, "days") == 0) {
        show_whole(value < 1000 ? floor(value + 0.5) : rounded(value), text, room);
        const size_t used = strlen(text);
        snprintf(text + used, room - used, fabs(value - 1) < 0.5 ? " day" : " days");
    } else if (strcmp(kind, "persons") == 0) {
        show_whole(rounded(value), text, room);
    } else {
        show_number(value, text, room);
        const size_t used = strlen(text);
        snprintf(text + used, room - used, "%s%s", unit[0] == '\0' ? "" : " ", unit);
    }
}

/** The words behind a number: from its first blank; NULL when there are none. */
static const char *
unit_of(const char *text)
{
    return strchr(text, ' ');
}

void
bh_results_show_range(const double *range, const char *kind, const char *unit,
                      const char *currency, const char *start, char *text, size_t room)
{
    char from[160], to[160];

    bh_results_show(range[0], kind, unit, currency, start, from, sizeof from);
    bh_results_show(range[1], kind, unit, currency, start, to, sizeof to);
    const char *unit_from = unit_of(from);
    const char *unit_to = unit_of(to);
    const bool is_shared =
        unit_from != NULL && unit_to != NULL && strcmp(unit_from, unit_to) == 0;
    const bool is_zero = range[0] == 0 && unit_to != NULL; /* nothing needs no unit */

    if (strcmp(from, to) == 0) {
        snprintf(text, room, "%s", from);
    } else if (is_shared || is_zero) {
        snprintf(text, room, "%.*s to %s", (int) strcspn(from, " "), from, to);
    } else {
        snprintf(text, room, "%s to %s", from, to);
    }
}

void
bh_results_show_share(double share, char *text, size_t room)
{
    bh_results_show(share, "share", "", "", "", text, room);
}

void
bh_results_show_shares(double low, double high, char *text, size_t room)
{
    bh_results_show_range((const double[]){low, high}, "share", "", "", "", text, room);
}
