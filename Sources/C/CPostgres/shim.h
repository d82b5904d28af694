#ifndef PLUMB_CPOSTGRES_SHIM_H
#define PLUMB_CPOSTGRES_SHIM_H

#include <libpq-fe.h>

/* The fields of an error are named by character constants, which Swift does not import.
   https://www.postgresql.org/docs/current/libpq-exec.html#LIBPQ-PQRESULTERRORFIELD */
static inline const char *plumb_pg_error_state(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_SQLSTATE);
}

static inline const char *plumb_pg_error_message(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
}

static inline const char *plumb_pg_error_detail(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_MESSAGE_DETAIL);
}

static inline const char *plumb_pg_error_hint(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_MESSAGE_HINT);
}

static inline const char *plumb_pg_error_position(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_STATEMENT_POSITION);
}

#endif
