/** @file expression.c  A precedence-climbing parser that emits postfix bytecodes as it goes. */
#include "plan/expression.h"

#include "base/date.h"
#include "plan/names.h"

#include <stdio.h>
#include <string.h>

#define MOST_CODES 256

/* How tightly an operator binds; its right side must bind tighter. */
enum binding { LOOSE, OR, AND, NOT, COMPARISON, SUM, PRODUCT, SIGN };

struct parser {
    const char *text;
    const char *at;
    const struct bh_model *model;
    const struct bh_unit_context *units;
    struct bh_expression_error *error;
    bool out_of_memory; /* for a name: what was found by it is not to be believed */
    struct bh_code codes[MOST_CODES];
    size_t n;
    size_t stack; /* values on the stack after the codes so far */
    size_t nesting;
    bool failed;
};

static const struct {
    const char *sign;
    enum binding binding;
    enum bh_op op;
} operators[] = {
    {"or", OR, BH_OP_OR},
    {"and", AND, BH_OP_AND},
    {"<=", COMPARISON, BH_OP_LESS_EQUAL},
    {">=", COMPARISON, BH_OP_GREATER_EQUAL},
    {"==", COMPARISON, BH_OP_EQUAL},
    {"!=", COMPARISON, BH_OP_NOT_EQUAL},
    {"<", COMPARISON, BH_OP_LESS},
    {">", COMPARISON, BH_OP_GREATER},
    {"+", SUM, BH_OP_ADD},
    {"-", SUM, BH_OP_SUBTRACT},
    {"*", PRODUCT, BH_OP_MULTIPLY},
    {"/", PRODUCT, BH_OP_DIVIDE},
};
#define N_OPERATORS (sizeof operators / sizeof operators[0])

static void
complain(struct parser *parser, const char *at, const char *what, const char *detail)
{
    if (!parser->failed) {
        parser->failed = true;
        parser->error->column = (size_t) (at - parser->text) + 1;
        snprintf(parser->error->text, sizeof parser->error->text, "%s%s", what, detail);
    }
}

static void
skip_blanks(struct parser *parser)
{
    parser->at += strspn(parser->at, " \t\r\n");
}

static bool
is_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '_' || c == '.';
}

/** Whether `sign` stands here; a word must end there too. */
static bool
stands(const struct parser *parser, const char *sign)
{
    const size_t n = strlen(sign);

    return strncmp(parser->at, sign, n) == 0 && !(is_name(sign[0]) && is_name(parser->at[n]));
}

static bool
take(struct parser *parser, const char *sign)
{
    skip_blanks(parser);
    if (!stands(parser, sign)) {
        return false;
    }
    parser->at += strlen(sign);
    return true;
}

/** Emits a code that takes `pops` values and leaves one. */
static void
emit(struct parser *parser, enum bh_op op, size_t pops, uint32_t arg, double number)
{
    if (parser->failed) {
        return;
    }
    if (parser->n == MOST_CODES) {
        complain(parser, parser->at, "the expression is too long", "");
        return;
    }
    parser->codes[parser->n++] = (struct bh_code){op, arg, number};
    parser->stack = parser->stack - pops + 1;
    if (parser->stack > BH_EXPRESSION_DEPTH) {
        complain(parser, parser->at, "the expression nests too deeply", "");
    }
}

static void parse(struct parser *parser, enum binding least);

static void
expect(struct parser *parser, const char *sign)
{
    if (!take(parser, sign)) {
        char wanted[40];

        snprintf(wanted, sizeof wanted, *parser->at == '\0' ? "expected '%s' before the end"
                                                             : "expected '%s' before '%.12s'",
                 sign, parser->at);
        complain(parser, parser->at, wanted, "");
    }
}

static void
parse_function(struct parser *parser, enum bh_op op, size_t n_arguments)
{
    expect(parser, "(");
    parse(parser, OR);
    if (n_arguments == 2) {
        expect(parser, ",");
        parse(parser, OR);
    }
    expect(parser, ")");
    emit(parser, op, n_arguments, 0, 0);
}

static void
unknown(struct parser *parser, const char *at, const char *name, const struct bh_text *nearest)
{
    char words[300];

    snprintf(words, sizeof words, "unknown name '%.100s'%s%.150s", name,
             nearest->n > 0 ? "; nearest: " : "", bh_text_string(nearest));
    complain(parser, at, words, "");
}

static void
parse_reference(struct parser *parser, const char *at, const char *name)
{
    struct bh_text nearest = {0};
    const bool is_parameter = strncmp(name, "plan.", 5) == 0;
    const size_t index = is_parameter
                             ? bh_names_find_parameter(parser->model, name + 5, &nearest)
                             : bh_names_find_state(parser->model, name, &nearest);

    if (index == BH_NONE) {
        unknown(parser, at, name, &nearest);
    } else {
        emit(parser, is_parameter ? BH_OP_PARAMETER : BH_OP_STATE, 0, (uint32_t) index, 0);
    }
    parser->out_of_memory = parser->out_of_memory || nearest.failed;
    bh_text_fini(&nearest);
}

static void
parse_word(struct parser *parser)
{
    const char *at = parser->at;
    char name[160];
    size_t n = 0;

    while (is_name(at[n])) {
        n++;
    }
    snprintf(name, sizeof name, "%.*s", (int) n, at);
    parser->at += n;
    if (strcmp(name, "true") == 0 || strcmp(name, "false") == 0) {
        emit(parser, BH_OP_NUMBER, 0, 0, name[0] == 't' ? 1 : 0);
    } else if (strcmp(name, "day") == 0 || strcmp(name, "date") == 0) {
        emit(parser, BH_OP_DAY, 0, 0, 0);
    } else if (strcmp(name, "min") == 0) {
        parse_function(parser, BH_OP_MIN, 2);
    } else if (strcmp(name, "max") == 0) {
        parse_function(parser, BH_OP_MAX, 2);
    } else if (strcmp(name, "abs") == 0) {
        parse_function(parser, BH_OP_ABS, 1);
    } else if (n >= sizeof name) {
        complain(parser, at, "the name is too long", "");
    } else {
        parse_reference(parser, at, name);
    }
}

/** A date or a number with its unit. */
static void
parse_number(struct parser *parser)
{
    char date[11] = {0};
    int64_t day;
    double value;

    memcpy(date, parser->at, strnlen(parser->at, 10));
    if (bh_date_parse(date, &day) && !is_name(parser->at[10])) {
        parser->at += 10;
        emit(parser, BH_OP_NUMBER, 0, 0, (double) (day - parser->units->start));
        return;
    }
    const size_t n = bh_quantity_scan(parser->at, parser->units, &value);
    if (n == 0 || is_name(parser->at[n])) {
        complain(parser, parser->at, "not a number or date: ", date);
        return;
    }
    parser->at += n;
    emit(parser, BH_OP_NUMBER, 0, 0, value);
}

static void
parse_value(struct parser *parser)
{
    skip_blanks(parser);
    const char c = *parser->at;

    if (take(parser, "(")) {
        parse(parser, OR);
        expect(parser, ")");
    } else if (take(parser, "not")) {
        parse(parser, NOT);
        emit(parser, BH_OP_NOT, 1, 0, 0);
    } else if (take(parser, "-")) {
        parse(parser, SIGN);
        emit(parser, BH_OP_NEGATE, 1, 0, 0);
    } else if ((c >= '0' && c <= '9') || c == '.') {
        parse_number(parser);
    } else if (is_name(c)) {
        parse_word(parser);
    } else {
        char found[40];

        snprintf(found, sizeof found, c == '\0' ? "the end" : "'%.12s'", parser->at);
        complain(parser, parser->at, "expected a value, found ", found);
    }
}

/** Index of the operator that stands here, or N_OPERATORS. */
static size_t
operator_here(struct parser *parser)
{
    size_t i = 0;

    skip_blanks(parser);
    while (i < N_OPERATORS && !stands(parser, operators[i].sign)) {
        i++;
    }
    return i;
}

/** Parses operators that bind at least as tightly as `least`. */
static void
parse(struct parser *parser, enum binding least)
{
    bool compared = false;

    if (++parser->nesting > 4 * BH_EXPRESSION_DEPTH) {
        complain(parser, parser->at, "the expression nests too deeply", "");
    }
    if (!parser->failed) {
        parse_value(parser);
    }
    while (!parser->failed) {
        const size_t i = operator_here(parser);

        if (i == N_OPERATORS || operators[i].binding < least) {
            break;
        }
        if (operators[i].binding == COMPARISON && compared) {
            complain(parser, parser->at, "comparisons do not chain; write a < b and b < c", "");
            break;
        }
        compared = operators[i].binding == COMPARISON;
        parser->at += strlen(operators[i].sign);
        parse(parser, (enum binding) (operators[i].binding + 1));
        emit(parser, operators[i].op, 2, 0, 0);
    }
    parser->nesting--;
}

enum bh_status
bh_expression_compile(const char *text, const struct bh_model *model,
                      const struct bh_unit_context *units, struct bh_arena *arena,
                      struct bh_expression *out, struct bh_expression_error *error)
{
    struct parser parser = {
        .text = text, .at = text, .model = model, .units = units, .error = error};

    parse(&parser, OR);
    skip_blanks(&parser);
    if (*parser.at != '\0') {
        char found[40];

        snprintf(found, sizeof found, "'%.12s'", parser.at);
        complain(&parser, parser.at, "expected an operator or the end, found ", found);
    }
    if (parser.out_of_memory) {
        return BH_ENOMEM;
    }
    if (parser.failed) {
        return BH_EINPUT;
    }
    struct bh_code *codes = bh_arena_alloc(arena, parser.n * sizeof *codes);
    char *copy = bh_arena_strdup(arena, text);
    if (codes == NULL || copy == NULL) {
        return BH_ENOMEM;
    }
    memcpy(codes, parser.codes, parser.n * sizeof *codes);
    *out = (struct bh_expression){.code = codes, .n = parser.n, .text = copy};
    return BH_OK;
}
