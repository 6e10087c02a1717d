/** @file options.c  The options of the spatial model: names, words, setting them. */
#include "bargain/options.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *name, *words, *meaning;
} rows[] = {
#define K(NAME, name, values, meaning) {name, values, meaning},
    BH_SPATIAL_OPTIONS(K)
#undef K
};

const char *
bh_spatial_option_name(enum bh_spatial_option option)
{
    return rows[option].name;
}

const char *
bh_spatial_option_words(enum bh_spatial_option option)
{
    return rows[option].words;
}

const char *
bh_spatial_option_meaning(enum bh_spatial_option option)
{
    return rows[option].meaning;
}

/** Index of `word` among the space-separated `words`, or -1. */
static int
index_of(const char *words, const char *word)
{
    const size_t n = strlen(word);

    for (int i = 0; *words != '\0'; i++) {
        const size_t length = strcspn(words, " ");

        if (length == n && strncmp(words, word, n) == 0) {
            return i;
        }
        words += length + (words[length] == ' ');
    }
    return -1;
}

static enum bh_status
set_compat(struct bh_spatial_options *options, const char *value, struct bh_err *err)
{
    const int word = index_of("None KTAB", value);

    if (word < 0) {
        return bh_fail(err, BH_EINPUT, "Compat is '%.60s', must be None or KTAB", value);
    }
    for (size_t o = BH_SPATIAL_RECEIVER; o < BH_N_SPATIAL_OPTIONS; o++) {
        options->of[o] = (unsigned char) word;
    }
    return BH_OK;
}

static enum bh_status
refuse_name(const char *name, struct bh_err *err)
{
    const char *names[BH_N_SPATIAL_OPTIONS + 1] = {"Compat"};
    const char *near[3];

    for (size_t o = 0; o < BH_N_SPATIAL_OPTIONS; o++) {
        names[o + 1] = rows[o].name;
    }
    const size_t n = bh_text_nearest(name, names, BH_N_SPATIAL_OPTIONS + 1, near);
    return bh_fail(err, BH_EINPUT, "the spatial model has no option '%.60s'%s%s", name,
                   n > 0 ? "; nearest: " : "", n > 0 ? near[0] : "");
}

enum bh_status
bh_spatial_option_set(struct bh_spatial_options *options, const char *name, const char *value,
                      struct bh_err *err)
{
    if (strcmp(name, "Compat") == 0) {
        return set_compat(options, value, err);
    }
    for (size_t o = 0; o < BH_N_SPATIAL_OPTIONS; o++) {
        if (strcmp(rows[o].name, name) != 0) {
            continue;
        }
        const int word = index_of(rows[o].words, value);
        if (word < 0) {
            return bh_fail(err, BH_EINPUT, "%s is '%.60s', must be one of: %s", name, value,
                           rows[o].words);
        }
        options->of[o] = (unsigned char) word;
        return BH_OK;
    }
    return refuse_name(name, err);
}

void
bh_spatial_option_word(const struct bh_spatial_options *options, enum bh_spatial_option option,
                       char word[24])
{
    const char *words = rows[option].words;

    for (unsigned char i = 0; i < options->of[option]; i++) {
        words += strcspn(words, " ") + 1;
    }
    snprintf(word, 24, "%.*s", (int) strcspn(words, " "), words);
}
