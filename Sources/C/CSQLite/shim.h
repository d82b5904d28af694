#ifndef PLUMB_CSQLITE_SHIM_H
#define PLUMB_CSQLITE_SHIM_H

#include <sqlite3.h>

/* sqlite3_db_config is variadic, which Swift does not import.
   https://www.sqlite.org/c3ref/db_config.html */
static inline int plumb_sqlite3_db_config_flag(sqlite3 *db, int option, int on) {
    return sqlite3_db_config(db, option, on, (int *)0);
}

/* SQLITE_TRANSIENT is a macro with a cast, which Swift does not import: SQLite copies the bytes.
   https://www.sqlite.org/c3ref/c_static.html */
static inline int plumb_sqlite3_bind_text(sqlite3_stmt *statement, int index, const char *text, int length) {
    return sqlite3_bind_text(statement, index, text, length, SQLITE_TRANSIENT);
}

static inline int plumb_sqlite3_bind_blob(sqlite3_stmt *statement, int index, const void *bytes, int length) {
    return sqlite3_bind_blob(statement, index, bytes, length, SQLITE_TRANSIENT);
}

/* Extended result codes are macros that compute, which Swift does not import.
   https://www.sqlite.org/rescode.html#extrc */
static const int plumb_SQLITE_BUSY_RECOVERY = SQLITE_BUSY_RECOVERY;
static const int plumb_SQLITE_READONLY_RECOVERY = SQLITE_READONLY_RECOVERY;
static const int plumb_SQLITE_READONLY_ROLLBACK = SQLITE_READONLY_ROLLBACK;
static const int plumb_SQLITE_READONLY_CANTLOCK = SQLITE_READONLY_CANTLOCK;
static const int plumb_SQLITE_READONLY_CANTINIT = SQLITE_READONLY_CANTINIT;
static const int plumb_SQLITE_READONLY_DIRECTORY = SQLITE_READONLY_DIRECTORY;

#endif
