/** @file challenge_options.c  The forms of the challenge model, by name. */
#include "bargain/challenge.h"

#include "base/err.h"
#include "base/text.h"

#include <string.h>

static const struct {
    const char *name;
    const struct bh_challenge_options *options;
} forms[] = {
    {"Table2", &bh_challenge_table2},
    {"Literal", &bh_challenge_literal},
    {"Standoff", &bh_challenge_standoff},
};
#define N_FORMS (sizeof forms / sizeof forms[0])

enum bh_status
bh_challenge_option_set(struct bh_challenge_options *options, const char *name, const char *value,
                        struct bh_err *err)
{
    double q;

    if (strcmp(name, "Q") == 0) {
        if (bh_text_number(value, &q) != strlen(value) || !(q >= 0.0 && q <= 1.0)) {
            return bh_fail(err, BH_EINPUT, "Q is '%.60s', must be a number from 0 to 1", value);
        }
        options->q = q;
        return BH_OK;
    }
    if (strcmp(name, "Form") != 0) {
        return bh_fail(err, BH_EINPUT,
                       "the challenge model has no option '%.60s'; it has Form and Q", name);
    }
    for (size_t i = 0; i < N_FORMS; i++) {
        if (strcmp(forms[i].name, value) == 0) {
            q = options->q;
            *options = *forms[i].options;
            options->q = q;
            return BH_OK;
        }
    }
    return bh_fail(err, BH_EINPUT, "Form is '%.60s', must be Table2, Literal or Standoff", value);
}
