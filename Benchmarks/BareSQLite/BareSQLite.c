#include "BareSQLite.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <string.h>
#include <time.h>

enum { STRETCH = 8, MOST_THREADS = 64 };

typedef struct {
    const bare_sqlite_query *queries;
    int count;
    atomic_int next;
} work;

static void run(sqlite3 *database, const char *sql) {
    sqlite3_stmt *statement = 0;
    if (sqlite3_prepare_v2(database, sql, -1, &statement, 0) != SQLITE_OK) return;
    int columns = sqlite3_column_count(statement);
    while (sqlite3_step(statement) == SQLITE_ROW)
        for (int column = 0; column < columns; column++) sqlite3_column_text(statement, column);
    sqlite3_finalize(statement);
}

static void *take(void *argument) {
    work *all = argument;
    sqlite3 *database = 0;
    const char *file = "";
    for (int start; (start = atomic_fetch_add(&all->next, STRETCH)) < all->count;)
        for (int index = start; index < start + STRETCH && index < all->count; index++) {
            if (strcmp(file, all->queries[index].file) != 0) {
                sqlite3_close_v2(database);
                file = all->queries[index].file;
                sqlite3_open_v2(file, &database, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, 0);
            }
            run(database, all->queries[index].sql);
        }
    sqlite3_close_v2(database);
    return 0;
}

double bare_sqlite_run(const bare_sqlite_query *queries, int count, int threads) {
    work all = {queries, count, 0};
    pthread_t started[MOST_THREADS];
    struct timespec start, end;
    if (threads > MOST_THREADS) threads = MOST_THREADS;
    clock_gettime(CLOCK_MONOTONIC, &start);
    for (int index = 0; index < threads; index++) pthread_create(&started[index], 0, take, &all);
    for (int index = 0; index < threads; index++) pthread_join(started[index], 0);
    clock_gettime(CLOCK_MONOTONIC, &end);
    return (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) * 1e-9;
}
