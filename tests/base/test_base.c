/** Base layer against published values. Oracles: FNV-1a test vectors of Fowler, Noll & Vo; the
 *  civil calendar; Wilson (1927) and Student tables; Hyndman & Fan (1996) type 7; textbook edit
 *  distances; the JSON grammar (RFC 8259). */
#include "harness.h"

#include "base/date.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/statistics.h"
#include "base/text.h"

#include <stdlib.h>

static void
test_dates(void)
{
    static const struct {
        const char *text;
        int64_t day;
    } known[] = {{"1970-01-01", 0},     {"1969-12-31", -1},   {"2000-02-29", 11016},
                 {"2000-03-01", 11017}, {"1900-03-01", -25508}, {"2038-01-19", 24855}};
    static const char *const wrong[] = {"2027-02-30", "2023-02-29", "1900-02-29", "2024-13-01",
                                        "2024-00-10", "2024-1-01",  "2024-01-01x", "",
                                        "0000-01-01", "2024-01-00", "2024-01-32",  "2023-04-31",
                                        "2024/01-01", "2024-01/01", "2024-0a-01",  "2024-01-0 "};
    int64_t day;
    char text[12];

    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        bh_expect(bh_date_parse(known[i].text, &day) && day == known[i].day, "date %s",
                  known[i].text);
        bh_date_format(known[i].day, text);
        bh_expect_text("date as text", text, known[i].text);
    }
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        bh_expect(!bh_date_parse(wrong[i], &day), "no such date: '%s'", wrong[i]);
    }
    bool is_same = true;
    for (int64_t d = -800000; d < 800000; d += 37) {
        bh_date_format(d, text);
        is_same = is_same && (d < -719162 || (bh_date_parse(text, &day) && day == d));
    }
    bh_expect(is_same, "dates of years 1 to 4160 go through text and back");
}

static void
test_hash(void)
{
    static const struct {
        const char *text;
        uint32_t h32;
        uint64_t h64;
    } known[] = {{"", 0x811c9dc5u, 0xcbf29ce484222325u},
                 {"a", 0xe40c292cu, 0xaf63dc4c8601ec8cu},
                 {"foobar", 0xbf9cf968u, 0x85944171f73967e8u}};

    for (size_t i = 0; i < 3; i++) {
        bh_expect(bh_hash32(known[i].text, strlen(known[i].text)) == known[i].h32,
                  "FNV-1a 32 of '%s'", known[i].text);
        bh_expect(bh_hash64(known[i].text, strlen(known[i].text)) == known[i].h64,
                  "FNV-1a 64 of '%s'", known[i].text);
    }
}

static void
test_statistics(void)
{
    static const struct {
        double df, t;
    } student[] = {{1, 12.7062}, {2, 4.3027},  {5, 2.5706},
                   {10, 2.2281}, {30, 2.0423}, {120, 1.9799}};
    const double x[] = {1, 2, 3, 4, 10};
    const double never[] = {1, 2, INFINITY};
    double low, high, mean, half;

    for (size_t i = 0; i < 6; i++) {
        bh_expect(fabs(bh_student_975(student[i].df) - student[i].t) < 2e-4, "t table, df %g",
                  student[i].df);
    }
    bh_wilson(0, 10, &low, &high); /* upper limit z^2 / (n + z^2) */
    bh_expect(low < 1e-15 && fabs(high - 3.841458820694124 / 13.841458820694124) < 1e-12,
              "Wilson interval of 0 in 10");
    bh_wilson(5, 10, &low, &high); /* centre 1/2, half width z / (2 sqrt(n + z^2)) */
    bh_expect(fabs(high - 0.5 - 1.959963984540054 / (2 * sqrt(13.841458820694124))) < 1e-12 &&
                  fabs(low + high - 1) < 1e-12,
              "Wilson interval of 5 in 10");
    bh_wilson(0, 0, &low, &high);
    bh_expect(low <= 0 && high >= 1, "Wilson interval of nothing");
    bh_expect(bh_quantile(x, 5, 0.5) == 3 && bh_quantile(x, 5, 0.25) == 2 &&
                  fabs(bh_quantile(x, 5, 0.9) - 7.6) < 1e-12,
              "type 7 quantiles");
    bh_expect(isinf(bh_quantile(never, 3, 1)) && bh_quantile(never, 3, 0.5) == 2,
              "quantiles of numbers that end in infinity");
    bh_mean_interval(x, 5, &mean, &half); /* mean 4, s^2 = 12.5 */
    bh_expect(mean == 4 && fabs(half - 2.7764 * sqrt(12.5 / 5)) < 1e-3, "mean and half width");
}

static int
ascending(const void *a, const void *b)
{
    const double x = *(const double *) a, y = *(const double *) b;

    return x < y ? -1 : x > y;
}

/** Oracle: the C library's qsort. Few and many different values, ascending, descending, pipes. */
static void
test_sort(void)
{
    size_t n_wrong = 0;

    srand(1);
    for (int round = 0; round < 20000; round++) {
        double found[400], wanted[400];
        const int n = rand() % 400, n_values = 1 + rand() % (round % 3 == 0 ? 100000 : 5);

        for (int i = 0; i < n; i++) {
            const int shape = round % 7;

            found[i] = shape == 0   ? i
                       : shape == 1 ? n - i
                       : shape == 2 ? (i < n / 2 ? i : n - i)
                                    : rand() % n_values;
            if (shape == 3 && rand() % 3 == 0) {
                found[i] = (double) INFINITY;
            }
        }
        memcpy(wanted, found, sizeof found);
        qsort(wanted, (size_t) n, sizeof *wanted, ascending);
        bh_sort(found, (size_t) n);
        n_wrong += memcmp(found, wanted, (size_t) n * sizeof *found) != 0;
    }
    bh_expect(n_wrong == 0, "numbers are sorted as qsort sorts them");
}

static void
test_text(void)
{
    static const char *const names[] = {"residents", "displaced", "fighters"};
    const char *near[3];
    double value;
    size_t bad;

    bh_expect(bh_text_distance("kitten", "sitting") == 3, "distance kitten sitting");
    bh_expect(bh_text_distance("ab", "ba") == 1, "distance with a swap");
    bh_expect(bh_text_nearest("residnets", names, 3, near) >= 1 && near[0] == names[0],
              "nearest name");
    bh_expect(bh_text_nearest("zzzzzz", names, 3, near) == 0, "no near name");
    bh_expect(bh_text_is_utf8("d\xc3\xa9j\xc3\xa0", 6, &bad), "UTF-8");
    bh_expect(!bh_text_is_utf8("ab\xff", 3, &bad) && bad == 2, "not UTF-8, and where");
    bh_expect(!bh_text_is_utf8("\xc0\xaf", 2, &bad), "overlong UTF-8");
    bh_expect(!bh_text_is_utf8("\xed\xa0\x80", 3, &bad), "surrogate in UTF-8");
    bh_expect(bh_text_number("1.5e3x", &value) == 5 && value == 1500, "number");
    bh_expect(bh_text_number("0x10", &value) <= 1, "no hexadecimal numbers");
    static const struct {
        const char *bytes;
        size_t n, bad; /* n: good to the end */
    } utf8[] = {
        {"\xf4\x8f\xbf\xbf", 4, 4}, /* the last code, U+10FFFF */
        {"\xf4\x90\x80\x80", 4, 0}, /* one more */
        {"\xf0\x90\x80\x80", 4, 4}, /* the first of four bytes, U+10000 */
        {"\xf0\x8f\xbf\xbf", 4, 0}, /* one less, overlong */
        {"\xed\x9f\xbf", 3, 3},     /* U+D7FF, before the surrogates */
        {"\xed\xbf\xbf", 3, 0},     /* U+DFFF, the last of them */
        {"\xee\x80\x80", 3, 3},     /* U+E000, behind them */
        {"a\xe2\x82", 3, 1},        /* cut short */
        {"a\xe2\x28\xa1", 4, 1},    /* a letter where more was due */
        {"\x80", 1, 0},             /* more of nothing */
        {"\xf8\x88\x80\x80\x80", 5, 0},
    };
    for (size_t i = 0; i < sizeof utf8 / sizeof utf8[0]; i++) {
        bad = utf8[i].n;
        bh_expect(bh_text_is_utf8(utf8[i].bytes, utf8[i].n, &bad) == (utf8[i].bad == utf8[i].n) &&
                      bad == utf8[i].bad,
                  "UTF-8 (RFC 3629), case %zu", i + 1);
    }
    static const struct {
        const char *text;
        size_t n;
        double value;
    } numbers[] = {{"+5", 2, 5},     {"-5", 2, -5},     {"1e+2", 4, 100}, {"1E-2", 4, 0.01},
                   {"5e", 1, 5},     {"5e+", 1, 5},     {".5", 2, 0.5},   {"5.", 1, 5},
                   {"5.e3", 1, 5},   {"1.25x", 4, 1.25}, {"-", 0, -7},     {".", 0, -7},
                   {"e5", 0, -7},    {"inf", 0, -7},    {"", 0, -7}};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        value = -7; /* stays where there is no number */
        bh_expect(bh_text_number(numbers[i].text, &value) == numbers[i].n &&
                      value == numbers[i].value,
                  "the number at the head of '%s'", numbers[i].text);
    }
    char digits[80], name[140], other[140];
    memset(digits, '1', sizeof digits - 1);
    digits[sizeof digits - 1] = '\0';
    bh_expect(bh_text_number(digits, &value) == 0, "79 digits are too many");
    memset(name, 'n', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    strcpy(other, name);
    bh_expect(bh_text_distance(name, other) == 0, "long names that are one");
    other[70] = 'm';
    bh_expect(bh_text_distance(name, other) == 120 && bh_text_distance(name, "n") == 120 &&
                  bh_text_distance("n", name) == 120,
              "long names that are not: as far as can be, whatever differs");
    static const char *const alike[] = {"aaaa", "aaab", "aaac", "aaad", "aaa"};
    bh_expect(bh_text_nearest("aaaa", alike, 5, near) == 3 && near[0] == alike[0] &&
                  near[1] == alike[1] && near[2] == alike[2],
              "of names as near as each other the first three");
    static const char *const rising[] = {"aabb", "aaab", "aaaa"};
    bh_expect(bh_text_nearest("aaaa", rising, 3, near) == 3 && near[0] == rising[2] &&
                  near[1] == rising[1] && near[2] == rising[0],
              "the nearest first, in whatever order they come");
    bh_expect(bh_text_number("nan", &value) == 0 && bh_text_number("1e999", &value) == 0,
              "numbers are finite");
}

static void
test_json(void)
{
    struct bh_text out = {0};
    struct bh_json json = bh_json_make(&out);

    bh_json_object(&json, NULL);
    bh_json_string(&json, "a", "q\"\\\n<\x01");
    bh_json_number(&json, "b", 0.1);
    bh_json_number(&json, "c", INFINITY);
    bh_json_end_object(&json);
    bh_expect(strstr(bh_text_string(&out), "q\\\"\\\\\\u000a\\u003c\\u0001") != NULL,
              "JSON escapes");
    bh_expect(strstr(bh_text_string(&out), "0.1") != NULL &&
                  strstr(bh_text_string(&out), "null") != NULL,
              "JSON numbers; null for infinity");
    bh_text_fini(&out);
}

int
main(void)
{
    test_dates();
    test_hash();
    test_statistics();
    test_sort();
    test_text();
    test_json();
    return bh_finish();
}
