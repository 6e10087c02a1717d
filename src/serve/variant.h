/** @file variant.h  Variants of a plan: settings under a name, each in a small file.
 *
 *  Layer: serve.
 *
 *  FOLDER/NAME.set   UTF-8 text, one path=value a line, as --set takes them; empty lines and lines
 *                    that begin with # say nothing
 *  FOLDER/NAME.bh    results of the variant, when it was run
 *
 *  Files are written whole or not at all, so a folder can be read at any time. */
#ifndef BH_SERVE_VARIANT_H
#define BH_SERVE_VARIANT_H

#include <bluehelm/err.h>

#include <stdbool.h>
#include <stddef.h>

#define BH_VARIANT_NAME_ROOM 64     /* names have at most 48 letters */
#define BH_VARIANT_PATH_ROOM 4096
#define BH_VARIANT_MOST 64          /* in a folder */
#define BH_VARIANT_MOST_SETTINGS 200
#define BH_VARIANT_MOST_LINE 1000   /* bytes */
#define BH_VARIANT_MOST_BYTES 65536 /* of a file */
#define BH_VARIANT_BASE "base"      /* the plan as it is; no variant may be called so */

/** Settings, read. Free with bh_variant_fini. */
struct bh_variant {
    char *text;
    const char *set[BH_VARIANT_MOST_SETTINGS]; /* "path=value", into `text` */
    size_t n_set;
};

/** Whether `name` can be that of a variant: 1 to 48 of a-z, 0-9, - and _, no - or _ first. */
bool bh_variant_is_name(const char *name);

/** Reads settings from the n bytes of `text`.
 *  @return BH_OK; BH_EINPUT (err: which line, and what is wanted); BH_ELIMIT (too many, too long);
 *          BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_variant_parse(const char *text, size_t n, struct bh_variant *out,
                                             struct bh_err *err);
void bh_variant_fini(struct bh_variant *variant);

/** Whether both hold the same settings in the same order. */
bool bh_variant_is_same(const struct bh_variant *a, const struct bh_variant *b);

/** Makes the folder where there is none. @return BH_OK, BH_EIO. */
BH_NODISCARD enum bh_status bh_variant_make_folder(const char *folder, struct bh_err *err);

/** Writes FOLDER/NAME.set, and makes the folder where there is none. Results of other settings
 *  under that name are removed. @param is_new out: whether there was none of that name.
 *  @return BH_OK; BH_ELIMIT when the folder is full; BH_EIO, BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_variant_save(const char *folder, const char *name,
                                            const struct bh_variant *variant, bool *is_new,
                                            struct bh_err *err);

/** Reads FOLDER/NAME.set; the base has no settings and no file.
 *  @return BH_OK; BH_EIO when there is none; as bh_variant_parse. */
BH_NODISCARD enum bh_status bh_variant_load(const char *folder, const char *name,
                                            struct bh_variant *out, struct bh_err *err);
bool bh_variant_exists(const char *folder, const char *name);

/** Removes the variant and its results. @return BH_OK; BH_EIO. */
BH_NODISCARD enum bh_status bh_variant_remove(const char *folder, const char *name,
                                              struct bh_err *err);

/** Names of the variants in the folder, in order; none when there is no folder. Files that are not
 *  variants are passed over. @return their number. */
size_t bh_variant_list(const char *folder, char names[BH_VARIANT_MOST][BH_VARIANT_NAME_ROOM]);

/** FOLDER/NAME followed by `ending`; "" when that is too long for a path. */
void bh_variant_path(const char *folder, const char *name, const char *ending,
                     char path[BH_VARIANT_PATH_ROOM]);

#endif
