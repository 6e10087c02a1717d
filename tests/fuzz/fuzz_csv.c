/** @file fuzz_csv.c  Matrices in CSV. What is read has rows and columns as it says, and a column of
 *  words only words that it lists. */
#include "fuzz.h"

#include "base/csv.h"

static void
look_at(const struct bh_csv *csv)
{
    for (size_t c = 0; c < csv->n_columns; c++) {
        const struct bh_csv_column *column = &csv->columns[c];
        size_t found = csv->n_columns;

        bh_hold(column->name[0] != '\0');
        bh_hold(bh_csv_find(csv, column->name, &found, NULL) == BH_OK && found == c);
        for (size_t r = 0; column->is_text && r < csv->n_rows; r++) {
            bh_hold(column->values[r] >= 0 && column->values[r] < (double) column->n_levels);
        }
        for (size_t l = 1; l < column->n_levels; l++) {
            bh_hold(strcmp(column->levels[l - 1], column->levels[l]) < 0);
        }
        bh_hold((bh_csv_want_numbers(csv, c, NULL) == BH_OK) == !column->is_text);
    }
    for (size_t r = 1; r < csv->n_rows; r++) {
        bh_hold(csv->lines[r - 1] < csv->lines[r]);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    char *text = bh_fuzz_text(data, n);
    struct bh_csv csv;

    if (bh_csv_parse("matrix.csv", text, n, &csv, NULL) == BH_OK) {
        look_at(&csv);
        bh_csv_fini(&csv);
    }
    free(text);
    return 0;
}
