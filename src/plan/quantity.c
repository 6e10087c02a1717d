/** @file quantity.c  Numbers with units. */
#include "plan/quantity.h"

#include "base/date.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST 1e18 /* of a number, in the unit it is stored in: reals hold no more digits */

static const struct {
    const char *word;
    double factor;
} durations[] = {{"days", 1},         {"day", 1},          {"weeks", 7},
                 {"week", 7},         {"months", 30.4375}, {"month", 30.4375},
                 {"years", 365.25},   {"year", 365.25}},
  multiples[] = {{"thousand", 1e3}, {"million", 1e6}, {"billion", 1e9}};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

const char *
bh_quantity_wanted(enum bh_kind kind)
{
    static const char *const words[] = {
        "a number",
        "a share such as 0.6 or 60 %",
        "a whole number of persons",
        "a duration such as 90 days, 19 weeks or 6 months",
        "a date such as 2024-10-01, or never",
        "an amount such as 1.4 million USD",
        "true or false",
    };

    return words[kind];
}

/** Length of `word` at the head of `text`, when it stands alone there. */
static size_t
starts_with(const char *text, const char *word)
{
    const size_t n = strlen(word);
    const char next = strncmp(text, word, n) == 0 ? text[n] : 'x';
    const bool goes_on = (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') ||
                         (next >= '0' && next <= '9') || next == '_' || next == '.';

    return goes_on ? 0 : n;
}

static size_t
blanks(const char *text)
{
    return strspn(text, " ");
}

/** Reads a word of multiples ("million") behind a number. */
static size_t
multiple(const char *text, double *value)
{
    const size_t gap = blanks(text);

    for (size_t i = 0; i < COUNT(multiples); i++) {
        const size_t n = starts_with(text + gap, multiples[i].word);

        if (n > 0) {
            *value *= multiples[i].factor;
            return gap + n;
        }
    }
    return 0;
}

static size_t
duration_unit(const char *text, double *value)
{
    const size_t gap = blanks(text);

    for (size_t i = 0; i < COUNT(durations); i++) {
        const size_t n = starts_with(text + gap, durations[i].word);

        if (n > 0) {
            *value = floor(*value * durations[i].factor + 0.5);
            return gap + n;
        }
    }
    return 0;
}

static size_t
currency_unit(const char *text, const struct bh_unit_context *units, double *value)
{
    double amount = *value;
    size_t at = multiple(text, &amount);
    const size_t gap = blanks(text + at);
    const size_t n = starts_with(text + at + gap, units->currency);

    if (n == 0) {
        return 0;
    }
    *value = floor(amount * 100 + 0.5);
    return at + gap + n;
}

static size_t
percent(const char *text, double *value)
{
    const size_t gap = blanks(text);

    if (text[gap] != '%') {
        return 0;
    }
    *value /= 100;
    return gap + 1;
}

static size_t
person_unit(const char *text, double *value)
{
    size_t at = multiple(text, value);
    const size_t gap = blanks(text + at);
    const size_t n =
        starts_with(text + at + gap, "persons") + starts_with(text + at + gap, "people");

    return n > 0 ? at + gap + n : at;
}

size_t
bh_quantity_scan(const char *text, const struct bh_unit_context *units, double *value)
{
    const size_t n = bh_text_number(text, value);

    if (n == 0) {
        return 0;
    }
    const char *rest = text + n;
    size_t unit = percent(rest, value);
    unit = unit > 0 ? unit : duration_unit(rest, value);
    unit = unit > 0 ? unit : currency_unit(rest, units, value);
    unit = unit > 0 ? unit : person_unit(rest, value);
    return fabs(*value) <= MOST ? n + unit : 0;
}

static enum bh_status
unwanted(const char *text, enum bh_kind kind, struct bh_err *err)
{
    return bh_fail(err, BH_EINPUT, "is '%.60s', must be %s", text, bh_quantity_wanted(kind));
}

static enum bh_status
parse_date(const char *text, const struct bh_unit_context *units, double *value,
           struct bh_err *err)
{
    int64_t day;

    if (strcmp(text, "never") == 0) {
        *value = (double) INFINITY;
        return BH_OK;
    }
    if (!bh_date_parse(text, &day)) {
        return unwanted(text, BH_DATE, err);
    }
    *value = (double) (day - units->start);
    return BH_OK;
}

static enum bh_status
parse_switch(const char *text, double *value, struct bh_err *err)
{
    const bool is_true = strcmp(text, "true") == 0 || strcmp(text, "yes") == 0;
    const bool is_false = strcmp(text, "false") == 0 || strcmp(text, "no") == 0;

    if (!is_true && !is_false) {
        return unwanted(text, BH_SWITCH, err);
    }
    *value = is_true ? 1 : 0;
    return BH_OK;
}

enum bh_status
bh_quantity_parse(const char *text, enum bh_kind kind, const struct bh_unit_context *units,
                  double *value, struct bh_err *err)
{
    double x = 0;

    if (kind == BH_DATE) {
        return parse_date(text, units, value, err);
    }
    if (kind == BH_SWITCH) {
        return parse_switch(text, value, err);
    }
    const size_t n = bh_text_number(text, &x);
    const char *rest = text + n;
    size_t unit = 0;
    if (n == 0) {
        return unwanted(text, kind, err);
    }
    if (kind == BH_SHARE) {
        unit = percent(rest, &x);
    } else if (kind == BH_DAYS) {
        unit = duration_unit(rest, &x);
    } else if (kind == BH_MONEY) {
        unit = currency_unit(rest, units, &x);
    } else if (kind == BH_PERSONS) {
        unit = person_unit(rest, &x);
    }
    const bool needs_unit = (kind == BH_DAYS || kind == BH_MONEY) && x != 0;
    if (rest[unit] != '\0' || (needs_unit && unit == 0) ||
        (kind == BH_PERSONS && x != floor(x))) {
        if (kind == BH_MONEY) {
            return bh_fail(err, BH_EINPUT, "is '%.60s', must be an amount such as 1.4 million %s",
                           text, units->currency);
        }
        return unwanted(text, kind, err);
    }
    if (!(fabs(x) <= MOST)) {
        return bh_fail(err, BH_EINPUT, "is '%.60s', must be at most %g", text, MOST);
    }
    *value = x;
    return BH_OK;
}

/** The shortest decimal that reads back the same; whole numbers without an exponent. */
static void
print_number(double value, struct bh_text *out)
{
    char text[40];

    if (value == floor(value) && fabs(value) < 1e15) {
        bh_text_printf(out, "%.0f", value);
        return;
    }
    for (int digits = 1; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, value);
        if (strtod(text, NULL) == value) {
            break;
        }
    }
    bh_text_add(out, text);
}

void
bh_quantity_print(double value, enum bh_kind kind, const struct bh_unit_context *units,
                  struct bh_text *out)
{
    switch (kind) {
    case BH_DATE:
        if (!isfinite(value)) {
            bh_text_add(out, "never");
        } else {
            char date[12];

            bh_date_format(units->start + (int64_t) value, date);
            bh_text_add(out, date);
        }
        return;
    case BH_SWITCH:
        bh_text_add(out, value != 0 ? "true" : "false");
        return;
    case BH_DAYS:
        print_number(value, out);
        bh_text_add(out, " days");
        return;
    case BH_MONEY:
        print_number(value / 100, out);
        bh_text_printf(out, " %s", units->currency);
        return;
    case BH_PERSONS:
        bh_text_printf(out, "%.0f", value);
        return;
    case BH_NUMBER:
    case BH_SHARE:
        break;
    }
    print_number(value, out);
}
