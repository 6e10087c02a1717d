/** @file arena.c  Blocks of at least BLOCK_SIZE, filled from the front. */
#include "base/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_SIZE ((size_t) 1 << 16)
#define ALIGNMENT ((size_t) 64)

struct bh_arena_block {
    struct bh_arena_block *next;
    size_t used, size; /* bytes, this header included */
};

static size_t
rounded(size_t size)
{
    return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

void
bh_arena_init(struct bh_arena *arena)
{
    *arena = (struct bh_arena){.blocks = NULL};
}

void
bh_arena_fini(struct bh_arena *arena)
{
    while (arena->blocks != NULL) {
        struct bh_arena_block *next = arena->blocks->next;

        free(arena->blocks);
        arena->blocks = next;
    }
}

void *
bh_arena_alloc(struct bh_arena *arena, size_t size)
{
    struct bh_arena_block *block = arena->blocks;

    if (size > SIZE_MAX / 2) {
        arena->has_failed = true;
        return NULL;
    }
    size = rounded(size > 0 ? size : 1);
    if (block == NULL || block->size - block->used < size) {
        const size_t header = rounded(sizeof *block);
        const size_t total = size + header > BLOCK_SIZE ? size + header : BLOCK_SIZE;

        block = aligned_alloc(ALIGNMENT, total);
        if (block == NULL) {
            arena->has_failed = true;
            return NULL;
        }
        *block = (struct bh_arena_block){.next = arena->blocks, .used = header, .size = total};
        arena->blocks = block;
    }
    void *at = (char *) block + block->used;
    block->used += size;
    return memset(at, 0, size);
}

char *
bh_arena_strndup(struct bh_arena *arena, const char *text, size_t n)
{
    char *copy = text == NULL ? NULL : bh_arena_alloc(arena, n + 1);

    return copy == NULL ? NULL : memcpy(copy, text, n);
}

char *
bh_arena_strdup(struct bh_arena *arena, const char *text)
{
    return text == NULL ? NULL : bh_arena_strndup(arena, text, strlen(text));
}

char *
bh_arena_printf(struct bh_arena *arena, const char *format, ...)
{
    va_list arguments, again;
    char *text = NULL;

    va_start(arguments, format);
    va_copy(again, arguments);
    const int n = vsnprintf(NULL, 0, format, arguments);
    if (n >= 0) {
        text = bh_arena_alloc(arena, (size_t) n + 1);
    }
    if (text != NULL) {
        vsnprintf(text, (size_t) n + 1, format, again);
    }
    va_end(again);
    va_end(arguments);
    return text;
}
