/** @file words.c  Designs in words. */
#include "design/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* In the order of enum bh_design. */
static const char *const names[] = {"monte carlo",
                                    "latin hypercube",
                                    "nested latin hypercube",
                                    "even latin hypercube",
                                    "sobol",
                                    "saltelli",
                                    "morris",
                                    "factorial",
                                    "own table"};
#define N_NAMES (sizeof names / sizeof names[0])

void
bh_design_words(const struct bh_design_grid *grid, enum bh_grouping by, uint64_t table, size_t pool,
                char text[BH_DESIGN_WORDS_ROOM])
{
    static const char *const groupings[] = {"", ", by section", ", by item"};
    const bool is_saltelli = grid->design == BH_SALTELLI;
    const bool is_sobol = is_saltelli || grid->design == BH_SOBOL;
    const bool is_grouped = is_saltelli || grid->design == BH_MORRIS;
    char detail[64] = "";

    if (grid->design == BH_MORRIS && pool > 0) {
        snprintf(detail, sizeof detail, ", %u levels, best of %zu", grid->levels, pool);
    } else if (grid->design == BH_MORRIS || grid->design == BH_FACTORIAL) {
        snprintf(detail, sizeof detail, ", %u levels", grid->levels);
    } else if (grid->design == BH_OWN) {
        snprintf(detail, sizeof detail, " %016llx", (unsigned long long) table);
    }
    snprintf(text, BH_DESIGN_WORDS_ROOM, "%s%s%s%s%s", names[grid->design], detail,
             is_saltelli && grid->has_second_order ? ", second order" : "",
             is_sobol && grid->is_plain ? ", plain" : "", is_grouped ? groupings[by] : "");
}

bool
bh_design_read_words(const char *text, struct bh_design_grid *grid, size_t *pool)
{
    static const char best[] = ", best of ";
    const char *chosen = strstr(text, best);
    const size_t n = strcspn(text, ",");
    const char *levels = strchr(text, ',');

    for (size_t i = 0; i < N_NAMES; i++) {
        const size_t length = strlen(names[i]);
        const bool is_own = i == BH_OWN && strncmp(text, names[i], length) == 0;

        if (is_own || (n == length && strncmp(text, names[i], n) == 0)) {
            grid->design = (enum bh_design) i;
            grid->is_plain = strstr(text, ", plain") != NULL;
            grid->has_second_order = strstr(text, ", second order") != NULL;
            *pool = chosen == NULL ? 0 : strtoul(chosen + sizeof best - 1, NULL, 10);
            grid->levels = levels == NULL ? 0 : (uint32_t) strtoul(levels + 1, NULL, 10);
            return true;
        }
    }
    return false;
}
