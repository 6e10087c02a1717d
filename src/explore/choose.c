/** @file choose.c  Options and engines by name. */
#include "explore/choose.h"

#include "base/text.h"

#include <string.h>

#define MOST_NAMES 64

/** "a, b, c" for a message. */
static enum bh_status
refuse(struct bh_err *err, const char *what, const char *found, const char *hint,
       const char *const *names, size_t n)
{
    struct bh_text list = {0};

    for (size_t i = 0; i < n; i++) {
        bh_text_printf(&list, "%s%s", i == 0 ? "" : ", ", names[i]);
    }
    bh_fail(err, BH_EINPUT, "%s '%s'; %s: %s", what, found, hint, bh_text_string(&list));
    bh_text_fini(&list);
    return BH_EINPUT;
}

enum bh_status
bh_choose_option(const struct bh_model *model, const char *id, size_t *option, struct bh_err *err)
{
    const char *names[MOST_NAMES];
    const char *near[3];
    size_t n = 0;

    *option = 0;
    if (model->counts.n_options == 0) {
        return bh_fail(err, BH_EINPUT, "the plan has no options");
    }
    for (size_t o = 0; id != NULL && o < model->counts.n_options; o++) {
        if (strcmp(model->options[o].id, id) == 0) {
            *option = o;
            return BH_OK;
        }
        if (n < MOST_NAMES) {
            names[n++] = model->options[o].id;
        }
    }
    if (id == NULL) {
        return BH_OK;
    }
    const size_t n_near = bh_text_nearest(id, names, n, near);
    return n_near > 0 ? refuse(err, "the plan has no option", id, "nearest", near, n_near)
                      : refuse(err, "the plan has no option", id, "there are", names, n);
}

enum bh_status
bh_choose_engine(const char *name, const struct bh_engine **engine, struct bh_err *err)
{
    const char *names[MOST_NAMES];

    *engine = bh_engine_find(name);
    if (*engine != NULL) {
        return BH_OK;
    }
    const size_t n = bh_engine_names(names, MOST_NAMES);
    return refuse(err, "this machine has no engine", name == NULL ? "" : name, "there are", names,
                  n);
}
