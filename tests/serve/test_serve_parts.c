/* Parts of the server that need no network. Oracles: the rules in the headers, said by hand; RFC
 * 6454 for origins; a line of runs followed step by step. */
#include "harness.h"

#include "base/text.h"
#include "serve/guard.h"
#include "serve/routes.h"
#include "serve/runs.h"
#include "serve/variant.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- who is let in -------------------------------------------------------------------------- */

static void
test_hosts(void)
{
    static const struct {
        const char *host, *address;
        bool is_own;
    } cases[] = {
        {"127.0.0.1:8437", "127.0.0.1", true},
        {"localhost", "127.0.0.1", true},
        {"LocalHost:1", "127.0.0.1", true},
        {"127.0.0.1", "127.0.0.1", true},
        {"[::1]:8437", "::1", true},
        {"[::1]", "127.0.0.1", true},
        {"10.0.0.5:80", "10.0.0.5", true},
        {"192.168.1.7", "0.0.0.0", true},
        {"10.0.0.5", "127.0.0.1", false},
        {"evil.example", "127.0.0.1", false},
        {"evil.example:8437", "0.0.0.0", false},
        {"localhost.evil.example", "127.0.0.1", false},
        {"127.0.0.1.evil.example", "127.0.0.1", false},
        {"localhost:80:80", "127.0.0.1", false},
        {"localhost:", "127.0.0.1", false},
        {"localhost:x", "127.0.0.1", false},
        {"localhost:123456", "127.0.0.1", false},
        {"[::1", "::1", false},
        {"[]", "::1", false},
        {"", "127.0.0.1", false},
        {NULL, "127.0.0.1", false},
        {"user@localhost", "127.0.0.1", false},
        {"0127.0.0.1", "127.0.0.1", false},
        {"localhost;80", "127.0.0.1", false},
        {"[::1]x", "::1", false},
        {"[::1]:", "::1", false},
        {"n0123456789012345678901234567890123456789012345678901234567890123456789012345678901234"
         "56789012345678901234567890123456789012345678901234567890123456789012345678901234567890"
         "12345678901234567890123456789012345678901234567890123456789012345678901234567890123456",
         "127.0.0.1", false},
        {"2130706433", "127.0.0.1", false},
    };
    bool good = true;

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        if (bh_guard_is_own_host(cases[i].host, cases[i].address) != cases[i].is_own) {
            printf("# host %s at %s\n", cases[i].host == NULL ? "-" : cases[i].host,
                   cases[i].address);
            good = false;
        }
    }
    bh_expect(good, "host names: only localhost, the own address and numbers are ours");
    bh_expect(bh_guard_is_loopback("127.0.0.1") && bh_guard_is_loopback("127.9.9.9") &&
                  bh_guard_is_loopback("::1") && !bh_guard_is_loopback("0.0.0.0") &&
                  !bh_guard_is_loopback("::") && !bh_guard_is_loopback("10.0.0.1"),
              "loopback addresses are told apart");
}

static unsigned
status_of(const char *method, const char *host, const char *origin, const char *site)
{
    const struct bh_guard_request request = {
        .method = method, .path = "/", .host = host, .origin = origin, .site = site};

    return bh_guard_check(&request, "127.0.0.1").status;
}

static void
test_guard(void)
{
    static const char host[] = "localhost:9";

    bh_expect(status_of("GET", host, NULL, NULL) == 0 &&
                  status_of("PUT", host, "http://localhost:9", "same-origin") == 0 &&
                  status_of("GET", host, NULL, "none") == 0,
              "the own page, and an address typed in, are let in");
    bh_expect(status_of("GET", host, "http://evil.example", NULL) == 403 &&
                  status_of("GET", host, "http://localhost:8", NULL) == 403 &&
                  status_of("GET", host, "https://localhost:9", NULL) == 403 &&
                  status_of("GET", host, "null", NULL) == 403 &&
                  status_of("GET", host, "", NULL) == 403,
              "another origin is refused: host, port, scheme, none");
    bh_expect(status_of("GET", host, NULL, "cross-site") == 403 &&
                  status_of("GET", host, NULL, "same-site") == 403 &&
                  status_of("GET", host, NULL, "") == 403,
              "what a browser says comes from elsewhere is refused");
    bh_expect(status_of("TRACE", host, NULL, NULL) == 405 &&
                  status_of("OPTIONS", host, NULL, NULL) == 405 &&
                  status_of("get", host, NULL, NULL) == 405 &&
                  status_of("PATCH", host, NULL, NULL) == 405,
              "other methods are refused");
}

static void
test_token(void)
{
    struct bh_guard_request request = {.token = "0123"};

    bh_expect(bh_guard_has_token(&request, "0123") && !bh_guard_has_token(&request, "0124") &&
                  !bh_guard_has_token(&request, "01234") && !bh_guard_has_token(&request, "012"),
              "only the whole token is the token");
    request.token = NULL;
    bh_expect(!bh_guard_has_token(&request, "0123") && !bh_guard_has_token(&request, ""),
              "no token is none, whatever is wanted");
}

/* ---- paths ---------------------------------------------------------------------------------- */

static void
test_routes(void)
{
    char name[BH_VARIANT_NAME_ROOM];
    char longest[200];

    bh_expect(bh_routes_match("/api/variants/*/run", "/api/variants/calm/run", name) &&
                  strcmp(name, "calm") == 0,
              "a * is one segment");
    bh_expect(!bh_routes_match("/api/variants/*", "/api/variants/a/b", name) &&
                  !bh_routes_match("/api/variants/*", "/api/variants/", name) &&
                  !bh_routes_match("/api/variants/*", "/api/variants", name) &&
                  !bh_routes_match("/", "//", name) && !bh_routes_match("/", "", name) &&
                  !bh_routes_match("/api/variants/*/run", "/api/variants//run", name),
              "never two segments, never none");
    memset(longest, 'a', sizeof longest - 1);
    memcpy(longest, "/variants/", 10);
    longest[sizeof longest - 1] = '\0';
    bh_expect(bh_routes_match("/variants/*", longest, name) && name[0] == '\0',
              "a segment longer than any name gives no name");
}

static void
test_numbers(void)
{
    size_t n = 7;

    bh_expect(bh_routes_number("1", 100, &n) && n == 1 && bh_routes_number("100", 100, &n) &&
                  n == 100 && bh_routes_number("007", 100, &n) && n == 7,
              "whole numbers in the range");
    bh_expect(!bh_routes_number("0", 100, &n) && !bh_routes_number("101", 100, &n) &&
                  !bh_routes_number("", 100, &n) && !bh_routes_number("-1", 100, &n) &&
                  !bh_routes_number("1e3", 100, &n) && !bh_routes_number(" 1", 100, &n) &&
                  !bh_routes_number("18446744073709551617", 100, &n) && n == 7,
              "all else is refused and changes nothing");
}

/* ---- variants ------------------------------------------------------------------------------- */

static void
test_names(void)
{
    static const char *const good[] = {"a", "9", "low-kappa", "x_1",
                                       "123456789012345678901234567890123456789012345678"};
    static const char *const bad[] = {"",   "-a",  "_a",  "..",   ".",      "a/b", "A", "a b",
                                      "a.set", "%2e", "caf\xc3\xa9", "a\n",
                                      "1234567890123456789012345678901234567890123456789"};
    bool right = true;

    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        right = right && bh_variant_is_name(good[i]);
    }
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        right = right && !bh_variant_is_name(bad[i]);
    }
    bh_expect(right, "names of variants: letters, digits, - and _ alone");
}

static enum bh_status
parse(const char *text, struct bh_variant *variant, struct bh_err *err)
{
    return bh_variant_parse(text, strlen(text), variant, err);
}

static void
test_settings(void)
{
    struct bh_variant variant = {.n_set = 0};
    struct bh_err err;
    char many[BH_VARIANT_MOST_SETTINGS * 4 + 8] = "";

    bh_expect(parse("# a remark\n\n  a.b = 1 %  \r\nc=2024-10-01..2025-01-01", &variant, &err) ==
                      BH_OK &&
                  variant.n_set == 2 && strcmp(variant.set[0], "a.b = 1 %") == 0 &&
                  strcmp(variant.set[1], "c=2024-10-01..2025-01-01") == 0,
              "settings: one a line, remarks and blanks left out");
    bh_variant_fini(&variant);
    bh_expect(parse("a=1\nb", &variant, &err) == BH_EINPUT &&
                  strstr(err.text, "line 2 is 'b', must be path=value") != NULL &&
                  variant.n_set == 0,
              "a line that is no setting is told with its number");
    bh_expect(parse("=1", &variant, &err) == BH_EINPUT, "a setting without a path is refused");
    bh_expect(parse("a=\x01", &variant, &err) == BH_EINPUT &&
                  parse("a=\xff", &variant, &err) == BH_EINPUT &&
                  bh_variant_parse("a=1\0b=2", 7, &variant, &err) == BH_EINPUT,
              "control characters, broken UTF-8 and NUL are refused");
    char line[BH_VARIANT_MOST_LINE + 2] = "a=";
    memset(line + 2, '1', sizeof line - 3);
    bh_expect(parse("a=\x7f", &variant, &err) == BH_EINPUT &&
                  strstr(err.text, "line 1 has a control character") != NULL,
              "DEL is a control character");
    bh_expect(parse(line, &variant, &err) == BH_ELIMIT &&
                  strstr(err.text, "line 1 is longer than 1000 bytes") != NULL,
              "a line of 1001 bytes is refused");
    line[BH_VARIANT_MOST_LINE] = '\0';
    bh_expect(parse(line, &variant, &err) == BH_OK && variant.n_set == 1, "one of 1000 is not");
    bh_variant_fini(&variant);
    for (size_t i = 0; i <= BH_VARIANT_MOST_SETTINGS; i++) {
        strcat(many, "a=1\n");
    }
    bh_expect(parse(many, &variant, &err) == BH_ELIMIT, "too many settings are refused");
    many[BH_VARIANT_MOST_SETTINGS * 4] = '\0';
    bh_expect(parse(many, &variant, &err) == BH_OK &&
                  variant.n_set == BH_VARIANT_MOST_SETTINGS,
              "as many as are allowed are not");
    bh_variant_fini(&variant);
}

static void
put_file(const char *folder, const char *name)
{
    char path[600];
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    file = fopen(path, "w");
    fputs("x", file);
    fclose(file);
}

static bool
has_file(const char *folder, const char *name)
{
    char path[600];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    return access(path, F_OK) == 0;
}

static void
test_folder(const char *parent)
{
    char folder[500];
    char names[BH_VARIANT_MOST][BH_VARIANT_NAME_ROOM];
    struct bh_variant one, other, found;
    struct bh_err err;
    bool is_new = false;

    snprintf(folder, sizeof folder, "%s/x.variants", parent);
    bh_expect(bh_variant_list(folder, names) == 0, "no folder: no variants");
    if (parse("a=1", &one, &err) != BH_OK || parse("a=2\nb=3", &other, &err) != BH_OK) {
        bh_expect(false, "settings can be read");
        return;
    }
    bh_expect(bh_variant_save(folder, "b", &one, &is_new, &err) == BH_OK && is_new &&
                  bh_variant_save(folder, "a", &other, &is_new, &err) == BH_OK && is_new,
              "variants are saved, and their folder is made");
    bh_expect(bh_variant_load(folder, "a", &found, &err) == BH_OK &&
                  bh_variant_is_same(&found, &other) && !bh_variant_is_same(&found, &one),
              "what is saved is read back");
    bh_variant_fini(&found);
    put_file(folder, "..set");
    put_file(folder, "base.set");
    put_file(folder, "Upper.set");
    put_file(folder, "c.txt");
    bh_expect(bh_variant_list(folder, names) == 2 && strcmp(names[0], "a") == 0 &&
                  strcmp(names[1], "b") == 0,
              "the list is in order, without files that are no variants");
    put_file(folder, "b.bh");
    bh_expect(bh_variant_save(folder, "b", &one, &is_new, &err) == BH_OK && !is_new &&
                  has_file(folder, "b.bh"),
              "saving the same settings keeps the results");
    put_file(folder, "b.bh-wal");
    bh_expect(bh_variant_save(folder, "b", &other, &is_new, &err) == BH_OK &&
                  !has_file(folder, "b.bh") && !has_file(folder, "b.bh-wal"),
              "saving others removes results that are not theirs");
    put_file(folder, "b.bh");
    bh_expect(bh_variant_remove(folder, "b", &err) == BH_OK && !has_file(folder, "b.set") &&
                  !has_file(folder, "b.bh") && !bh_variant_exists(folder, "b"),
              "a variant is removed with its results");
    bh_expect(bh_variant_load(folder, "b", &found, &err) == BH_EIO, "what is gone cannot be read");
    bh_variant_fini(&one);
    bh_variant_fini(&other);
}

static void
test_full_folder(const char *parent)
{
    char folder[500], name[16];
    struct bh_variant none = {.n_set = 0};
    struct bh_err err;
    bool is_new;
    bool good = true;

    snprintf(folder, sizeof folder, "%s/full.variants", parent);
    for (int i = 0; i < BH_VARIANT_MOST; i++) {
        snprintf(name, sizeof name, "v%d", i);
        good = good && bh_variant_save(folder, name, &none, &is_new, &err) == BH_OK;
    }
    bh_expect(good && bh_variant_save(folder, "more", &none, &is_new, &err) == BH_ELIMIT,
              "a full folder takes no more");
    bh_expect(bh_variant_save(folder, "v1", &none, &is_new, &err) == BH_OK,
              "what is in it can still be changed");
    bh_expect(bh_variant_save("/proc/none", "a", &none, &is_new, &err) == BH_EIO,
              "a folder that cannot be made is told");
}

/* ---- runs ----------------------------------------------------------------------------------- */

/** Work that waits until it is let go, or cancelled. */
struct gate {
    pthread_mutex_t mutex;
    int open; /* works that may still end */
    char done[256]; /* names in the order in which they ended */
};

static enum bh_status
work_at_gate(void *context, const struct bh_run_order *order, const struct bh_run_watch *watch,
             struct bh_err *err)
{
    struct gate *gate = context;
    const struct bh_progress progress = {.done = 1, .total = 2};
    bool goes = false;

    while (!goes && *watch->cancel == 0) {
        pthread_mutex_lock(&gate->mutex);
        goes = gate->open > 0;
        gate->open -= goes;
        pthread_mutex_unlock(&gate->mutex);
        watch->progress(watch->context, &progress);
        usleep(1000);
    }
    strcat(strcat(gate->done, order->name), goes ? " " : "! ");
    if (strcmp(order->name, "bad") == 0) {
        snprintf(err->text, sizeof err->text, "it broke");
        return BH_EIO;
    }
    return goes ? BH_OK : BH_ECANCELLED;
}

static enum bh_status
ask(struct bh_runs *runs, const char *name)
{
    struct bh_run_order order = {.n_futures = 10};
    struct bh_err err;

    snprintf(order.name, sizeof order.name, "%s", name);
    return bh_runs_order(runs, &order, &err);
}

/** Whether the list holds the text. */
static bool
says(struct bh_runs *runs, const char *wanted)
{
    struct bh_text text = {0};

    bh_runs_json(runs, &text);
    const bool found = strstr(bh_text_string(&text), wanted) != NULL;
    bh_text_fini(&text);
    return found;
}

/** Waits until it does; false after five seconds. */
static bool
becomes(struct bh_runs *runs, const char *wanted)
{
    uint64_t version = 0;

    for (int i = 0; i < 5000 && !says(runs, wanted); i++) {
        (void) bh_runs_wait(runs, &version, 0.001);
    }
    return says(runs, wanted);
}

static void
open_gate(struct gate *gate, int n)
{
    pthread_mutex_lock(&gate->mutex);
    gate->open += n;
    pthread_mutex_unlock(&gate->mutex);
}

static void
test_runs(void)
{
    struct gate gate = {.mutex = PTHREAD_MUTEX_INITIALIZER};
    const struct bh_runs_settings settings = {work_at_gate, &gate};
    struct bh_runs *runs = NULL;
    struct bh_err err;

    if (bh_runs_create(&settings, &runs, &err) != BH_OK) {
        bh_expect(false, "runs can be made");
        return;
    }
    bh_expect(ask(runs, "a") == BH_OK &&
                  becomes(runs, "\"variant\":\"a\",\"state\":\"running\",\"futures\":10,"
                                "\"done\":1"),
              "what is ordered runs, and tells its progress");
    bh_expect(ask(runs, "a") == BH_EINPUT && bh_runs_is_busy(runs, "a"),
              "a second run of the same name is refused");
    bh_expect(ask(runs, "b") == BH_OK && ask(runs, "c") == BH_OK && ask(runs, "bad") == BH_OK &&
                  ask(runs, "e") == BH_OK && ask(runs, "f") == BH_ELIMIT,
              "four may wait, a fifth is refused");
    bh_expect(bh_runs_cancel(runs, "c") && !bh_runs_cancel(runs, "c") &&
                  !bh_runs_cancel(runs, "unknown"),
              "one that waits is stopped once");
    bh_expect(bh_runs_cancel(runs, "a") &&
                  becomes(runs, "\"variant\":\"a\",\"state\":\"stopped\""),
              "one that runs is stopped");
    open_gate(&gate, 2);
    bh_expect(becomes(runs, "\"variant\":\"b\",\"state\":\"done\"") &&
                  becomes(runs, "\"variant\":\"bad\",\"state\":\"failed\"") &&
                  becomes(runs, "it broke"),
              "one ends well, one fails and says why");
    bh_runs_forget(runs, "bad");
    bh_runs_forget(runs, "e");
    bh_expect(!says(runs, "it broke") && becomes(runs, "\"e\",\"state\":\"running\""),
              "an end can be forgotten, a run cannot");
    bh_runs_stop(runs);
    bh_expect_text("in the order asked for; stopping ends the last",
                   gate.done, "a! b bad e! ");
    uint64_t version = 0;
    bh_expect(!bh_runs_wait(runs, &version, 1) && ask(runs, "g") == BH_ECANCELLED,
              "after the stop nothing is waited for and nothing taken");
    bh_runs_free(runs);
}

int
main(void)
{
    char folder[] = "/tmp/bluehelm-serve-XXXXXX";
    char command[64];

    test_hosts();
    test_guard();
    test_token();
    test_routes();
    test_numbers();
    test_names();
    test_settings();
    if (bh_expect(mkdtemp(folder) != NULL, "there is a folder to work in")) {
        test_folder(folder);
        test_full_folder(folder);
        snprintf(command, sizeof command, "rm -rf %s", folder);
        bh_expect(system(command) == 0, "and it can be removed");
    }
    test_runs();
    return bh_finish();
}
