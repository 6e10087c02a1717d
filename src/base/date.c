/** @file date.c  Days from a civil date and back, by counting whole 400-year cycles of 146 097 days
 *  in a year that starts on 1 March, so that the leap day comes last. */
#include "base/date.h"

#include <stdio.h>
#include <string.h>

#define DAYS_PER_CYCLE 146097
#define CYCLE_OFFSET 719468 /* days from 0000-03-01 to 1970-01-01 */

static int64_t
floor_divide(int64_t a, int64_t b)
{
    return a >= 0 ? a / b : -((b - 1 - a) / b);
}

int64_t
bh_date_from(int year, int month, int day)
{
    const int64_t y = month <= 2 ? year - 1 : year;
    const int64_t cycle = floor_divide(y, 400);
    const int64_t year_of_cycle = y - cycle * 400;
    const int64_t month_from_march = (month + 9) % 12;
    const int64_t day_of_year = (153 * month_from_march + 2) / 5 + day - 1;

    return cycle * DAYS_PER_CYCLE + year_of_cycle * 365 + year_of_cycle / 4 -
           year_of_cycle / 100 + day_of_year - CYCLE_OFFSET;
}

static void
civil(int64_t day, int *year, int *month, int *day_of_month)
{
    const int64_t shifted = day + CYCLE_OFFSET;
    const int64_t cycle = floor_divide(shifted, DAYS_PER_CYCLE);
    const int64_t d = shifted - cycle * DAYS_PER_CYCLE;
    const int64_t y = (d - d / 1460 + d / 36524 - d / 146096) / 365;
    const int64_t day_of_year = d - (365 * y + y / 4 - y / 100);
    const int64_t m = (5 * day_of_year + 2) / 153;

    *day_of_month = (int) (day_of_year - (153 * m + 2) / 5 + 1);
    *month = (int) (m < 10 ? m + 3 : m - 9);
    *year = (int) (y + cycle * 400 + (*month <= 2));
}

bool
bh_date_parse(const char *text, int64_t *day)
{
    int number[3] = {0, 0, 0};
    int part = 0;
    int y, m, d;

    if (strlen(text) != 10 || text[4] != '-' || text[7] != '-') {
        return false;
    }
    for (int i = 0; i < 10; i++) {
        if (i == 4 || i == 7) {
            part++;
        } else if (text[i] < '0' || text[i] > '9') {
            return false;
        } else {
            number[part] = 10 * number[part] + (text[i] - '0');
        }
    }
    if (number[0] < 1 || number[1] < 1 || number[1] > 12 || number[2] < 1 || number[2] > 31) {
        return false;
    }
    const int64_t n = bh_date_from(number[0], number[1], number[2]);
    civil(n, &y, &m, &d); /* a day that does not exist comes back as another */
    if (y != number[0] || m != number[1] || d != number[2]) {
        return false;
    }
    *day = n;
    return true;
}

void
bh_date_format(int64_t day, char text[12])
{
    int y, m, d;

    civil(day, &y, &m, &d);
    snprintf(text, 12, "%04u-%02u-%02u", (unsigned) y % 10000u, (unsigned) m % 100u,
             (unsigned) d % 100u);
}
