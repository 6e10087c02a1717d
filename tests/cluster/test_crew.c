/** Processes that share one study, played by threads: no MPI is needed, so sanitizers see it too.
 *  Oracle: the bytes of the study run alone. */
#include "harness.h"

#include <bluehelm/study.h>
#include <pthread.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST_RANKS 5

/** What the ranks have in common. */
struct table {
    size_t n_ranks;
    pthread_mutex_t mutex;
    pthread_barrier_t all;
    enum bh_status worst;
    const uint32_t *jobs;
    size_t n, n_taken;
    uint32_t seed; /* of the order in which ranks are served */
    size_t fails;  /* this rank cannot begin; MOST_RANKS: none */
    size_t stops;  /* this rank is asked to stop at its second turn, before which the others get
                      nothing; MOST_RANKS: none */
    pthread_cond_t stopped;
    bool has_stopped;
};

struct rank {
    struct table *table;
    size_t number, turns;
    const struct bh_plan *plan;
    struct bh_study_settings settings;
    volatile sig_atomic_t stop;
    enum bh_status st;
    struct bh_err err;
    pthread_t thread;
};

static enum bh_status
begin(void *context, enum bh_status mine, const uint32_t *jobs, size_t n)
{
    struct rank *rank = context;
    struct table *table = rank->table;

    pthread_mutex_lock(&table->mutex);
    table->worst = mine > table->worst ? mine : table->worst;
    if (rank->number == 0) {
        table->jobs = jobs;
        table->n = n;
    }
    pthread_mutex_unlock(&table->mutex);
    pthread_barrier_wait(&table->all);
    return table->worst;
}

/** One to three jobs, by a generator of its own (xorshift), so that shares are uneven. */
static size_t
take(void *context, uint32_t *jobs, size_t room, size_t *n_taken)
{
    struct rank *rank = context;
    struct table *table = rank->table;

    pthread_mutex_lock(&table->mutex);
    if (rank->number == table->stops && ++rank->turns == 2) {
        rank->stop = true;
        table->has_stopped = true;
        pthread_cond_broadcast(&table->stopped);
    }
    while (table->stops < MOST_RANKS && rank->number != table->stops && !table->has_stopped) {
        pthread_cond_wait(&table->stopped, &table->mutex);
    }
    table->seed ^= table->seed << 13;
    table->seed ^= table->seed >> 17;
    table->seed ^= table->seed << 5;
    size_t n = 1 + table->seed % 3;
    n = n < room ? n : room;
    n = n < table->n - table->n_taken ? n : table->n - table->n_taken;
    for (size_t i = 0; i < n; i++) {
        jobs[i] = table->jobs[table->n_taken++];
    }
    *n_taken = table->n_taken;
    pthread_mutex_unlock(&table->mutex);
    return n;
}

static void
leave(void *context)
{
    struct rank *rank = context;

    pthread_barrier_wait(&rank->table->all);
}

static void *
work(void *context)
{
    struct rank *rank = context;
    const struct bh_crew crew = {rank, rank->number, rank->table->n_ranks, begin, take, leave};
    struct bh_study_settings settings = rank->settings;

    settings.crew = &crew;
    settings.cancel = &rank->stop;
    if (rank->number == rank->table->fails) {
        settings.isa = "none such";
    }
    rank->st = bh_study_run(rank->plan, &settings, &rank->err);
    return NULL;
}

/** Runs the study in `out` with `n` ranks; ranks[] receives how each ended. */
static void
run_crew(const struct bh_plan *plan, const char *out, struct table *table, struct rank *ranks,
         bool resume)
{
    pthread_mutex_init(&table->mutex, NULL);
    pthread_cond_init(&table->stopped, NULL);
    pthread_barrier_init(&table->all, NULL, (unsigned) table->n_ranks);
    for (size_t r = 0; r < table->n_ranks; r++) {
        ranks[r] = (struct rank){.table = table, .number = r, .plan = plan};
        ranks[r].settings = (struct bh_study_settings){
            .out = out,
            .n_futures = 300,
            .n_replications = 2,
            .threads = 1 + r % 2,
            .keep = 5,
            .every = 30,
            .resume = resume,
            .overwrite = !resume,
        };
        pthread_create(&ranks[r].thread, NULL, work, &ranks[r]);
    }
    for (size_t r = 0; r < table->n_ranks; r++) {
        pthread_join(ranks[r].thread, NULL);
    }
    pthread_barrier_destroy(&table->all);
    pthread_cond_destroy(&table->stopped);
    pthread_mutex_destroy(&table->mutex);
}

static bool
is_same(const char *a, const char *b)
{
    char command[200];

    snprintf(command, sizeof command, "cmp -s %s %s", a, b);
    return system(command) == 0;
}

static bool
is_there(const char *path)
{
    struct stat info;

    return stat(path, &info) == 0;
}

static void
shares_do_not_matter(const struct bh_plan *plan)
{
    struct rank ranks[MOST_RANKS];

    for (size_t n = 1; n <= MOST_RANKS; n++) {
        struct table table = {.n_ranks = n,
                              .seed = 2463534242u + (uint32_t) n,
                              .fails = MOST_RANKS,
                              .stops = MOST_RANKS};
        bool all_well = true;

        run_crew(plan, "crew.bh", &table, ranks, false);
        for (size_t r = 0; r < n; r++) {
            all_well = all_well && ranks[r].st == BH_OK;
        }
        bh_expect(all_well, "%zu processes end well", n);
        bh_expect(is_same("alone.bh", "crew.bh"), "and give the bytes of one");
        bh_expect(!is_there("crew.bh.parts"), "and leave nothing beside them");
    }
}

static void
who_cannot_begin_stops_all(const struct bh_plan *plan)
{
    struct rank ranks[MOST_RANKS];

    for (size_t victim = 0; victim < 3; victim++) {
        struct table table = {.n_ranks = 3, .seed = 7, .fails = victim, .stops = MOST_RANKS};

        run_crew(plan, "crew.bh", &table, ranks, false);
        bh_expect(ranks[victim].st == BH_EINPUT && strstr(ranks[victim].err.text, "none such"),
                  "process %zu says why it cannot begin", victim);
        bh_expect(ranks[0].st != BH_OK && table.n_taken == 0, "and nothing is run");
    }
}

/** A process that stops on the way leaves its part; whoever resumes, the bytes are the same. */
static void
who_stops_loses_nothing(const struct bh_plan *plan)
{
    struct rank ranks[MOST_RANKS];
    struct bh_err err = {BH_OK, ""};

    for (size_t victim = 0; victim < 3; victim++) {
        struct table table = {.n_ranks = 3, .seed = 99, .fails = MOST_RANKS, .stops = victim};
        const struct bh_study_settings alone = {.out = "crew.bh",
                                                .n_futures = 300,
                                                .n_replications = 2,
                                                .keep = 5,
                                                .every = 30,
                                                .resume = true};

        run_crew(plan, "crew.bh", &table, ranks, false);
        bh_expect(ranks[victim].st == BH_ECANCELLED, "process %zu is stopped", victim);
        bh_expect(victim == 0 || (ranks[0].st == BH_EIO && strstr(ranks[0].err.text, "missing")),
                  "and process 0 says that jobs are missing");
        if (victim == 1) {
            table = (struct table){
                .n_ranks = 2, .seed = 5, .fails = MOST_RANKS, .stops = MOST_RANKS};
            run_crew(plan, "crew.bh", &table, ranks, true);
        } else {
            const enum bh_status st = bh_study_run(plan, &alone, &err);

            bh_expect(st == BH_OK, "one process goes on: %s", err.text);
        }
        bh_expect(is_same("alone.bh", "crew.bh"), "resumed, it has the bytes of one");
        bh_expect(!is_there("crew.bh.parts"), "with nothing beside it");
    }
}

int
main(void)
{
    char folder[] = "/tmp/bh_crew_XXXXXX";
    struct bh_plan *plan = NULL;
    struct bh_err err = {BH_OK, ""};
    char *text = NULL;
    const struct bh_study_settings alone = {.out = "alone.bh",
                                            .n_futures = 300,
                                            .n_replications = 2,
                                            .threads = 1,
                                            .keep = 5,
                                            .every = 30};

    if (mkdtemp(folder) == NULL || chdir(folder) != 0 ||
        bh_plan_template("crew", &text, &err) != BH_OK ||
        bh_plan_read_text("crew", text, strlen(text), NULL, 0, false, &plan, &err) != BH_OK ||
        bh_study_run(plan, &alone, &err) != BH_OK) {
        printf("not ok a study to compare with: %s\n", err.text);
        return 1;
    }
    shares_do_not_matter(plan);
    who_cannot_begin_stops_all(plan);
    who_stops_loses_nothing(plan);
    bh_plan_free(plan);
    free(text);
    unlink("alone.bh");
    unlink("crew.bh");
    rmdir(folder);
    return bh_finish();
}
