/** @file variant.c  Variants of a plan, in files. */
#include "serve/variant.h"

#include "base/err.h"
#include "base/file.h"
#include "base/text.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST_LETTERS 48
#define SETTINGS ".set"
#define RESULTS ".bh"

bool
bh_variant_is_name(const char *name)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-_";
    const size_t n = strlen(name);

    return n >= 1 && n <= MOST_LETTERS && strspn(name, letters) == n && name[0] != '-' &&
           name[0] != '_';
}

/* ---- settings ------------------------------------------------------------------------------- */

/** Cuts blanks off both ends of the text, in place. */
static char *
trim(char *text)
{
    static const char blanks[] = " \t\r";
    size_t n;

    text += strspn(text, blanks);
    n = strlen(text);
    while (n > 0 && strchr(blanks, text[n - 1]) != NULL) {
        text[--n] = '\0';
    }
    return text;
}

static enum bh_status
add_setting(struct bh_variant *variant, const char *setting, size_t line, struct bh_err *err)
{
    const char *equals = strchr(setting, '=');

    if (equals == NULL || equals == setting) {
        return bh_fail(err, BH_EINPUT, "line %zu is '%.60s', must be path=value", line, setting);
    }
    if (strlen(setting) > BH_VARIANT_MOST_LINE) {
        return bh_fail(err, BH_ELIMIT, "line %zu is longer than %d bytes", line,
                       BH_VARIANT_MOST_LINE);
    }
    for (const char *c = setting; *c != '\0'; c++) {
        if ((unsigned char) *c < ' ' || *c == 0x7f) {
            return bh_fail(err, BH_EINPUT, "line %zu has a control character", line);
        }
    }
    if (variant->n_set == BH_VARIANT_MOST_SETTINGS) {
        return bh_fail(err, BH_ELIMIT, "a variant has at most %d settings",
                       BH_VARIANT_MOST_SETTINGS);
    }
    variant->set[variant->n_set++] = setting;
    return BH_OK;
}

enum bh_status
bh_variant_parse(const char *text, size_t n, struct bh_variant *out, struct bh_err *err)
{
    struct bh_variant variant = {.text = strndup(text, n)};
    enum bh_status st = BH_OK;
    size_t bad;
    size_t line = 1;

    if (variant.text == NULL) {
        return bh_no_memory(err);
    }
    if (!bh_text_is_utf8(text, n, &bad) || memchr(text, '\0', n) != NULL) {
        st = bh_fail(err, BH_EINPUT, "settings must be UTF-8 text");
        goto done;
    }
    for (char *next, *at = variant.text; at != NULL; at = next, line++) {
        next = strchr(at, '\n');
        if (next != NULL) {
            *next++ = '\0';
        }
        const char *setting = trim(at);
        if (setting[0] != '\0' && setting[0] != '#') {
            BH_TRY(add_setting(&variant, setting, line, err));
        }
    }
    *out = variant;
    variant.text = NULL;
done:
    free(variant.text);
    return st;
}

void
bh_variant_fini(struct bh_variant *variant)
{
    free(variant->text);
    *variant = (struct bh_variant){.n_set = 0};
}

bool
bh_variant_is_same(const struct bh_variant *a, const struct bh_variant *b)
{
    bool same = a->n_set == b->n_set;

    for (size_t i = 0; same && i < a->n_set; i++) {
        same = strcmp(a->set[i], b->set[i]) == 0;
    }
    return same;
}

/* ---- files ---------------------------------------------------------------------------------- */

void
bh_variant_path(const char *folder, const char *name, const char *ending,
                char path[BH_VARIANT_PATH_ROOM])
{
    const int n = snprintf(path, BH_VARIANT_PATH_ROOM, "%s/%s%s", folder, name, ending);

    if (n < 0 || n >= BH_VARIANT_PATH_ROOM) {
        path[0] = '\0';
    }
}

/** Removes a file that may not be there. @return 0, or errno. */
static int
remove_file(const char *folder, const char *name, const char *ending)
{
    char path[BH_VARIANT_PATH_ROOM];

    bh_variant_path(folder, name, ending, path);
    return unlink(path) == 0 || errno == ENOENT ? 0 : errno;
}

/** Removes the results of a variant: an unfinished study is up to three files. The first goes last,
 *  since without it the others mean nothing. */
static int
remove_results(const char *folder, const char *name)
{
    int problem = remove_file(folder, name, RESULTS);

    problem = problem != 0 ? problem : remove_file(folder, name, RESULTS "-wal");
    return problem != 0 ? problem : remove_file(folder, name, RESULTS "-shm");
}

bool
bh_variant_exists(const char *folder, const char *name)
{
    char path[BH_VARIANT_PATH_ROOM];

    bh_variant_path(folder, name, SETTINGS, path);
    return strcmp(name, BH_VARIANT_BASE) == 0 || bh_file_exists(path);
}

enum bh_status
bh_variant_load(const char *folder, const char *name, struct bh_variant *out, struct bh_err *err)
{
    char path[BH_VARIANT_PATH_ROOM];
    char *text = NULL;
    size_t n = 0;
    enum bh_status st = BH_OK;

    if (strcmp(name, BH_VARIANT_BASE) == 0) {
        return bh_variant_parse("", 0, out, err);
    }
    bh_variant_path(folder, name, SETTINGS, path);
    BH_TRY(bh_file_read(path, BH_VARIANT_MOST_BYTES, &text, &n, err));
    st = bh_variant_parse(text, n, out, err);
    bh_err_wrap(err, st, "%s", path);
done:
    free(text);
    return st;
}

enum bh_status
bh_variant_make_folder(const char *folder, struct bh_err *err)
{
    return mkdir(folder, 0777) == 0 || errno == EEXIST
               ? BH_OK
               : bh_fail(err, BH_EIO, "%s: %s", folder, strerror(errno));
}

static enum bh_status
write_settings(const char *path, const struct bh_variant *variant, struct bh_err *err)
{
    struct bh_text text = {0};
    enum bh_status st = BH_OK;

    for (size_t i = 0; i < variant->n_set; i++) {
        bh_text_printf(&text, "%s\n", variant->set[i]);
    }
    st = text.failed ? bh_no_memory(err)
                     : bh_file_write(path, bh_text_string(&text), text.n, err);
    bh_text_fini(&text);
    return st;
}

/** Whether results under that name may stay: there is such a variant, with the same settings. */
static bool
keeps_results(const char *folder, const char *name, const struct bh_variant *variant)
{
    struct bh_variant before;
    bool keeps = false;

    if (bh_variant_load(folder, name, &before, NULL) == BH_OK) {
        keeps = bh_variant_is_same(&before, variant);
        bh_variant_fini(&before);
    }
    return keeps;
}

enum bh_status
bh_variant_save(const char *folder, const char *name, const struct bh_variant *variant,
                bool *is_new, struct bh_err *err)
{
    char names[BH_VARIANT_MOST][BH_VARIANT_NAME_ROOM];
    char path[BH_VARIANT_PATH_ROOM];
    const bool was_there = bh_variant_exists(folder, name);
    enum bh_status st = BH_OK;

    if (!was_there && bh_variant_list(folder, names) == BH_VARIANT_MOST) {
        return bh_fail(err, BH_ELIMIT, "there are %d variants already; delete one first",
                       BH_VARIANT_MOST);
    }
    BH_TRY(bh_variant_make_folder(folder, err));
    if (!keeps_results(folder, name, variant)) {
        const int problem = remove_results(folder, name);

        if (problem != 0) {
            return bh_fail(err, BH_EIO, "%s/%s" RESULTS ": %s", folder, name, strerror(problem));
        }
    }
    bh_variant_path(folder, name, SETTINGS, path);
    BH_TRY(write_settings(path, variant, err));
    *is_new = !was_there;
done:
    return st;
}

enum bh_status
bh_variant_remove(const char *folder, const char *name, struct bh_err *err)
{
    int problem = remove_results(folder, name);

    problem = problem != 0 ? problem : remove_file(folder, name, SETTINGS);
    return problem == 0 ? BH_OK
                        : bh_fail(err, BH_EIO, "%s/%s: %s", folder, name, strerror(problem));
}

static int
by_name(const void *a, const void *b)
{
    return strcmp(a, b);
}

/** Takes the name of a variant out of that of its file. @return false when it is another file. */
static bool
read_file_name(const char *file, char name[BH_VARIANT_NAME_ROOM])
{
    const size_t n = strlen(file);
    const size_t stem = n - strlen(SETTINGS);

    if (n <= strlen(SETTINGS) || stem > MOST_LETTERS || strcmp(file + stem, SETTINGS) != 0) {
        return false;
    }
    snprintf(name, BH_VARIANT_NAME_ROOM, "%.*s", (int) stem, file);
    return bh_variant_is_name(name) && strcmp(name, BH_VARIANT_BASE) != 0;
}

size_t
bh_variant_list(const char *folder, char names[BH_VARIANT_MOST][BH_VARIANT_NAME_ROOM])
{
    DIR *directory = opendir(folder);
    const struct dirent *entry;
    size_t n = 0;

    if (directory == NULL) {
        return 0;
    }
    while (n < BH_VARIANT_MOST && (entry = readdir(directory)) != NULL) {
        n += read_file_name(entry->d_name, names[n]);
    }
    closedir(directory);
    qsort(names, n, sizeof names[0], by_name);
    return n;
}
