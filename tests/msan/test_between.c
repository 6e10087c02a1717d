/** @file test_between.c  MSan still sees through library.h: what the libraries were to write is
 *  taken for written and no more, and what was not written is told where it is handed over or read.
 *
 *  Oracle: MSan's own words on standard error, of a child for each fault made on purpose. */
#include "harness.h"

#if defined(__has_feature)
#if __has_feature(memory_sanitizer)
#define IS_LOOKED_INTO
#endif
#endif

#ifdef IS_LOOKED_INTO

#include <expat.h>
#include <fcntl.h>
#include <jansson.h>
#include <pthread.h>
#include <sanitizer/msan_interface.h>
#include <sqlite3.h>
#include <stdint.h>
#include <sys/wait.h>
#include <unistd.h>
#include <yaml.h>
#include <zstd.h>

#define ROOM 64

/** ROOM bytes that nobody wrote, behind `n` that somebody did. */
static char *
half_written(size_t n)
{
    char *bytes = malloc(ROOM);

    memset(bytes, 'a', n);
    return bytes;
}

static size_t
n_written(const void *bytes, size_t room)
{
    const intptr_t first = __msan_test_shadow(bytes, room);

    return first < 0 ? room : (size_t) first;
}

/* ---- what libraries wrote -------------------------------------------------------------------- */

static void
unpacks_to_its_size(void)
{
    char packed[ROOM], *unpacked = half_written(0);
    const size_t n = ZSTD_compress(packed, sizeof packed, "seven..", 7, 1);

    bh_expect(n_written(packed, n) == n, "zstd: what is packed is written");
    const size_t size = ZSTD_decompress(unpacked, ROOM, packed, n);
    bh_expect(size == 7 && n_written(unpacked, ROOM) == 7, "zstd: what is unpacked, to its end");
    free(unpacked);
}

static void
columns_are_written(void)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *stmt = NULL;

    bh_expect(sqlite3_open(":memory:", &db) == SQLITE_OK &&
                  sqlite3_prepare_v2(db, "SELECT 'te' || 'xt', zeroblob(?)", -1, &stmt, NULL) ==
                      SQLITE_OK &&
                  sqlite3_bind_int(stmt, 1, 9) == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW,
              "SQLite: a row");
    bh_expect(n_written(sqlite3_column_text(stmt, 0), 5) == 5, "SQLite: a text and its NUL");
    bh_expect(n_written(sqlite3_column_blob(stmt, 1), 9) == 9, "SQLite: a blob");
    sqlite3_finalize(stmt);
    sqlite3_close(db);
}

/** A yaml_event_t is a union: what libyaml did not set of it is not looked at, its texts are. */
static void
scalars_are_written(void)
{
    yaml_parser_t parser;
    yaml_event_t event = {0};
    bool is_whole = false;

    yaml_parser_initialize(&parser);
    yaml_parser_set_input_string(&parser, (const unsigned char *) "key: [1, 'two']", 15);
    do {
        yaml_event_delete(&event);
        yaml_parser_parse(&parser, &event);
        if (event.type == YAML_SCALAR_EVENT && event.data.scalar.length == 3) {
            is_whole = n_written(event.data.scalar.value, 4) == 4;
        }
    } while (event.type != YAML_STREAM_END_EVENT);
    yaml_event_delete(&event);
    yaml_parser_delete(&parser);
    bh_expect(is_whole, "libyaml: a scalar and its NUL");
}

/* ---- faults, each in a child ----------------------------------------------------------------- */

static sqlite3_stmt *
statement(void)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *stmt = NULL;

    sqlite3_open(":memory:", &db);
    sqlite3_prepare_v2(db, "SELECT ?", -1, &stmt, NULL);
    return stmt;
}

static void
binds_a_blob(void)
{
    sqlite3_bind_blob(statement(), 1, half_written(10), 11, SQLITE_STATIC);
}

static void
binds_a_text(void)
{
    sqlite3_bind_text(statement(), 1, half_written(10), 11, SQLITE_STATIC);
}

static void
binds_a_number(void)
{
    sqlite3_bind_int(statement(), 1, *half_written(0));
}

static void
takes_a_root(void)
{
    volatile double root = cbrt(*half_written(0));

    (void) root;
}

static void
packs(void)
{
    char packed[2 * ROOM];

    ZSTD_compress(packed, sizeof packed, half_written(10), 11, 1);
}

static void
reads_yaml(void)
{
    yaml_parser_t parser;

    yaml_parser_initialize(&parser);
    yaml_parser_set_input_string(&parser, (const unsigned char *) half_written(10), 11);
}

static void
reads_json(void)
{
    json_decref(json_loadb(half_written(10), 11, 0, NULL));
}

static void
reads_xml(void)
{
    XML_Parse(XML_ParserCreate(NULL), half_written(10), 11, 1);
}

static void
branches(const char *bytes)
{
    if (bytes[0] == 'b') {
        printf("# chance\n");
    }
}

static void
writes(const char *bytes)
{
    if (write(STDERR_FILENO, bytes, 1) != 1) {
        _exit(0);
    }
}

static void XMLCALL
on_start(void *context, const XML_Char *name, const XML_Char **attributes)
{
    void (*fault)(const char *) = *(void (**)(const char *)) context;

    (void) name;
    (void) attributes;
    fault(half_written(0));
}

static void
in_a_handler(void (*fault)(const char *))
{
    XML_Parser parser = XML_ParserCreate(NULL);

    XML_SetUserData(parser, &fault);
    XML_SetElementHandler(parser, on_start, NULL);
    XML_Parse(parser, "<a>", 3, 0);
}

static void
branches_in_a_handler(void)
{
    in_a_handler(branches);
}

static void
writes_in_a_handler(void)
{
    in_a_handler(writes);
}

static void
writes_after_a_step(void)
{
    sqlite3 *db = NULL;

    sqlite3_open(":memory:", &db);
    sqlite3_exec(db, "SELECT 1", NULL, NULL, NULL);
    writes(half_written(0));
}

static void
writes_to_a_stream(void)
{
    fwrite(half_written(10), 1, 11, stderr);
}

static void *
write_here(void *context)
{
    writes(context);
    return NULL;
}

static void
writes_in_a_thread(void)
{
    pthread_t thread;

    pthread_create(&thread, NULL, write_here, half_written(0));
    pthread_join(thread, NULL);
}

static void
nothing(void)
{
    writes(half_written(1));
}

/** Whether MSan tells of a fault, and the child ends before it is through. */
static bool
is_told(void (*fault)(void))
{
    int ends[2], status = 0;
    char words[4096] = "";
    size_t n = 0;

    if (pipe(ends) != 0) {
        return false;
    }
    fflush(NULL);
    const pid_t child = fork();
    if (child == 0) {
        __sanitizer_set_report_fd((void *) (intptr_t) ends[1]); /* not among a run's reports */
        dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
        fault();
        _exit(0);
    }
    close(ends[1]);
    for (ssize_t got; (got = read(ends[0], words + n, sizeof words - 1 - n)) > 0;) {
        n += (size_t) got;
    }
    close(ends[0]);
    waitpid(child, &status, 0);
    words[n] = '\0';
    return strstr(words, "MemorySanitizer") != NULL && status != 0;
}

int
main(void)
{
    unpacks_to_its_size();
    columns_are_written();
    scalars_are_written();
    bh_expect(!is_told(nothing), "nothing is told of bytes that were written");
    bh_expect(is_told(binds_a_blob), "a blob with a byte that nobody wrote is told when bound");
    bh_expect(is_told(binds_a_text), "so is a text");
    bh_expect(is_told(binds_a_number), "a number");
    bh_expect(is_told(takes_a_root), "and what a function of the C library computes with");
    bh_expect(is_told(packs), "and what is packed");
    bh_expect(is_told(reads_yaml), "and what is read as YAML");
    bh_expect(is_told(reads_json), "as JSON");
    bh_expect(is_told(reads_xml), "as XML");
    bh_expect(is_told(branches_in_a_handler), "a branch in a handler that expat calls is told");
    bh_expect(is_told(writes_in_a_handler), "and so is what it writes to a file");
    bh_expect(is_told(writes_after_a_step), "what is written after a call of SQLite's is told");
    bh_expect(is_told(writes_to_a_stream), "through a stream");
    bh_expect(is_told(writes_in_a_thread), "and in a thread of ours");
    return bh_finish();
}

#else

int
main(void)
{
    printf("# skip: not built for MSan (preset msan)\n");
    return bh_finish();
}

#endif
