#ifndef PLUMB_BARE_SQLITE_H
#define PLUMB_BARE_SQLITE_H

/* A query and the file that it runs over. */
typedef struct {
    const char *file;
    const char *sql;
} bare_sqlite_query;

/* Runs queries to their ends, spread over threads that take eight at a time, each with one connection to the file of its
   last query; reads every value as text and forgets it. Gives the seconds that it took. */
double bare_sqlite_run(const bare_sqlite_query *queries, int count, int threads);

#endif
