/** @file fuzz_table.c  Tables of actors: CSV, KTAB's CSV and XML, equal-gain files. A table that is
 *  read keeps the bounds that the header promises, and small ones are bargained over. */
#include "fuzz.h"

#include <bluehelm/negotiate.h>

static void
keeps_bounds(const struct bh_table *t)
{
    for (size_t a = 0; a < t->n_actors; a++) {
        double sum = 0;

        bh_hold(t->capability[a].low >= 0 && t->capability[a].low <= t->capability[a].value &&
                t->capability[a].value <= t->capability[a].high);
        for (size_t i = 0; i < t->n_issues; i++) {
            const struct bh_range *at = &t->position[a * t->n_issues + i];

            bh_hold(at->low >= t->scale_low[i] && at->high <= t->scale_high[i]);
            bh_hold(at->low <= at->value && at->value <= at->high);
            sum += t->salience[a * t->n_issues + i].value;
        }
        bh_hold(sum >= 0 && sum <= 1 + 1e-9);
    }
}

static void
bargain(const struct bh_table *table, const char *model)
{
    const struct bh_negotiation_settings settings = {
        .model = model, .rounds = 3, .draws = 3, .threads = 1};
    struct bh_negotiation *negotiation = NULL;
    char *text = NULL;

    if (bh_negotiation_run(table, &settings, &negotiation, NULL) == BH_OK) {
        bh_hold(bh_negotiation_json(negotiation, &text, NULL) == BH_OK);
        free(text);
        bh_hold(bh_negotiation_csv(negotiation, &text, NULL) == BH_OK);
        free(text);
    }
    bh_negotiation_free(negotiation);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct bh_table *table = NULL;
    char *text = bh_fuzz_text(data, n);

    if (bh_table_read_text("table", text, n, &table, NULL) == BH_OK) {
        keeps_bounds(table);
        if (table->n_actors <= 6 && table->n_issues <= 3) {
            bargain(table, "spatial");
            bargain(table, "challenge");
        }
    }
    bh_table_free(table);
    free(text);
    return 0;
}
