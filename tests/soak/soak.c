/** @file soak.c  The library for hours in one process: memory and open files stay as they are.
 *
 *  Usage: soak SECONDS FOLDER [PAUSE_MILLISECONDS]
 *
 *  A round reads a plan (a sound one, a broken one), runs a study, goes on with it, compares it,
 *  reports on it, asks for obstacles, sensitivity, robustness and corners, bargains over a table,
 *  and is refused some things. Oracles: the study has the bytes of the first round's; after the
 *  first tenth of the time, no more memory (1 MiB of slack for the allocator) and not one open file
 *  more than the most there was before. Prints a line a minute and one line at the end. */
#include "harness.h"

#include <bluehelm/discover.h>
#include <bluehelm/negotiate.h>
#include <bluehelm/obstacles.h>
#include <bluehelm/plan.h>
#include <bluehelm/report.h>
#include <bluehelm/results.h>
#include <bluehelm/robust.h>
#include <bluehelm/sensitivity.h>
#include <bluehelm/study.h>
#include <dirent.h>
#include <time.h>
#include <unistd.h>

#define SLACK_KIB 1024
#define WARM_ROUNDS 4 /* that the allocator and SQLite may take to find their size */

/** What a process holds. */
struct holdings {
    long resident_kib, n_files;
};

static struct holdings
look(void)
{
    struct holdings found = {0, 0};
    char line[256];
    FILE *status = fopen("/proc/self/status", "r");
    DIR *files = opendir("/proc/self/fd");

    while (status != NULL && fgets(line, sizeof line, status) != NULL) {
        sscanf(line, "VmRSS: %ld", &found.resident_kib);
    }
    while (files != NULL && readdir(files) != NULL) {
        found.n_files++;
    }
    if (status != NULL) {
        fclose(status);
    }
    if (files != NULL) {
        closedir(files);
    }
    found.n_files -= 2; /* the two that were open for looking */
    return found;
}

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

static bool
copy(const char *from, const char *to)
{
    FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
    bool is_good = in != NULL && out != NULL;

    for (int c = 0; is_good && (c = getc(in)) != EOF;) {
        is_good = putc(c, out) != EOF;
    }
    if (in != NULL) {
        fclose(in);
    }
    if (out != NULL) {
        is_good = fclose(out) == 0 && is_good;
    }
    return is_good;
}

static struct bh_plan *
read_plan(void)
{
    struct bh_plan *plan = NULL, *broken = NULL;
    char *text = NULL;
    bool is_good = bh_plan_template("soak", &text, NULL) == BH_OK &&
                   bh_plan_read_text("soak", text, strlen(text), NULL, 0, false, &plan, NULL) ==
                       BH_OK &&
                   bh_plan_read_text("broken", text, strlen(text) / 2, NULL, 0, false, &broken,
                                     NULL) == BH_OK &&
                   !bh_plan_is_sound(broken);

    bh_plan_free(broken);
    free(text);
    if (!is_good) {
        bh_expect(false, "the plan is read");
    }
    return plan;
}

/** The study is begun, is refused a second time, grows, and is whole. */
static bool
run_study(const struct bh_plan *plan, const char *file)
{
    struct bh_study_settings settings = {
        .out = file, .n_futures = 256, .keep = 32, .every = 30, .threads = 2, .overwrite = true};
    bool is_good = bh_study_run(plan, &settings, NULL) == BH_OK;

    settings.overwrite = false;
    is_good = is_good && bh_study_run(plan, &settings, NULL) == BH_EINPUT;
    settings.extend = true;
    settings.n_futures = 512;
    return is_good && bh_study_run(plan, &settings, NULL) == BH_OK;
}

static bool
analyse(const char *file, const char *page)
{
    const struct bh_obstacles_settings lifted = {.n_tested = 20, .threads = 2};
    const struct bh_sensitivity_request request = {0};
    const struct bh_discover_settings corners = bh_discover_defaults();
    struct bh_comparison *comparison = NULL;
    struct bh_obstacles *obstacles = NULL;
    struct bh_sensitivity *sensitivity = NULL;
    struct bh_robustness *robustness = NULL;
    struct bh_discovery *discovery = NULL;
    char *json = NULL;
    const bool is_good = bh_results_compare(file, NULL, &comparison, NULL) == BH_OK &&
                         bh_comparison_json(comparison, &json, NULL) == BH_OK &&
                         bh_obstacles_study(file, &lifted, &obstacles, NULL) == BH_OK &&
                         bh_sensitivity_read(file, &request, &sensitivity, NULL) == BH_OK &&
                         bh_robustness_read(file, "cost", 0.5, &robustness, NULL) == BH_OK &&
                         bh_discover(file, &corners, &discovery, NULL) == BH_OK &&
                         bh_report_write(file, page, NULL) == BH_OK &&
                         bh_results_compare(page, NULL, &comparison, NULL) == BH_EFORMAT;

    free(json);
    bh_discovery_free(discovery);
    bh_robustness_free(robustness);
    bh_sensitivity_free(sensitivity);
    bh_obstacles_free(obstacles);
    bh_comparison_free(comparison);
    return is_good;
}

static bool
bargain(void)
{
    static const char text[] = "actor,capability,x,s\na,1,50,50\nb,2,10,90\nc,1,90,20\n";
    const struct bh_negotiation_settings settings = {.draws = 50, .threads = 2};
    struct bh_table *table = NULL;
    struct bh_negotiation *negotiation = NULL;
    const bool is_good =
        bh_table_read_text("t", text, strlen(text), &table, NULL) == BH_OK &&
        bh_negotiation_run(table, &settings, &negotiation, NULL) == BH_OK;

    bh_negotiation_free(negotiation);
    bh_table_free(table);
    return is_good;
}

int
main(int argc, char **argv)
{
    const double seconds = argc > 2 ? atof(argv[1]) : 0;
    const useconds_t pause = argc > 3 ? (useconds_t) atoi(argv[3]) * 1000u : 0;
    const time_t began = time(NULL);
    struct holdings most = {0, 0}, now = {0, 0};
    bool is_good = seconds > 0 && chdir(argv[2]) == 0, is_flat = true;
    unsigned long rounds = 0;
    time_t told = began;

    bh_expect(is_good, "there is a folder to work in");
    while (is_good && is_flat && difftime(time(NULL), began) < seconds) {
        struct bh_plan *plan = read_plan();

        is_good = plan != NULL && run_study(plan, "again.bh") &&
                  (rounds == 0 ? copy("again.bh", "first.bh")
                               : is_same_file("first.bh", "again.bh")) &&
                  analyse("again.bh", "page.html") && bargain();
        bh_plan_free(plan);
        now = look();
        if (rounds < WARM_ROUNDS || difftime(time(NULL), began) < seconds / 10) {
            most.resident_kib =
                now.resident_kib > most.resident_kib ? now.resident_kib : most.resident_kib;
            most.n_files = now.n_files > most.n_files ? now.n_files : most.n_files;
        } else {
            is_flat = now.resident_kib <= most.resident_kib + SLACK_KIB &&
                      now.n_files <= most.n_files;
        }
        rounds++;
        if (difftime(time(NULL), told) >= 60) {
            told = time(NULL);
            printf("# %.0f s, round %lu: %ld KiB, %ld files\n", difftime(told, began), rounds,
                   now.resident_kib, now.n_files);
            fflush(stdout);
        }
        usleep(pause);
    }
    bh_expect(is_good, "%lu rounds in %.0f s give the same study", rounds,
              difftime(time(NULL), began));
    bh_expect(is_flat,
              "memory and files stay flat: %ld KiB and %ld files at most at first, %ld and %ld "
              "at the end",
              most.resident_kib, most.n_files, now.resident_kib, now.n_files);
    return bh_finish();
}
