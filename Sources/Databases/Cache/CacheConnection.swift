internal import CSQLite
internal import PlumbCore

/// A handle on a file of our own making: a cache, or a store of runs.
///
/// Invariant: as `SQLiteConnection`, it belongs to one actor, and `handle` is open from `init` to `deinit`. Unlike it,
/// it runs only SQL of this module, and no rules lie on it.
final class CacheConnection: StatementOwner {
    private let handle: OpaquePointer
    private let path: String
    /// What the file is, and what to do where it can't be used.
    private let purpose: (name: String, remedy: String)

    private static let cache = (name: "Plumb's cache file", remedy: "Delete it")

    /// Opens a finished file, which nobody will change: another reading replaces the file.
    convenience init(reading path: String) throws(PlumbError) {
        try self.init(path, flags: SQLITE_OPEN_READONLY, purpose: Self.cache)
        for pragma in ["query_only = 1", "trusted_schema = 0", "cache_size = -4000"] { try run("PRAGMA \(pragma)") }
    }

    /// Opens an empty file to fill; an empty path is a database in memory.
    convenience init(filling path: String) throws(PlumbError) {
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        try self.init(path.isEmpty ? ":memory:" : path, flags: flags, purpose: Self.cache)
        // Nobody else sees the file before it is whole, so nothing has to be undone.
        for pragma in ["journal_mode = OFF", "synchronous = OFF", "cache_size = -16000"] { try run("PRAGMA \(pragma)") }
    }

    /// Opens a store that several processes write, making it where there is none.
    convenience init(sharing path: String, purpose: (name: String, remedy: String)) throws(PlumbError) {
        try self.init(path, flags: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, purpose: purpose)
        sqlite3_busy_timeout(handle, 30_000)
    }

    /// Opens a store that is there, and that other processes may be writing, to read it.
    convenience init(readingShared path: String, purpose: (name: String, remedy: String)) throws(PlumbError) {
        // Not as read-only to SQLite: then the log that others keep beside the file would not be tidied away.
        try self.init(path, flags: SQLITE_OPEN_READWRITE, purpose: purpose)
        sqlite3_busy_timeout(handle, 30_000)
        try run("PRAGMA query_only = 1")
    }

    private init(_ path: String, flags: Int32, purpose: (name: String, remedy: String)) throws(PlumbError) {
        self.path = path
        self.purpose = purpose
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

    /// Makes SQLite keep a write-ahead log beside the file; waits for processes that use the file, up to 30 s.
    ///
    /// The busy timeout does not hold for all of this: SQLite gives up at once where waiting could lock both sides.
    func keepLog() throws(PlumbError) {
        let start = ContinuousClock.now
        var code: Int32
        repeat {
            code = sqlite3_exec(handle, "PRAGMA journal_mode = WAL", nil, nil, nil)
            guard code & 0xFF == SQLITE_BUSY else { break }
            sqlite3_sleep(10)
        } while ContinuousClock.now - start < .seconds(30)
        guard code == SQLITE_OK else { throw failure(code, in: nil) }
    }

    func prepare(_ sql: String) throws(PlumbError) -> SQLiteStatement {
        var statement: OpaquePointer?
        let code = sqlite3_prepare_v2(handle, sql, -1, &statement, nil)
        guard code == SQLITE_OK, let statement else { throw failure(code, in: nil) }
        return SQLiteStatement(statement, of: self)
    }

    func failure(_ code: Int32, in sql: String?) -> PlumbError {
        let (problem, remedy) =
            switch code & 0xFF {
            case SQLITE_BUSY:
                ("has been locked by another process for too long.", "End what holds it, or try again later")
            case SQLITE_FULL: ("can't be written: there is no room for it.", "Make room where it is")
            default: ("can't be used.", purpose.remedy)
            }
        return PlumbError(
            .databaseUnavailable, "\(purpose.name) \(problem)", suggestion: "\(remedy): \(path)",
            detail: "SQLite \(code): \(String(cString: sqlite3_errmsg(handle)))")
    }
}
