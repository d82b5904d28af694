/* Reads queries, each ended by a NUL, and prints the seconds that libpg_query takes to parse them all:
   the raw parse alone, and pg_query_parse, which is what it publishes and prints the tree as JSON.
   The third figure is how many it refuses. Usage: libpg_query FILE ROUNDS */
#include <pg_query.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* From pg_query_internal.h, which wants Postgres's own headers. */
typedef struct {
    void *tree;
    char *stderr_buffer;
    PgQueryError *error;
} RawResult;
extern RawResult pg_query_raw_parse(const char *input);
extern void *pg_query_enter_memory_context(void);
extern void pg_query_exit_memory_context(void *context);

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec * 1e-9;
}

static int raw(const char *query) {
    void *context = pg_query_enter_memory_context();
    int refused = pg_query_raw_parse(query).error != NULL;
    pg_query_exit_memory_context(context);
    return refused;
}

static int published(const char *query) {
    PgQueryParseResult result = pg_query_parse(query);
    int refused = result.error != NULL;
    pg_query_free_parse_result(result);
    return refused;
}

static double best(int (*parse)(const char *), const char *text, size_t size, int rounds, int *refused) {
    double least = 1e9;
    while (rounds-- > 0) {
        double start = now();
        *refused = 0;
        for (const char *query = text; query < text + size; query += strlen(query) + 1) *refused += parse(query);
        double seconds = now() - start;
        if (seconds < least) least = seconds;
    }
    return least;
}

int main(int count, char **arguments) {
    if (count != 3) return 2;
    FILE *file = fopen(arguments[1], "rb");
    if (!file) return 2;
    fseek(file, 0, SEEK_END);
    size_t size = ftell(file);
    rewind(file);
    char *text = malloc(size + 1);
    if (!text || fread(text, 1, size, file) != size) return 2;
    text[size] = 0;
    int refused = 0, rounds = atoi(arguments[2]);
    double first = best(raw, text, size, rounds, &refused);
    double second = best(published, text, size, rounds, &refused);
    printf("%.9f %.9f %d\n", first, second, refused);
    return 0;
}
