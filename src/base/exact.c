/** @file exact.c  Sums without rounding.
 *
 *  A double is m 2^e with m below 2^53; a product is cut into three such pieces. A piece is shifted
 *  to its place and added to the three limbs it touches. A limb grows by less than 2^33 each time,
 *  so 2^29 additions fit before carries must be made. */
#include "base/exact.h"

#include <assert.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LIMB_BITS 32
#define LIMB_MASK UINT64_C(0xffffffff)
#define LEAST_EXPONENT (-2148) /* of bit 0 */
#define MOST_PENDING (UINT32_C(1) << 29)
#define HEX_DIGITS (BH_EXACT_LIMBS * LIMB_BITS / 4)
#define TEXT_ROOM (HEX_DIGITS + 16) /* with sign, 0x and exponent */

/** Brings every limb but the last into 0 .. 2^32 - 1. */
static void
carry(struct bh_exact *sum)
{
    int64_t over = 0;

    for (size_t i = 0; i + 1 < BH_EXACT_LIMBS; i++) {
        const int64_t limb = sum->limbs[i] + over;

        over = limb >> LIMB_BITS; /* arithmetic: rounds down */
        sum->limbs[i] = limb & (int64_t) LIMB_MASK;
    }
    sum->limbs[BH_EXACT_LIMBS - 1] += over;
    sum->n_pending = 0;
}

/** Adds sign * piece * 2^(at - 2148); piece below 2^56. */
static void
add_piece(struct bh_exact *sum, uint64_t piece, unsigned at, int64_t sign)
{
    int64_t *limb = sum->limbs + at / LIMB_BITS;
    const unsigned shift = at % LIMB_BITS;
    const uint64_t low = (piece & LIMB_MASK) << shift;
    const uint64_t high = (piece >> LIMB_BITS) << shift;

    assert(at / LIMB_BITS + 2 < BH_EXACT_LIMBS);
    limb[0] += sign * (int64_t) (low & LIMB_MASK);
    limb[1] += sign * (int64_t) ((low >> LIMB_BITS) + (high & LIMB_MASK));
    limb[2] += sign * (int64_t) (high >> LIMB_BITS);
    if (++sum->n_pending == MOST_PENDING) {
        carry(sum);
    }
}

/** A finite double as sign * m * 2^(e - 1074), m below 2^53. */
struct parts {
    uint64_t m;
    unsigned e;
    int64_t sign;
};

static struct parts
parts_of(double x)
{
    uint64_t bits;

    memcpy(&bits, &x, sizeof bits);
    const unsigned e = (unsigned) (bits >> 52) & 0x7ff;
    const uint64_t fraction = bits & ((UINT64_C(1) << 52) - 1);

    assert(e < 0x7ff);
    return (struct parts){
        .m = e == 0 ? fraction : fraction | UINT64_C(1) << 52,
        .e = e == 0 ? 0 : e - 1,
        .sign = bits >> 63 != 0 ? -1 : 1,
    };
}

void
bh_exact_add(struct bh_exact *sum, double x)
{
    const struct parts p = parts_of(x);

    add_piece(sum, p.m, p.e + 1074, p.sign);
}

void
bh_exact_add_product(struct bh_exact *sum, double x, double y)
{
    const uint64_t low_mask = (UINT64_C(1) << 27) - 1;
    const struct parts p = parts_of(x), q = parts_of(y);
    const uint64_t p1 = p.m >> 27, p0 = p.m & low_mask, q1 = q.m >> 27, q0 = q.m & low_mask;
    const int64_t sign = p.sign * q.sign;

    add_piece(sum, p0 * q0, p.e + q.e, sign);
    add_piece(sum, p1 * q0 + p0 * q1, p.e + q.e + 27, sign);
    add_piece(sum, p1 * q1, p.e + q.e + 54, sign);
}

/** The sum without its sign, carried. @return whether it is below zero. */
static bool
magnitude(const struct bh_exact *sum, struct bh_exact *out)
{
    *out = *sum;
    carry(out);
    const bool is_negative = out->limbs[BH_EXACT_LIMBS - 1] < 0;
    for (size_t i = 0; is_negative && i < BH_EXACT_LIMBS; i++) {
        out->limbs[i] = -out->limbs[i];
    }
    carry(out);
    return is_negative;
}

void
bh_exact_add_sum(struct bh_exact *sum, const struct bh_exact *other, int sign)
{
    struct bh_exact size;
    const int64_t by = magnitude(other, &size) ? -sign : sign;

    carry(sum);
    for (size_t i = 0; i < BH_EXACT_LIMBS; i++) {
        sum->limbs[i] += by * size.limbs[i];
    }
    carry(sum);
}

void
bh_exact_add_scaled(struct bh_exact *sum, const struct bh_exact *other, double factor)
{
    struct bh_exact size;
    const double by = magnitude(other, &size) ? -factor : factor;

    for (size_t i = 0; i < BH_EXACT_LIMBS; i++) {
        const double limb = (double) size.limbs[i];

        if (limb > 0) { /* a double, and so is limb 2^(...): its bits are those of a finite sum */
            bh_exact_add_product(sum, ldexp(limb, (int) (LIMB_BITS * i) + LEAST_EXPONENT), by);
        }
    }
}

double
bh_exact_value(const struct bh_exact *sum)
{
    struct bh_exact size;
    const bool is_negative = magnitude(sum, &size);
    size_t top = BH_EXACT_LIMBS - 1;
    uint64_t head, rest = 0;

    while (top > 0 && size.limbs[top] == 0) {
        top--;
    }
    /* the 64 bits from the highest one on, the last of them set when anything lies below: more than
     * a double has, so that converting them rounds as the whole sum would */
    const uint64_t limb[3] = {(uint64_t) size.limbs[top],
                              top > 0 ? (uint64_t) size.limbs[top - 1] : 0,
                              top > 1 ? (uint64_t) size.limbs[top - 2] : 0};
    unsigned shift = 0;
    while (shift < LIMB_BITS - 1 && limb[0] << shift >> (LIMB_BITS - 1) == 0) {
        shift++;
    }
    head = (limb[0] << LIMB_BITS | limb[1]) << shift | limb[2] << shift >> LIMB_BITS;
    rest = limb[2] << shift & LIMB_MASK;
    for (size_t i = 0; i + 2 < top; i++) {
        rest |= (uint64_t) size.limbs[i];
    }
    const double value = ldexp((double) (head | (rest != 0)),
                               (int) (LIMB_BITS * top) - LIMB_BITS - (int) shift + LEAST_EXPONENT);
    return is_negative ? -value : value;
}

/* ---- as text -------------------------------------------------------------------------------- */

/** Digit `at` of four bits, counted from the lowest. */
static unsigned
digit_of(const struct bh_exact *size, size_t at)
{
    return (unsigned) (size->limbs[at / 8] >> (4 * (at % 8))) & 0xf;
}

/** The sum as text, into `out`. */
static void
format(const struct bh_exact *sum, char out[TEXT_ROOM])
{
    struct bh_exact size;
    const bool is_negative = magnitude(sum, &size);
    size_t low = 0, high = HEX_DIGITS, n = 0;

    while (low < HEX_DIGITS && digit_of(&size, low) == 0) {
        low++;
    }
    if (low == HEX_DIGITS) {
        memcpy(out, "0x0p+0", sizeof "0x0p+0");
        return;
    }
    while (digit_of(&size, high - 1) == 0) {
        high--;
    }
    n = (size_t) snprintf(out, TEXT_ROOM, "%s0x", is_negative ? "-" : "");
    for (size_t at = high; at-- > low;) {
        out[n++] = "0123456789abcdef"[digit_of(&size, at)];
    }
    snprintf(out + n, TEXT_ROOM - n, "p%+d", 4 * (int) low + LEAST_EXPONENT);
}

void
bh_exact_write(const struct bh_exact *sum, struct bh_text *text)
{
    char written[TEXT_ROOM];

    format(sum, written);
    bh_text_add(text, written);
}

/** Puts `n` hexadecimal digits into the limbs, the last at digit `low`. */
static bool
place_digits(const char *digits, size_t n, size_t low, struct bh_exact *size)
{
    static const char known[] = "0123456789abcdef";

    for (size_t i = 0; i < n; i++) {
        const char *found = memchr(known, digits[n - 1 - i], sizeof known - 1);
        const size_t at = low + i;

        if (found == NULL) {
            return false;
        }
        size->limbs[at / 8] |= (int64_t) (found - known) << (4 * (at % 8));
    }
    return true;
}

bool
bh_exact_read(const char *text, struct bh_exact *sum)
{
    const bool is_negative = text[0] == '-';
    const char *digits = text + (is_negative ? 3 : 2);
    struct bh_exact size = {.n_pending = 0}, read = {.n_pending = 0};
    char again[TEXT_ROOM];
    bool is_good = strncmp(text + is_negative, "0x", 2) == 0;
    const size_t n = is_good ? strcspn(digits, "p") : 0;
    const long exponent = n > 0 && n <= HEX_DIGITS && digits[n] == 'p'
                              ? strtol(digits + n + 1, NULL, 10)
                              : LONG_MIN;

    if (exponent < LEAST_EXPONENT || exponent > 4 * (long) HEX_DIGITS || exponent % 4 != 0) {
        return false;
    }
    const size_t low = (size_t) (exponent - LEAST_EXPONENT) / 4;
    if (low + n >= HEX_DIGITS || !place_digits(digits, n, low, &size)) {
        return false;
    }
    bh_exact_add_sum(&read, &size, is_negative ? -1 : 1);
    format(&read, again); /* one text for one sum: no blanks, no leading zeros */
    is_good = strcmp(again, text) == 0;
    if (is_good) {
        *sum = read;
    }
    return is_good;
}
