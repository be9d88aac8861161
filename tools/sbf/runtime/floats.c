// Rounding of doubles, on their bits. The legaliser (../pass/floats.cpp) makes the calls.
#include "runtime.h"

typedef union {
    double value;
    u64 bits;
} Double;

typedef enum { TO_ZERO, DOWN, UP, HALF_TO_EVEN, HALF_AWAY } Mode;

// Of a magnitude below one: zero or one, with the sign.
static inline u64 round_small(u64 bits, i64 exponent, Mode mode) {
    u64 negative = bits >> 63;
    u64 zero = negative << 63, one = zero | 0x3ff0000000000000ul;
    switch (mode) {
    case DOWN: return negative ? one : zero;
    case UP: return negative ? zero : one;
    case HALF_TO_EVEN: return (exponent == -1 && (bits << 12)) ? one : zero;
    case HALF_AWAY: return exponent == -1 ? one : zero;
    default: return zero;
    }
}

static inline u64 round_bits(u64 bits, Mode mode) {
    i64 exponent = (i64)((bits >> 52) & 0x7ff) - 1023;
    u64 negative = bits >> 63;
    if (exponent >= 52 || (bits << 1) == 0) return bits;
    if (exponent < 0) return round_small(bits, exponent, mode);
    u64 mask = (1ul << (52 - exponent)) - 1, fraction = bits & mask;
    if (!fraction) return bits;
    u64 half = (mask >> 1) + 1, inner = bits & ~mask, outer = inner + mask + 1;
    switch (mode) {
    case DOWN: return negative ? outer : inner;
    case UP: return negative ? inner : outer;
    case HALF_TO_EVEN:
        if (fraction == half) return (inner & (mask + 1)) ? outer : inner;
        return fraction > half ? outer : inner;
    case HALF_AWAY: return fraction >= half ? outer : inner;
    default: return inner;
    }
}

static inline double rounded(double x, Mode mode) {
    Double d = {x};
    d.bits = round_bits(d.bits, mode);
    return d.value;
}

double sbf_trunc(double x) { return rounded(x, TO_ZERO); }
double sbf_floor(double x) { return rounded(x, DOWN); }
double sbf_ceil(double x) { return rounded(x, UP); }
double sbf_rint(double x) { return rounded(x, HALF_TO_EVEN); }
double sbf_round(double x) { return rounded(x, HALF_AWAY); }
