// 128-bit arithmetic on 64-bit registers. Operands come as low and high halves; the result goes to memory.
// The legaliser (../pass/integers.cpp) makes the calls; division by zero stops the program there as anywhere.
#include "runtime.h"

typedef struct {
    u64 low, high;
} Wide;

typedef struct {
    u64 low, high, overflow;
} Checked;

typedef struct {
    Wide quotient, remainder;
} Division;

static inline void multiply(u64 a, u64 b, u64 *low, u64 *high) {
    u64 a0 = (u32)a, a1 = a >> 32, b0 = (u32)b, b1 = b >> 32;
    u64 p00 = a0 * b0, p01 = a0 * b1, p10 = a1 * b0, p11 = a1 * b1;
    u64 middle = (p00 >> 32) + (u32)p01 + (u32)p10;
    *low = (middle << 32) | (u32)p00;
    *high = p11 + (p01 >> 32) + (p10 >> 32) + (middle >> 32);
}

// 64 x 64 -> 128
void sbf_mulwide(Wide *out, u64 a, u64 b) {
    if (((a | b) >> 32) == 0) {
        out->low = a * b;
        out->high = 0;
        return;
    }
    multiply(a, b, &out->low, &out->high);
}

// The same, signed.
void sbf_mulwide_s(Wide *out, u64 a, u64 b) {
    u64 low, high;
    multiply(a, b, &low, &high);
    if ((i64)a < 0) high -= b;
    if ((i64)b < 0) high -= a;
    out->low = low;
    out->high = high;
}

// 128 x 128 -> the low 128
void sbf_mul128(Wide *out, u64 a0, u64 a1, u64 b0, u64 b1) {
    u64 low, high;
    multiply(a0, b0, &low, &high);
    if (a1 | b1) high += a0 * b1 + a1 * b0;
    out->low = low;
    out->high = high;
}

// The same, with whether it overflows.
void sbf_umulo128(Checked *out, u64 a0, u64 a1, u64 b0, u64 b1) {
    u64 low, high, overflow = 0;
    multiply(a0, b0, &low, &high);
    if (a1 | b1) {
        u64 low1 = 0, high1 = 0, low2 = 0, high2 = 0;
        if (a1) multiply(a1, b0, &low1, &high1);
        if (b1) multiply(a0, b1, &low2, &high2);
        overflow = (a1 && b1) || high1 || high2;
        u64 cross = low1 + low2;
        overflow |= cross < low1;
        u64 sum = high + cross;
        overflow |= sum < high;
        high = sum;
    }
    out->low = low;
    out->high = high;
    out->overflow = overflow;
}

// 128 x 128 -> 256, in four words
void sbf_mulwide128(u64 *out, u64 a0, u64 a1, u64 b0, u64 b1) {
    u64 low00, high00, low01, high01, low10, high10, low11, high11;
    multiply(a0, b0, &low00, &high00);
    multiply(a0, b1, &low01, &high01);
    multiply(a1, b0, &low10, &high10);
    multiply(a1, b1, &low11, &high11);
    u64 word1 = high00 + low01, carry1 = word1 < high00;
    u64 word1b = word1 + low10;
    carry1 += word1b < word1;
    u64 word2 = high01 + high10, carry2 = word2 < high01;
    u64 word2b = word2 + low11;
    carry2 += word2b < word2;
    u64 word2c = word2b + carry1;
    carry2 += word2c < word2b;
    out[0] = low00;
    out[1] = word1b;
    out[2] = word2c;
    out[3] = high11 + carry2;
}

static inline u64 leading_zeros(u64 x) {
    u64 n = 0;
    if (!(x >> 32)) { n += 32; x <<= 32; }
    if (!(x >> 48)) { n += 16; x <<= 16; }
    if (!(x >> 56)) { n += 8; x <<= 8; }
    if (!(x >> 60)) { n += 4; x <<= 4; }
    if (!(x >> 62)) { n += 2; x <<= 2; }
    if (!(x >> 63)) { n += 1; }
    return n;
}

// One digit of a quotient (Knuth, algorithm D, with digits of 32 bits): the greatest q with q * d <= (high : next digit).
static inline u64 digit(u64 high, u64 next, u64 d1, u64 d0) {
    u64 q = high / d1, rest = high - q * d1;
    while ((q >> 32) || q * d0 > ((rest << 32) | next)) {
        q--;
        rest += d1;
        if (rest >> 32) break;
    }
    return q;
}

// (high : low) / d, for high < d
static u64 divide_by_word(u64 high, u64 low, u64 d, u64 *remainder) {
    if (high == 0) {
        u64 q = low / d;
        *remainder = low - q * d;
        return q;
    }
    u64 shift = leading_zeros(d);
    if (shift) {
        d <<= shift;
        high = (high << shift) | (low >> (64 - shift));
        low <<= shift;
    }
    u64 d1 = d >> 32, d0 = (u32)d, low1 = low >> 32, low0 = (u32)low;
    u64 q1 = digit(high, low1, d1, d0);
    u64 rest = ((high << 32) | low1) - q1 * d;
    u64 q0 = digit(rest, low0, d1, d0);
    *remainder = (((rest << 32) | low0) - q0 * d) >> shift;
    return (q1 << 32) | q0;
}

__attribute__((noinline)) static void divide(Division *out, u64 a0, u64 a1, u64 b0, u64 b1) {
    u64 remainder;
    if (b1 == 0) {
        u64 high = 0;
        if (a1 >= b0) {
            high = a1 / b0;
            a1 -= high * b0;
        }
        out->quotient.high = high;
        out->quotient.low = divide_by_word(a1, a0, b0, &remainder);
        out->remainder.low = remainder;
        out->remainder.high = 0;
        return;
    }
    if (a1 < b1 || (a1 == b1 && a0 < b0)) {
        out->quotient.low = out->quotient.high = 0;
        out->remainder.low = a0;
        out->remainder.high = a1;
        return;
    }
    // Estimate by the divisor's leading 64 bits; the estimate is right or one too great.
    u64 shift = leading_zeros(b1);
    u64 leading = shift ? (b1 << shift) | (b0 >> (64 - shift)) : b1;
    u64 q = divide_by_word(a1 >> 1, (a1 << 63) | (a0 >> 1), leading, &remainder);
    q = shift == 63 ? q : q >> (63 - shift);
    if (q) q--;
    u64 product0, product1;
    multiply(q, b0, &product0, &product1);
    product1 += q * b1;
    u64 r0 = a0 - product0, r1 = a1 - product1 - (a0 < product0);
    if (r1 > b1 || (r1 == b1 && r0 >= b0)) {
        q++;
        u64 borrow = r0 < b0;
        r0 -= b0;
        r1 -= b1 + borrow;
    }
    out->quotient.low = q;
    out->quotient.high = 0;
    out->remainder.low = r0;
    out->remainder.high = r1;
}

void sbf_udiv128(Wide *out, u64 a0, u64 a1, u64 b0, u64 b1) {
    if (!(a1 | b1)) {
        out->low = a0 / b0;
        out->high = 0;
        return;
    }
    Division d;
    divide(&d, a0, a1, b0, b1);
    *out = d.quotient;
}

void sbf_urem128(Wide *out, u64 a0, u64 a1, u64 b0, u64 b1) {
    if (!(a1 | b1)) {
        out->low = a0 % b0;
        out->high = 0;
        return;
    }
    Division d;
    divide(&d, a0, a1, b0, b1);
    *out = d.remainder;
}

static inline void negate(u64 *low, u64 *high) {
    *low = -*low;
    *high = ~*high + (*low == 0);
}

void sbf_sdiv128(Wide *out, u64 a0, u64 a1, u64 b0, u64 b1) {
    u64 negative = (a1 ^ b1) >> 63;
    if (a1 >> 63) negate(&a0, &a1);
    if (b1 >> 63) negate(&b0, &b1);
    Division d;
    divide(&d, a0, a1, b0, b1);
    if (negative) negate(&d.quotient.low, &d.quotient.high);
    *out = d.quotient;
}

// The remainder has the sign of the dividend.
void sbf_srem128(Wide *out, u64 a0, u64 a1, u64 b0, u64 b1) {
    u64 negative = a1 >> 63;
    if (negative) negate(&a0, &a1);
    if (b1 >> 63) negate(&b0, &b1);
    Division d;
    divide(&d, a0, a1, b0, b1);
    if (negative) negate(&d.remainder.low, &d.remainder.high);
    *out = d.remainder;
}

static inline void put(Wide *out, u64 low, u64 high) {
    out->low = low;
    out->high = high;
}

void sbf_shl128(Wide *out, u64 low, u64 high, u64 by) {
    by &= 127;
    if (by == 0) put(out, low, high);
    else if (by < 64) put(out, low << by, (high << by) | (low >> (64 - by)));
    else put(out, 0, low << (by - 64));
}

void sbf_lshr128(Wide *out, u64 low, u64 high, u64 by) {
    by &= 127;
    if (by == 0) put(out, low, high);
    else if (by < 64) put(out, (low >> by) | (high << (64 - by)), high >> by);
    else put(out, high >> (by - 64), 0);
}

// With the sign.
void sbf_ashr128(Wide *out, u64 low, u64 high, u64 by) {
    by &= 127;
    if (by == 0) put(out, low, high);
    else if (by < 64) put(out, (low >> by) | (high << (64 - by)), (u64)((i64)high >> by));
    else put(out, (u64)((i64)high >> (by - 64)), (u64)((i64)high >> 63));
}
