/** @file fuzz_arguments.c  Command lines: the whole program, arguments one a line.
 *
 *  It works in a folder of its own, which holds a plan `p`, a results file `r.bh`, and tables. A
 *  slash becomes a comma, so that nothing outside can be named, and a number may have two digits
 *  or more than eleven: the fuzzer is to read commands, not to run long studies. */
#include "fuzz.h"

#include <bluehelm/plan.h>
#include <bluehelm/study.h>
#include <getopt.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST_ARGUMENTS 24

int bluehelm_main(int argc, char **argv); /* src/cli/main.c under another name */

static void
put_file(const char *name, const char *text)
{
    FILE *file = fopen(name, "w");

    bh_hold(file != NULL && fputs(text, file) >= 0 && fclose(file) == 0);
}

/** Puts what commands read into the folder, as it was. */
static void
furnish(void)
{
    struct bh_plan *plan = NULL;
    char *text = NULL;
    const struct bh_study_settings settings = {
        .out = "r.bh", .n_futures = 64, .threads = 1, .keep = 2, .every = 60, .overwrite = true};

    bh_hold(bh_plan_template("p", &text, NULL) == BH_OK);
    put_file("p.yaml", text);
    put_file("x.csv", "a,b\n1,2\n3,4\n5,6\n7,9\n");
    put_file("t.csv", "actor,capability,x,s\na,1,50,50\nb,2,10,90\n");
    bh_hold(bh_plan_read("p.yaml", NULL, 0, false, &plan, NULL) == BH_OK);
    bh_hold(bh_study_run(plan, &settings, NULL) == BH_OK);
    bh_plan_free(plan);
    free(text);
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
    static char folder[] = "/tmp/fuzz_arguments.XXXXXX";

    (void) argc;
    (void) argv;
    bh_hold(mkdtemp(folder) != NULL && chdir(folder) == 0);
    furnish();
    return 0;
}

/** Whether every number is short, or too long to be one. */
static int
is_modest(const char *text)
{
    for (size_t digits; *text != '\0'; text += digits > 0 ? digits : 1) {
        digits = strspn(text, "0123456789");
        if (digits > 2 && digits < 12) {
            return 0;
        }
    }
    return 1;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static unsigned long runs;
    char *argv[MOST_ARGUMENTS + 2] = {"bluehelm"};
    char *text = bh_fuzz_text(data, n);
    int argc = 1;

    for (size_t i = 0; i < n; i++) {
        text[i] = text[i] == '/' || text[i] == '\0' ? ',' : text[i];
    }
    if (is_modest(text)) {
        for (char *at = strtok(text, "\n"); at != NULL && argc <= MOST_ARGUMENTS;
             at = strtok(NULL, "\n")) {
            argv[argc++] = at;
        }
        const int code = bluehelm_main(argc, argv);

        bh_hold((code >= 0 && code <= 5) || code == 130);
        if (++runs % 64 == 0 && system("find . -mindepth 1 -delete") == 0) {
            furnish();
        }
    }
    free(text);
    return 0;
}
