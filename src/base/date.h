/** @file date.h  Calendar dates as day numbers.
 *
 *  Layer: base.  Proleptic Gregorian calendar; day 0 is 1970-01-01. */
#ifndef BH_BASE_DATE_H
#define BH_BASE_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Day number of a date that exists. Years 1 .. 9999. */
int64_t bh_date_from(int year, int month, int day);

/** Reads exactly YYYY-MM-DD; false for anything else, also for 2027-02-30. */
bool bh_date_parse(const char *text, int64_t *day);

/** Writes YYYY-MM-DD (NUL included: 11 bytes; 12 are wanted). */
void bh_date_format(int64_t day, char text[12]);

#endif
