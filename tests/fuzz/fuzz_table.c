/** @file fuzz_table.c  Tables of actors: CSV, KTAB's CSV and XML, equal-gain files. A table that is
 *  read keeps the bounds that the header promises, and small ones are bargained over.
 *
 *  Lines before the table say how: "!Name=Value" sets an option of the spatial model,
 *  "?Name=Value" one of the challenge model, ">..." what at_least asks. */
#include "fuzz.h"

#include <bluehelm/negotiate.h>

#define MOST_SET 8

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

/** How a table is bargained over. */
struct request {
    const char *spatial[MOST_SET], *challenge[MOST_SET];
    size_t n_spatial, n_challenge;
    const char *at_least;
};

/** Takes the lines before the table. @return where the table begins. */
static char *
take_request(char *text, struct request *request)
{
    for (char *end = strchr(text, '\n'); end != NULL && strchr("!?>", text[0]) != NULL;
         text = end + 1, end = strchr(text, '\n')) {
        *end = '\0';
        if (text[0] == '!' && request->n_spatial < MOST_SET) {
            request->spatial[request->n_spatial++] = text + 1;
        } else if (text[0] == '?' && request->n_challenge < MOST_SET) {
            request->challenge[request->n_challenge++] = text + 1;
        } else if (text[0] == '>') {
            request->at_least = text + 1;
        }
    }
    return text;
}

static void
bargain(const struct bh_table *table, const struct request *request, const char *model)
{
    const int is_spatial = strcmp(model, "spatial") == 0;
    const struct bh_negotiation_settings settings = {
        .model = model,
        .set = is_spatial ? request->spatial : request->challenge,
        .n_set = is_spatial ? request->n_spatial : request->n_challenge,
        .rounds = 3,
        .draws = 3,
        .at_least = request->at_least,
        .threads = 1};
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
    struct request request = {0};
    char *text = bh_fuzz_text(data, n);
    char *start = take_request(text, &request);

    if (bh_table_read_text("table", start, n - (size_t) (start - text), &table, NULL) == BH_OK) {
        keeps_bounds(table);
        if (table->n_actors <= 6 && table->n_issues <= 3) {
            bargain(table, &request, "spatial");
            bargain(table, &request, "challenge");
        }
    }
    bh_table_free(table);
    free(text);
    return 0;
}
