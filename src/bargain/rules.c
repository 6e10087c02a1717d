/** @file rules.c  Reading which model is played, and how. */
#include "bargain/rules.h"

#include "base/err.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

#define MOST_ROUNDS 100

/** "Name=Value". */
static enum bh_status
set_one(struct bh_rules *rules, const char *text, struct bh_err *err)
{
    const char *equals = strchr(text, '=');
    char name[64];

    if (equals == NULL || (size_t) (equals - text) >= sizeof name) {
        return bh_fail(err, BH_EINPUT, "'%.80s' must be NAME=VALUE", text);
    }
    snprintf(name, sizeof name, "%.*s", (int) (equals - text), text);
    return rules->is_spatial || strcmp(name, "ActorOrder") == 0
               ? bh_spatial_option_set(&rules->spatial, name, equals + 1, err)
               : bh_challenge_option_set(&rules->challenge, name, equals + 1, err);
}

enum bh_status
bh_rules_make(const struct bh_table *table, const struct bh_negotiation_settings *settings,
              struct bh_rules *out, struct bh_err *err)
{
    const char *model = settings->model == NULL ? "spatial" : settings->model;
    struct bh_rules rules = {.is_spatial = strcmp(model, "spatial") == 0,
                             .challenge = bh_challenge_table2,
                             .rounds = settings->rounds,
                             .seed = settings->seed};
    enum bh_status st = BH_OK;

    if (!rules.is_spatial && strcmp(model, "challenge") != 0) {
        return bh_fail(err, BH_EINPUT, "model is '%.60s', must be spatial or challenge", model);
    }
    if (settings->rounds > MOST_ROUNDS) {
        return bh_fail(err, BH_EINPUT, "%zu rounds, at most %d", settings->rounds, MOST_ROUNDS);
    }
    if (rules.is_spatial && table->n_actors > BH_SPATIAL_MOST_ACTORS) {
        return bh_fail(err, BH_ELIMIT,
                       "%zu actors; the spatial model takes at most %d (the "
                       "challenge model takes them)",
                       table->n_actors, BH_SPATIAL_MOST_ACTORS);
    }
    for (size_t i = 0; i < table->n_settings && rules.is_spatial; i++) {
        BH_TRY(bh_spatial_option_set(&rules.spatial, table->settings[2 * i],
                                     table->settings[2 * i + 1], err));
    }
    for (size_t i = 0; i < settings->n_set; i++) {
        BH_TRY(set_one(&rules, settings->set[i], err));
    }
    *out = rules;
done:
    return st;
}

void
bh_rules_each(const struct bh_rules *rules,
              void (*each)(void *context, const char *name, const char *word), void *context)
{
    char word[24];

    for (size_t o = 0; o < BH_N_SPATIAL_OPTIONS && rules->is_spatial; o++) {
        bh_spatial_option_word(&rules->spatial, (enum bh_spatial_option) o, word);
        each(context, bh_spatial_option_name((enum bh_spatial_option) o), word);
    }
    if (rules->is_spatial) {
        return;
    }
    const struct bh_challenge_options *c = &rules->challenge;
    each(context, "Form", c->all_pairs ? "Table2" : c->conflict_stays ? "Standoff" : "Literal");
    snprintf(word, sizeof word, "%.6g", c->q);
    each(context, "Q", word);
    bh_spatial_option_word(&rules->spatial, BH_SPATIAL_ORDER, word);
    each(context, bh_spatial_option_name(BH_SPATIAL_ORDER), word);
}

enum bh_status
bh_negotiation_options(char **text, struct bh_err *err)
{
    struct bh_text out = {0};

    for (size_t o = 0; o < BH_N_SPATIAL_OPTIONS; o++) {
        const enum bh_spatial_option option = (enum bh_spatial_option) o;

        bh_text_printf(&out, "  %-17s %s\n  %-17s   %s\n", bh_spatial_option_name(option),
                       bh_spatial_option_words(option), "", bh_spatial_option_meaning(option));
    }
    bh_text_add(&out, "  Compat            None KTAB\n"
                      "                      KTAB sets the last six to what KTAB 1.4 does\n"
                      "  Form              Table2 Literal Standoff   (challenge)\n"
                      "                      which reading of Scholz et al. 2011\n"
                      "  Q                 0 to 1, default 1         (challenge)\n"
                      "                      chance that nothing changes when nobody challenges\n"
                      "  ActorOrder        as above                  (challenge too)\n");
    return bh_text_give(&out, text, err);
}
