/** @file replay.c  Runs a fuzzer over files that are kept: "ok NAME: ..." for each.
 *
 *  Usage: fuzz_NAME FILE-OR-FOLDER...   Oracle: the fuzzer's own; it ends the program. */
#include "fuzz.h"

#include <dirent.h>
#include <sys/stat.h>

__attribute__((weak)) int LLVMFuzzerInitialize(int *argc, char ***argv);

static void
run_file(const char *path)
{
    const char *name = strrchr(path, '/') == NULL ? path : strrchr(path, '/') + 1;
    FILE *file = fopen(path, "rb");
    struct stat info;

    bh_hold(file != NULL && fstat(fileno(file), &info) == 0);
    uint8_t *data = malloc((size_t) info.st_size + 1);
    bh_hold(data != NULL);
    const size_t n = fread(data, 1, (size_t) info.st_size, file);
    fclose(file);
    LLVMFuzzerTestOneInput(data, n);
    free(data);
    printf("ok hostile input %s is survived\n", name);
    fflush(stdout);
}

static void
run_folder(const char *path)
{
    struct dirent **names;
    const int n = scandir(path, &names, NULL, alphasort);
    char file[4096];

    for (int i = 0; i < n; i++) {
        if (names[i]->d_name[0] != '.') {
            snprintf(file, sizeof file, "%s/%s", path, names[i]->d_name);
            run_file(file);
        }
        free(names[i]);
    }
    if (n >= 0) {
        free(names);
    }
}

int
main(int argc, char **argv)
{
    struct stat info;

    if (LLVMFuzzerInitialize != NULL) {
        LLVMFuzzerInitialize(&argc, &argv);
    }
    for (int i = 1; i < argc; i++) {
        if (stat(argv[i], &info) == 0 && S_ISDIR(info.st_mode)) {
            run_folder(argv[i]);
        } else {
            run_file(argv[i]);
        }
    }
    return 0;
}
