/** @file test_memory.c  Memory that runs out: every allocation fails in turn.
 *
 *  Usage: test_memory [MOST]   Of each path the first allocation of every chain of callers fails,
 *  and MOST (5) others, spread evenly; 0: all. Many allocations are of one loop, so those that are
 *  spread evenly alone would miss most places that ask for memory.
 *
 *  This program's own malloc stands before the system's, so the allocations of SQLite, libyaml,
 *  expat and stdio fail too. Each path runs once undisturbed, then once for each of its
 *  allocations, which fails alone or with all later ones. Oracles: the call says BH_ENOMEM, or
 *  gives what the undisturbed call gave (a library can do without some allocations); every block is
 *  freed; files are whole or not there, nothing lies beside them, and a study goes on to the same
 *  bytes. */
#include "harness.h"
#include "memory/system.h"

#include <bluehelm/diff.h>
#include <bluehelm/discover.h>
#include <bluehelm/future.h>
#include <bluehelm/leverage.h>
#include <bluehelm/negotiate.h>
#include <bluehelm/obstacles.h>
#include <bluehelm/plan.h>
#include <bluehelm/report.h>
#include <bluehelm/results.h>
#include <bluehelm/robust.h>
#include <bluehelm/search.h>
#include <bluehelm/sensitivity.h>
#include <bluehelm/study.h>
#include <dirent.h>
#include <errno.h>
#include <execinfo.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <unistd.h>

/* so that the libraries find ours */
#pragma GCC visibility push(default)
void *malloc(size_t n);
void *calloc(size_t n, size_t size);
void *realloc(void *at, size_t n);
void *aligned_alloc(size_t alignment, size_t n);
void free(void *at);
#pragma GCC visibility pop

static _Atomic long n_asked, n_live;
static _Atomic long fail_at = -1; /* number of the allocation that fails; -1: none does */
static _Atomic bool fails_on;     /* and all later ones */

/* Where memory is asked for: the first allocation of each chain of callers. */
#define CALLERS 4
#define SLOTS 65536 /* a power of 2 */
static pthread_mutex_t noting = PTHREAD_MUTEX_INITIALIZER;
static _Atomic bool is_noting;
static uint64_t seen[SLOTS]; /* by hash; 0: free */
static long firsts[SLOTS];   /* numbers of allocations, ascending */
static size_t n_firsts;

static void
note_place(long number)
{
    void *callers[CALLERS + 2];
    const int n = backtrace(callers, CALLERS + 2);
    uint64_t hash = 14695981039346656037u; /* FNV-1a over addresses */

    for (int i = 2; i < n; i++) {
        hash = (hash ^ (uintptr_t) callers[i]) * 1099511628211u;
    }
    pthread_mutex_lock(&noting);
    size_t slot = hash >> 48;
    while (seen[slot] != 0 && seen[slot] != hash) {
        slot = (slot + 1) % SLOTS;
    }
    if (seen[slot] == 0 && n_firsts < SLOTS / 2) {
        seen[slot] = hash;
        firsts[n_firsts++] = number;
    }
    pthread_mutex_unlock(&noting);
}

static IS_EARLY bool
is_refused(void)
{
    if (!has_begun) {
        return false;
    }
    const long number = n_asked++;

    if (is_noting) {
        note_place(number);
    }
    const bool is_hit = fail_at >= 0 && (number == fail_at || (fails_on && number > fail_at));

    errno = is_hit ? ENOMEM : errno;
    return is_hit;
}

IS_EARLY void *
malloc(size_t n)
{
    void *at = is_refused() ? NULL : SYSTEM(malloc)(n);

    n_live += at != NULL;
    return at;
}

IS_EARLY void *
calloc(size_t n, size_t size)
{
    void *at = is_refused() ? NULL : SYSTEM(calloc)(n, size);

    n_live += at != NULL;
    return at;
}

IS_EARLY void *
realloc(void *old, size_t n)
{
    if (is_refused()) {
        return NULL;
    }
    void *at = SYSTEM(realloc)(old, n);

    n_live += old == NULL && at != NULL;
    return at;
}

IS_EARLY void *
aligned_alloc(size_t alignment, size_t n)
{
    void *at = is_refused() ? NULL : SYSTEM(memalign)(alignment, n);

    n_live += at != NULL;
    return at;
}

IS_EARLY void
free(void *at)
{
    n_live -= at != NULL;
    SYSTEM(free)(at);
}

/* ---- paths ---------------------------------------------------------------------------------- */

static char *plan_text;
static struct bh_plan *plan;
static struct bh_plan *other; /* the same with a lever and fewer recruits */

/** A path gives a text that tells its result, or NULL where it only writes files. */
typedef enum bh_status path_run(char **told);

static enum bh_status
read_plan(char **told)
{
    struct bh_plan *read = NULL;
    enum bh_status st =
        bh_plan_read_text("p", plan_text, strlen(plan_text), NULL, 0, false, &read, NULL);

    if (st == BH_OK) {
        st = !bh_plan_is_sound(read) ? BH_EINPUT : bh_plan_show(read, false, told, NULL);
    }
    bh_plan_free(read);
    return st;
}

static enum bh_status
read_file(char **told)
{
    const char *const sets[] = {"areas.north.fighters=300"};
    struct bh_plan *read = NULL;
    enum bh_status st = bh_plan_read("p.yaml", sets, 1, true, &read, NULL);

    if (st == BH_OK) {
        st = !bh_plan_is_sound(read) ? BH_EINPUT : bh_plan_show(read, true, told, NULL);
    }
    bh_plan_free(read);
    return st;
}

/** A plan full of errors: all of them are told, or BH_ENOMEM. */
static enum bh_status
read_broken(char **told)
{
    static const char broken[] = "plan: {id: x, currency: , start: 2025-02-30, horizon: -3 days}\n"
                                 "areas: {a: {residents: many, neighbours: [b, c]}}\n"
                                 "conditions: {w: {when: day > and}, v: {when: nothing < 1}}\n"
                                 "forces: [1, 2]\nfroces: {}\n";
    struct bh_plan *read = NULL;
    enum bh_status st =
        bh_plan_read_text("broken", broken, sizeof broken - 1, NULL, 0, false, &read, NULL);

    if (st == BH_OK) {
        st = bh_plan_problems_json(read, told, NULL);
    }
    bh_plan_free(read);
    return st;
}

static struct bh_study_settings
settings_of(const char *out)
{
    return (struct bh_study_settings){
        .out = out, .n_futures = 3, .threads = 1, .keep = 2, .every = 30, .isa = NULL};
}

static enum bh_status
explore(char **told)
{
    const struct bh_study_settings settings = settings_of("out.bh");

    (void) told;
    return bh_study_run(plan, &settings, NULL);
}

static enum bh_status
explore_sums(char **told)
{
    struct bh_study_settings settings = settings_of("out.bh");

    (void) told;
    settings.is_summary = true;
    return bh_study_run(plan, &settings, NULL);
}

static enum bh_status
compare_file(const char *path, char **told)
{
    struct bh_comparison *comparison = NULL;
    enum bh_status st = bh_results_compare(path, NULL, &comparison, NULL);

    if (st == BH_OK) {
        st = bh_comparison_json(comparison, told, NULL);
    }
    bh_comparison_free(comparison);
    return st;
}

static enum bh_status
compare(char **told)
{
    return compare_file("whole.bh", told);
}

static enum bh_status
compare_sums(char **told)
{
    return compare_file("sums.bh", told);
}

static enum bh_status
lift_obstacles(char **told)
{
    const struct bh_obstacles_settings settings = {.threads = 1, .n_tested = 2};
    struct bh_obstacles *obstacles = NULL;
    enum bh_status st = bh_obstacles_study("kept.bh", &settings, &obstacles, NULL);

    if (st == BH_OK) {
        st = bh_obstacles_json(obstacles, told, NULL);
    }
    bh_obstacles_free(obstacles);
    return st;
}

static enum bh_status
report(char **told)
{
    (void) told;
    return bh_report_write("kept.bh", "out.html", NULL);
}

static enum bh_status
negotiate(char **told)
{
    static const char xml[] =
        "<Scenario><name>S</name><Dimensions><dName>d</dName></Dimensions><Actors>"
        "<Actor><name>a</name><capability>10</capability><Position><dCoord>20</dCoord></Position>"
        "<Salience><dSal>60</dSal></Salience></Actor><Actor><name>b</name><capability>5"
        "</capability><Position><dCoord>70</dCoord></Position><Salience><dSal>10</dSal></Salience>"
        "</Actor></Actors></Scenario>";
    const struct bh_negotiation_settings settings = {.draws = 4, .rounds = 2, .threads = 1};
    struct bh_table *table = NULL;
    struct bh_negotiation *negotiation = NULL;
    enum bh_status st = bh_table_read_text("t.xml", xml, sizeof xml - 1, &table, NULL);

    if (st == BH_OK) {
        st = bh_negotiation_run(table, &settings, &negotiation, NULL);
    }
    if (st == BH_OK) {
        st = bh_negotiation_json(negotiation, told, NULL);
    }
    bh_negotiation_free(negotiation);
    bh_table_free(table);
    return st;
}

/** A search makes a journal of its own each time: out.bh. */
static enum bh_status
search(char **told)
{
    static const char *const goals[] = {"success", "cost"};
    const struct bh_search_settings settings = {.out = "out.bh",
                                                .option = "local",
                                                .goals = goals,
                                                .n_goals = 2,
                                                .n_futures = 2,
                                                .n_evaluations = 8,
                                                .population = 4,
                                                .threads = 1};
    struct bh_search *found = NULL;
    enum bh_status st = bh_search_run(other, &settings, &found, NULL);

    if (st == BH_OK) {
        st = bh_search_json(found, told, NULL);
    }
    bh_search_free(found);
    return st;
}

static enum bh_status
differ(char **told)
{
    const struct bh_diff_settings settings = {.n_futures = 2, .threads = 1};
    struct bh_diff *diff = NULL;
    enum bh_status st = bh_diff_run(plan, other, &settings, &diff, NULL);

    if (st == BH_OK) {
        st = bh_diff_json(diff, told, NULL);
    }
    bh_diff_free(diff);
    return st;
}

static enum bh_status
weigh(char **told)
{
    const struct bh_leverage_settings settings = {
        .option = "local", .condition = "deal", .share = 1, .futures = 2, .threads = 1};
    struct bh_leverage *leverage = NULL;
    enum bh_status st = bh_leverage_run(plan, &settings, &leverage, NULL);

    if (st == BH_OK) {
        st = bh_leverage_json(leverage, told, NULL);
    }
    bh_leverage_free(leverage);
    return st;
}

static enum bh_status
replay(char **told)
{
    const struct bh_future_request request = {.option = "regional", .scenario = 2};
    struct bh_future *future = NULL;
    enum bh_status st = bh_future_replay("whole.bh", &request, &future, NULL);

    if (st == BH_OK) {
        st = bh_future_json(future, told, NULL);
    }
    bh_future_free(future);
    return st;
}

static enum bh_status
ask_sensitivity(char **told)
{
    const struct bh_sensitivity_request request = {.measure = "cost", .n_resamples = 10};
    struct bh_sensitivity *sensitivity = NULL;
    enum bh_status st = bh_sensitivity_read("many.bh", &request, &sensitivity, NULL);

    if (st == BH_OK) {
        st = bh_sensitivity_json(sensitivity, told, NULL);
    }
    bh_sensitivity_free(sensitivity);
    return st;
}

static enum bh_status
ask_robustness(char **told)
{
    struct bh_robustness *robustness = NULL;
    enum bh_status st = bh_robustness_read("many.bh", NULL, 0.5, &robustness, NULL);

    if (st == BH_OK) {
        st = bh_robustness_json(robustness, told, NULL);
    }
    bh_robustness_free(robustness);
    return st;
}

static enum bh_status
discover(enum bh_discover_method method, char **told)
{
    struct bh_discover_settings settings = bh_discover_defaults();
    struct bh_discovery *discovery = NULL;

    settings.method = method;
    settings.option = "local";
    settings.of = "order";
    const enum bh_status found = bh_discover("many.bh", &settings, &discovery, NULL);
    const enum bh_status st =
        found == BH_OK ? bh_discovery_json(discovery, told, NULL) : found;

    bh_discovery_free(discovery);
    return st;
}

static enum bh_status
discover_boxes(char **told)
{
    return discover(BH_DISCOVER_PRIM, told);
}

static enum bh_status
discover_tree(char **told)
{
    return discover(BH_DISCOVER_CART, told);
}

/* ---- files ---------------------------------------------------------------------------------- */

static bool
is_same_file(const char *a, const char *b)
{
    FILE *first = fopen(a, "rb"), *second = fopen(b, "rb");
    bool is_same = first != NULL && second != NULL;

    for (int c = 0; is_same && c != EOF;) {
        c = getc(first);
        is_same = c == getc(second);
    }
    if (first != NULL) {
        fclose(first);
    }
    if (second != NULL) {
        fclose(second);
    }
    return is_same;
}

static void
copy_file(const char *from, const char *to)
{
    FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");

    for (int c; in != NULL && out != NULL && (c = getc(in)) != EOF;) {
        putc(c, out);
    }
    if (in != NULL) {
        fclose(in);
    }
    if (out != NULL) {
        fclose(out);
    }
}

/** Whether out.bh is not there, or goes on to what it should be; and nothing lies beside it. */
static bool
goes_on(const char *wanted)
{
    struct bh_study_settings settings = settings_of("out.bh");

    settings.resume = true;
    settings.is_summary = strcmp(wanted, "sums.bh") == 0;
    return bh_study_run(plan, &settings, NULL) == BH_OK && is_same_file("out.bh", wanted);
}

/** Files in the folder, but for `out.*`. */
static size_t
n_files(void)
{
    DIR *folder = opendir(".");
    size_t n = 0;

    for (const struct dirent *entry; folder != NULL && (entry = readdir(folder)) != NULL;) {
        n += strcmp(entry->d_name, "out.bh") != 0 && strcmp(entry->d_name, "out.html") != 0;
    }
    if (folder != NULL) {
        closedir(folder);
    }
    return n;
}

/* ---- failing -------------------------------------------------------------------------------- */

struct path {
    const char *name;
    path_run *run;
    const char *explores; /* writes out.bh, which is to equal this file; or NULL */
    bool keeps;    /* changes kept.bh */
    bool reports;  /* writes out.html */
};

static void
prepare(const struct path *path)
{
    unlink("out.bh");
    unlink("out.html");
    if (path->keeps) {
        copy_file("whole.bh", "kept.bh");
    }
}

/** Whether what a run that said `st` left is as it should be. */
static bool
is_as_it_should(const struct path *path, enum bh_status st, const char *told, const char *wanted)
{
    bool is_good = st == BH_ENOMEM || st == BH_OK;

    if (st == BH_OK && wanted != NULL) {
        is_good = told != NULL && strcmp(told, wanted) == 0;
    }
    if (path->explores != NULL) {
        is_good = is_good && (st != BH_OK || is_same_file("out.bh", path->explores)) &&
                  goes_on(path->explores);
    }
    if (path->keeps) {
        is_good = is_good && (is_same_file("kept.bh", "first_kept.bh") ||
                              (st != BH_OK && is_same_file("kept.bh", "whole.bh")));
    }
    if (path->reports) {
        is_good = is_good && (st == BH_OK ? is_same_file("out.html", "first.html")
                                          : access("out.html", F_OK) != 0);
    }
    return is_good;
}

/** Fails allocation `at` of a path. @return whether all is as it should be. */
static bool
fail_one(const struct path *path, long at, bool and_later, const char *wanted)
{
    const size_t files = n_files();
    char *told = NULL;

    prepare(path);
    const long live = n_live;
    fails_on = and_later;
    fail_at = n_asked + at;
    const enum bh_status st = path->run(&told);
    fail_at = -1;
    const long left = n_live - live - (told != NULL);
    const bool is_good = is_as_it_should(path, st, told, wanted);
    const bool is_tidy = n_files() == files;

    if (!is_good || left != 0 || !is_tidy) {
        printf("# %s, allocation %ld%s: status %d, %ld blocks left%s%s\n", path->name, at,
               and_later ? " and later" : "", (int) st, left, is_good ? "" : ", wrong",
               is_tidy ? "" : ", files left");
    }
    free(told);
    return is_good && left == 0 && is_tidy;
}

static void
fail_each(const struct path *path, long most)
{
    char *wanted = NULL, *again = NULL;
    long n_bad = 0, n_tried = 0;

    prepare(path);
    bh_expect(path->run(&wanted) == BH_OK, "%s: runs", path->name);
    if (path->keeps) {
        copy_file("kept.bh", "first_kept.bh");
    }
    if (path->reports) {
        copy_file("out.html", "first.html");
    }
    prepare(path);
    memset(seen, 0, sizeof seen);
    n_firsts = 0;
    const long began = n_asked;
    is_noting = true;
    bh_expect(path->run(&again) == BH_OK, "%s: runs again", path->name);
    is_noting = false;
    const long n = n_asked - began;
    const long step = most == 0 || n <= most ? 1 : n / most;

    free(again);
    for (long at = 0; at < n && n_bad < 10; at += step) {
        n_bad += !fail_one(path, at, false, wanted);
        n_bad += !fail_one(path, at, true, wanted);
        n_tried += 2;
    }
    for (size_t i = 0; most != 0 && i < n_firsts && n_bad < 10; i++) {
        n_bad += !fail_one(path, firsts[i] - began, false, wanted);
        n_bad += !fail_one(path, firsts[i] - began, true, wanted);
        n_tried += 2;
    }
    bh_expect(n_bad == 0, "%s: %ld failures of its %ld allocations end well", path->name, n_tried,
              n);
    free(wanted);
}

/** The example plan, in memory and in a file. */
static void
make_plan(void)
{
    FILE *file = fopen("p.yaml", "w");

    bh_expect(bh_plan_template("p", &plan_text, NULL) == BH_OK, "there is an example");
    fputs(plan_text, file);
    fclose(file);
    bh_expect(bh_plan_read_text("p", plan_text, strlen(plan_text), NULL, 0, false, &plan, NULL) ==
                      BH_OK &&
                  bh_plan_is_sound(plan),
              "and it is sound");

    const char *const rest = "\nlevers: [{path: forces.police.recruits_per_day, range: [10, 60], "
                             "title: Recruits}]\n";
    const char *const sets[] = {"forces.police.recruits_per_day=25", "areas.north.services=0.45"};
    const size_t n = strlen(plan_text);
    char *text = malloc(n + strlen(rest) + 1);

    memcpy(text, plan_text, n);
    strcpy(text + n, rest);
    bh_expect(bh_plan_read_text("other", text, strlen(text), sets, 2, false, &other, NULL) ==
                      BH_OK &&
                  bh_plan_is_sound(other),
              "so is another with a lever");
    free(text);
}

int
main(int argc, char **argv)
{
    static const struct path paths[] = {
        {"a plan in memory", read_plan, NULL, false, false},
        {"a plan in a file", read_file, NULL, false, false},
        {"a broken plan", read_broken, NULL, false, false},
        {"a table of actors", negotiate, NULL, false, false},
        {"explore", explore, "whole.bh", false, false},
        {"explore --summary", explore_sums, "sums.bh", false, false},
        {"compare", compare, NULL, false, false},
        {"compare of a summary", compare_sums, NULL, false, false},
        {"obstacles", lift_obstacles, NULL, true, false},
        {"report", report, NULL, false, true},
        {"search", search, NULL, false, false},
        {"diff", differ, NULL, false, false},
        {"leverage", weigh, NULL, false, false},
        {"one future again", replay, NULL, false, false},
        {"sensitivity", ask_sensitivity, NULL, false, false},
        {"robustness", ask_robustness, NULL, false, false},
        {"corners, boxes", discover_boxes, NULL, false, false},
        {"corners, a tree", discover_tree, NULL, false, false},
    };
    const long most = argc > 1 ? atol(argv[1]) : 5;
    struct bh_study_settings settings = settings_of("whole.bh");
    char folder[] = "/tmp/test_memory.XXXXXX";

    void *first[1];

    has_begun = true;
    (void) backtrace(first, 1); /* loads the unwinder, which asks for memory, once */
    if (mkdtemp(folder) == NULL || chdir(folder) != 0) {
        return 1;
    }
    make_plan();
    bh_expect(bh_study_run(plan, &settings, NULL) == BH_OK, "and explored");
    settings.out = "sums.bh";
    settings.is_summary = true;
    bh_expect(bh_study_run(plan, &settings, NULL) == BH_OK, "and summed");
    struct bh_study_settings many = settings_of("many.bh");

    many.n_futures = 128;
    many.keep = 0;
    bh_expect(bh_study_run(plan, &many, NULL) == BH_OK, "and again with more futures");
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        fail_each(&paths[i], most);
    }
    bh_plan_free(plan);
    bh_plan_free(other);
    free(plan_text);
    const char *const names[] = {"p.yaml",        "whole.bh", "sums.bh", "kept.bh",
                                 "first_kept.bh", "many.bh",  "out.bh",  "out.html",
                                 "first.html"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        unlink(names[i]);
    }
    rmdir(folder);
    return bh_finish();
}
