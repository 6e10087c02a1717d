/** @file sensitivity_trim.c  The factors that matter, out of many.
 *
 *  Layer: analyze. */
#include "analyze/sensitivity_task.h"

#include "base/err.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const struct bh_index *
bh_sensitivity_main(const struct bh_sensitivity_option *option, size_t i)
{
    return option->total != NULL     ? &option->total[i]
           : option->effects != NULL ? &option->effects[i].mu_star
                                     : &option->first[i];
}

/** Whether fewer than `most` factors of `option` have a larger main index than `i`; of equal ones
 *  the earlier comes first. */
static bool
is_among(const struct bh_sensitivity *s, const struct bh_sensitivity_option *option, size_t i,
         size_t most)
{
    const double value = bh_sensitivity_main(option, i)->value;
    size_t n_before = 0;

    for (size_t k = 0; k < s->n_factors && n_before < most; k++) {
        const double other = bh_sensitivity_main(option, k)->value;

        n_before += other > value || (k < i && !(other < value) && !isnan(other));
    }
    return !option->is_constant && !isnan(value) && n_before < most;
}

/** Which factors are kept: [n_kept] numbers into `kept`. */
static size_t
choose(const struct bh_sensitivity *s, size_t most, size_t *kept)
{
    size_t n = 0;

    for (size_t i = 0; i < s->n_factors; i++) {
        bool is_kept = false;

        for (size_t o = 0; o < s->n_options && !is_kept; o++) {
            is_kept = is_among(s, &s->options[o], i, most);
        }
        kept[n] = i;
        n += is_kept;
    }
    return n;
}

/** The rows of an array that are kept, on the arena. NULL stays NULL. */
static const void *
pick(struct bh_sensitivity *s, const void *rows, size_t size, const size_t *kept, size_t n,
     bool *failed)
{
    char *picked = rows == NULL ? NULL : bh_arena_alloc(&s->store->arena, n * size + 1);

    for (size_t i = 0; picked != NULL && i < n; i++) {
        memcpy(picked + i * size, (const char *) rows + kept[i] * size, size);
    }
    *failed = *failed || (rows != NULL && picked == NULL);
    return picked;
}

enum bh_status
bh_sensitivity_trim(struct bh_sensitivity *s, size_t most, struct bh_err *err)
{
    struct bh_sensitivity_option *options =
        bh_arena_alloc(&s->store->arena, (s->n_options + 1) * sizeof *options);
    size_t *kept = malloc((s->n_factors + 1) * sizeof *kept);
    bool failed = options == NULL || kept == NULL;
    const size_t n = failed ? 0 : choose(s, most, kept);
    const struct bh_sensitivity_factor *factors =
        failed ? NULL : pick(s, s->factors, sizeof *factors, kept, n, &failed);

    for (size_t o = 0; !failed && o < s->n_options; o++) {
        struct bh_sensitivity_option *option = &options[o];

        *option = s->options[o];
        option->first = pick(s, option->first, sizeof *option->first, kept, n, &failed);
        option->total = pick(s, option->total, sizeof *option->total, kept, n, &failed);
        option->effects = pick(s, option->effects, sizeof *option->effects, kept, n, &failed);
        option->pairs = NULL;
        for (size_t k = 0; k < option->n_steps; k++) {
            option->step_total[k] =
                pick(s, option->step_total[k], sizeof *option->first, kept, n, &failed);
        }
    }
    free(kept);
    if (failed) {
        return bh_no_memory(err);
    }
    s->factors = factors;
    s->n_factors = n;
    s->options = options;
    return BH_OK;
}
