internal import CSQLite
internal import PlumbCore

/// What SQLite said went wrong, and how a person is told of it.
///
/// The codes: <https://www.sqlite.org/rescode.html>.
struct SQLiteFailure {
    var code: Int32
    var message: String
    /// The byte in the query where it went wrong; negative where that is not known.
    var offset: Int
    var path: String

    private var name: String { DatabaseLocation.name(ofPath: path) }

    private var detail: String { "SQLite \(code): \(message)" }

    /// The error of a query.
    func error(in sql: String?) -> PlumbError {
        switch code & 0xFF {
        case SQLITE_TOOBIG:
            PlumbError(
                .limitExceeded, "The query or one of its values is too large for the limits that Plumb sets.",
                suggestion: "A value may have 10 MB, a query's text 1 MB.", detail: detail)
        case SQLITE_NOMEM:
            PlumbError(.limitExceeded, "The query needs more memory than there is.", detail: detail)
        case SQLITE_FULL:
            PlumbError(
                .limitExceeded, "The query's temporary files fill the disk.",
                suggestion: "Narrow it down, or set TMPDIR to a folder with room.", detail: detail)
        case SQLITE_ERROR, SQLITE_RANGE, SQLITE_MISMATCH, SQLITE_SCHEMA, SQLITE_AUTH:
            PlumbError(.queryFailed, "The query failed: \(message)\(place(in: sql)).", detail: detail)
        default:
            openingError
        }
    }

    private func place(in sql: String?) -> String {
        guard offset >= 0, let sql else { return "" }
        let place = StatementText.place(ofByte: offset, in: sql)
        return " (line \(place.line), column \(place.column))"
    }

    /// The error of a file that can't be used.
    var openingError: PlumbError {
        let (problem, remedy): (String, String?) =
            switch code {
            case plumb_SQLITE_READONLY_ROLLBACK, plumb_SQLITE_BUSY_RECOVERY, plumb_SQLITE_READONLY_RECOVERY:
                (
                    "was left in the middle of a write and must be repaired before it can be read",
                    "Open it once with a program that may write, such as: sqlite3 \(path) 'PRAGMA quick_check'"
                )
            case plumb_SQLITE_READONLY_CANTINIT, plumb_SQLITE_READONLY_DIRECTORY, plumb_SQLITE_READONLY_CANTLOCK:
                (
                    "has a write-ahead log that can't be read without writing beside it, and its folder is read-only",
                    "Make the folder writable, or copy the database with its -wal file elsewhere."
                )
            default:
                switch code & 0xFF {
                case SQLITE_BUSY, SQLITE_LOCKED:
                    ("is locked by another process", "Wait until it has finished, or end it, and try again.")
                case SQLITE_CORRUPT:
                    (
                        "is damaged",
                        "Restore a copy, or save what can be saved with: sqlite3 \(path) .recover"
                    )
                case SQLITE_NOTADB:
                    ("is not a SQLite database, or it is encrypted", "Give the path of an unencrypted database.")
                case SQLITE_PERM, SQLITE_AUTH, SQLITE_CANTOPEN:
                    ("can't be opened", "Check that you may read it and the folders it is in.")
                case SQLITE_IOERR:
                    ("can't be read from the disk", "Check the disk it is on.")
                default:
                    ("can't be used: \(message)", nil)
                }
            }
        return PlumbError(.databaseUnavailable, "\(name) \(problem).", suggestion: remedy, detail: detail)
    }
}
