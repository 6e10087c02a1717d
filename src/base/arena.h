/** @file arena.h  Memory that is freed all at once.
 *
 *  Layer: base.  A growing list of blocks; what is allocated lives until bh_arena_fini. All memory
 *  is zeroed and aligned to 64 bytes. */
#ifndef BH_BASE_ARENA_H
#define BH_BASE_ARENA_H

#include <bluehelm/err.h>
#include <stdbool.h>
#include <stddef.h>

struct bh_arena_block;
struct bh_arena {
    struct bh_arena_block *blocks; /* newest first */
    bool has_failed;               /* some allocation found no memory */
};

void bh_arena_init(struct bh_arena *arena);
/** Frees everything. The arena is empty and usable afterwards. */
void bh_arena_fini(struct bh_arena *arena);

/** `size` zeroed bytes (at least one), or NULL when out of memory. */
void *bh_arena_alloc(struct bh_arena *arena, size_t size);
/** Copies; NULL when out of memory or `text` is NULL. */
char *bh_arena_strdup(struct bh_arena *arena, const char *text);
char *bh_arena_strndup(struct bh_arena *arena, const char *text, size_t n);
char *bh_arena_printf(struct bh_arena *arena, const char *format, ...) BH_PRINTF(2, 3);

#endif
