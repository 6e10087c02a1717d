/** The matrix reader. Oracle: RFC 4180 read by hand; each refusal names file, line and column. */
#include "harness.h"

#include "base/csv.h"
#include "base/philox_scalar.h"

#include <math.h>

static enum bh_status
parse(const char *text, struct bh_csv *csv, struct bh_err *err)
{
    return bh_csv_parse("m.csv", text, strlen(text), csv, err);
}

static void
test_reading(void)
{
    struct bh_csv csv;
    struct bh_err err;

    bh_expect(parse("\xEF\xBB\xBF"
                    "a,\"b, \"\"c\"\"\", d\r\n1, -2.5e3 ,red\r\n,inf,blue\r\nnan,-inf,red",
                    &csv, &err) == BH_OK,
              "quotes, CRLF, byte-order mark, no last newline");
    bh_expect(csv.n_rows == 3 && csv.n_columns == 3, "three rows of three");
    bh_expect_text("quoted name", csv.columns[1].name, "b, \"c\"");
    bh_expect(csv.columns[0].values[0] == 1 && isnan(csv.columns[0].values[1]) &&
                  isnan(csv.columns[0].values[2]), "a number, nothing, nan");
    bh_expect(csv.columns[1].values[0] == -2500 && csv.columns[1].values[1] == INFINITY &&
                  csv.columns[1].values[2] == -INFINITY, "numbers with blanks, infinities");
    bh_expect(csv.columns[2].is_text && csv.columns[2].n_levels == 2, "a column of words");
    bh_expect_text("first level", csv.columns[2].levels[0], "blue");
    bh_expect(csv.columns[2].values[0] == 1 && csv.columns[2].values[1] == 0 &&
                  csv.columns[2].values[2] == 1, "words by level");
    size_t column = 9;
    bh_expect(bh_csv_find(&csv, "d", &column, &err) == BH_OK && column == 2, "column by name");
    bh_expect(bh_csv_want_numbers(&csv, 2, &err) == BH_EINPUT, "words are no numbers");
    bh_expect_text("place of the word", err.text,
                   "m.csv:2:12: column d: found 'red', want a number");
    bh_expect(bh_csv_want_numbers(&csv, 1, &err) == BH_OK, "numbers are");
    bh_csv_fini(&csv);
}

static void
test_refusals(void)
{
    static const struct {
        const char *text, *message;
    } wrong[] = {
        {"", "m.csv: is empty; want a line of column names, then rows"},
        {"a,b\n1,2,3\n", "m.csv:2:1: found 3 cells, want 2, one for each column"},
        {"a,b\n1,2\n\n3,4\n", "m.csv:3:1: found 1 cell, want 2, one for each column"},
        {"a,a\n", "m.csv:1:3: columns 1 and 2 have the same name, a"},
        {"a,\n", "m.csv:1:3: column 2 has no name"},
        {"1,2\n3,4\n",
         "m.csv:1:1: the first line holds numbers only; want the names of the columns"},
        {"a,b\n1,\"2\n", "m.csv:2:3: the quote that begins here is not closed on its line"},
        {"a,b\n1,\"2\"x\n",
         "m.csv:2:6: found 'x' behind a closing quote, want a comma or the line's end"},
        {"a,b\n1,2\"\n", "m.csv:2:4: found a quote inside a cell without quotes"},
        {"a,b\n1,\xff\n", "m.csv:2:3: found a byte that is not UTF-8"},
    };

    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct bh_csv csv = {.n_rows = 77};
        struct bh_err err = {BH_OK, ""};

        bh_expect(parse(wrong[i].text, &csv, &err) == BH_EINPUT, "refused: %zu", i);
        bh_expect_text("what it says", err.text, wrong[i].message);
        bh_expect(csv.n_rows == 77, "output untouched");
    }
    struct bh_csv csv;
    struct bh_err err;
    bh_expect(bh_csv_parse("m.csv", "a\n1\0", 4, &csv, &err) == BH_EINPUT, "NUL byte");
    bh_expect_text("its place", err.text, "m.csv:2:2: found a NUL byte, want text");
    bh_expect(bh_csv_read("/nonexistent/x.csv", &csv, &err) == BH_EIO, "no such file");
    bh_expect(parse("ab,cd\n1,2\n", &csv, &err) == BH_OK, "two columns");
    size_t column = 7;
    bh_expect(bh_csv_find(&csv, "ac", &column, &err) == BH_EINPUT && column == 7, "unknown column");
    bh_expect_text("nearest", err.text, "m.csv: has no column 'ac'; nearest: ab, cd");
    bh_csv_fini(&csv);
}

/** Texts with bytes changed at random: read or refused with a place, never a crash, and what is
 *  read has a value for every cell. */
static void
test_mutations(void)
{
    static const char good[] =
        "a,\"b, \"\"c\"\"\",d\r\n1,-2.5e3,red\r\n,inf,blue\nnan,-inf,\"x\"\n";
    static const char bytes[] = ",\"\n\r 0a\xff\t-.e";
    bool is_right = true;
    size_t n_read = 0;

    for (uint32_t round = 0; round < 20000; round++) {
        char text[sizeof good];
        uint32_t words[4];
        struct bh_csv csv;
        struct bh_err err = {BH_OK, ""};

        memcpy(text, good, sizeof good);
        for (uint32_t change = 0; change < 1 + round % 3; change++) {
            const uint32_t counter[4] = {round, change, 0, 0}, key[2] = {5, 0};

            bh_philox4x32(counter, key, words);
            text[words[0] % (sizeof good - 1)] = bytes[words[1] % (sizeof bytes - 1)];
        }
        const size_t n = sizeof good - 1 - words[2] % 4;
        const enum bh_status st = bh_csv_parse("m", text, n, &csv, &err);
        if (st == BH_OK) {
            for (size_t c = 0; c < csv.n_columns; c++) {
                for (size_t r = 0; r < csv.n_rows; r++) {
                    const struct bh_csv_column *at = &csv.columns[c];

                    is_right = is_right && (!at->is_text || (size_t) at->values[r] < at->n_levels);
                }
            }
            n_read++;
            bh_csv_fini(&csv);
        } else {
            is_right = is_right && st == BH_EINPUT && strncmp(err.text, "m:", 2) == 0;
        }
    }
    bh_expect(is_right && n_read > 1000, "20000 changed texts: %zu read, the others refused",
              n_read);
}

int
main(void)
{
    test_mutations();
    test_reading();
    test_refusals();
    return bh_finish();
}
