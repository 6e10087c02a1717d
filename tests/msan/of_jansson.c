/** @file of_jansson.c  What jansson writes: values, of which its macros read kind and count of
 *  references, their keys and texts, and where a text is no JSON. */
#include "library.h"

#include <jansson.h>

/** A value as its header shows it: its kind and how often it is referred to. */
static json_t *
written_value(const json_t *value)
{
    written(value, sizeof *value);
    return (json_t *) value;
}

LIBRARY_CALL(json_t *, json_loadb, const char *text, size_t n, size_t flags, json_error_t *where)
{
    check_handed_over(text, n);
    LIBRARY_BEGINS();
    json_t *root = __real_json_loadb(text, n, flags, where);
    LIBRARY_ENDS();
    if (root == NULL && where != NULL) {
        written(&where->line, sizeof where->line);
        written(&where->column, sizeof where->column);
        written(&where->position, sizeof where->position);
        written_text(where->source);
        written_text(where->text);
    }
    return written_value(root);
}

LIBRARY_CALL(size_t, json_array_size, const json_t *array)
PASS_ON(size_t, json_array_size, array)

LIBRARY_CALL(json_t *, json_array_get, const json_t *array, size_t index)
{
    return written_value(__real_json_array_get(array, index));
}

LIBRARY_CALL(json_t *, json_object_get, const json_t *object, const char *key)
{
    LIBRARY_BEGINS();
    json_t *value = __real_json_object_get(object, key);
    LIBRARY_ENDS();
    return written_value(value);
}

LIBRARY_CALL(const char *, json_object_iter_key, void *at)
{
    return written_text(__real_json_object_iter_key(at));
}

LIBRARY_CALL(json_t *, json_object_iter_value, void *at)
{
    return written_value(__real_json_object_iter_value(at));
}

LIBRARY_CALL(const char *, json_string_value, const json_t *value)
{
    return written_text(__real_json_string_value(value));
}

LIBRARY_CALL(void, json_delete, json_t *value)
PASS_ON_VOID(json_delete, value)
