import TestSupport
import Testing

/// Nothing that a question says may write, reach beyond the tables that it may read, or tell of the server; the login
/// role is a superuser.
///
/// One after another: some change roles, which all databases of a server share.
@Suite(.needsPostgres, .serialized) enum PostgresGuardTests {}
