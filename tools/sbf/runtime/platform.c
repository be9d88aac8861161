// What the compiler and the standard library expect of a platform, on Solana's system calls.
#include "runtime.h"

extern void sol_log_(const u8 *text, u64 length);
extern void sol_memmove_(u8 *to, const u8 *from, u64 length);
extern void sol_memset_(u8 *to, u8 value, u64 length);
extern void sol_memcmp_(const u8 *a, const u8 *b, u64 length, int *result);
extern void stop(void) __asm__("abort");

// Memory functions: calls that the compiler makes on its own account.
int memcmp(const void *a, const void *b, u64 n) {
    int result = 0;
    sol_memcmp_(a, b, n, &result);
    return result;
}
int bcmp(const void *a, const void *b, u64 n) { return memcmp(a, b, n); }
void *memmove(void *to, const void *from, u64 n) {
    sol_memmove_(to, from, n);
    return to;
}
void *memcpy(void *to, const void *from, u64 n) { return memmove(to, from, n); }
void *memset(void *to, int value, u64 n) {
    sol_memset_(to, (u8)value, n);
    return to;
}
u64 strlen(const char *text) {
    u64 n = 0;
    while (text[n]) n++;
    return n;
}

// The standard library's platform functions (those of its smallest platform, see ../std.patch): output is the log, there is no input, no
// environment and no randomness, and memory comes from the program's own allocator.
void sys_write(u32 file, const u8 *text, u64 length) { sol_log_(text, length); }
void sys_log(const u8 *text, u64 length) { sol_log_(text, length); }
void sys_panic(const u8 *text, u64 length) {
    sol_log_(text, length);
    stop();
}
void sys_halt(u8 code, const u32 *state) { stop(); }
u64 sys_read(u32 file, u8 *buffer, u64 length) { return 0; }
u64 sys_getenv(u32 *to, u64 words, const u8 *name, u64 length) { return ~0ul; }
u64 sys_argc(void) { return 0; }
u64 sys_argv(u32 *to, u64 words, u64 index) { return 0; }
void sys_rand(u32 *to, u64 words) {
    for (u64 i = 0; i < words; i++) to[i] = 0x9e3779b9u * (u32)(i + 1);
}
u64 *sys_alloc_words(u64 words) {
    stop();
    return 0;
}
u8 *sys_alloc_aligned(u64 bytes, u64 align) {
    stop();
    return 0;
}
