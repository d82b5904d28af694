internal import CSQLite
internal import PlumbCore

/// A handle on a cache file of our own making.
///
/// Invariant: as `SQLiteConnection`, it belongs to one actor, and `handle` is open from `init` to `deinit`. Unlike it,
/// it runs only SQL of this module, and no rules lie on it.
final class CacheConnection: StatementOwner {
    private let handle: OpaquePointer
    private let path: String

    /// Opens a finished file, which nobody will change: another reading replaces the file.
    convenience init(reading path: String) throws(PlumbError) {
        try self.init(path, flags: SQLITE_OPEN_READONLY)
        for pragma in ["query_only = 1", "trusted_schema = 0", "cache_size = -4000"] { try run("PRAGMA \(pragma)") }
    }

    /// Opens an empty file to fill; an empty path is a database in memory.
    convenience init(filling path: String) throws(PlumbError) {
        try self.init(path.isEmpty ? ":memory:" : path, flags: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
        // Nobody else sees the file before it is whole, so nothing has to be undone.
        for pragma in ["journal_mode = OFF", "synchronous = OFF", "cache_size = -16000"] { try run("PRAGMA \(pragma)") }
    }

    private init(_ path: String, flags: Int32) throws(PlumbError) {
        self.path = path
        var handle: OpaquePointer?
        let code = sqlite3_open_v2(
            path, &handle, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE, nil)
        guard code == SQLITE_OK, let handle else {
            let message = handle.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
            sqlite3_close_v2(handle)
            throw SQLiteFailure(code: code, message: message, offset: -1, path: path).openingError
        }
        self.handle = handle
    }

    deinit {
        sqlite3_close_v2(handle)
    }

    /// Runs statements that give no rows.
    func run(_ sql: String) throws(PlumbError) {
        let code = sqlite3_exec(handle, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw failure(code, in: nil) }
    }

    func prepare(_ sql: String) throws(PlumbError) -> SQLiteStatement {
        var statement: OpaquePointer?
        let code = sqlite3_prepare_v2(handle, sql, -1, &statement, nil)
        guard code == SQLITE_OK, let statement else { throw failure(code, in: nil) }
        return SQLiteStatement(statement, of: self)
    }

    func failure(_ code: Int32, in sql: String?) -> PlumbError {
        PlumbError(
            .databaseUnavailable, "Plumb's cache file can't be used.", suggestion: "Delete it: \(path)",
            detail: "SQLite \(code): \(String(cString: sqlite3_errmsg(handle)))")
    }
}
