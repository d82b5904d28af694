internal import CSQLite

/// What SQLite says of texts, in an empty database with some tables: whether it prepares them, and if not, why.
public final class SQLiteJudge {
    /// What SQLite says of a text.
    public enum Verdict: Hashable {
        /// It is one statement, and it was prepared.
        case prepared

        /// It is one statement, and the grammar has a place for all of it, but something it names or does is not there.
        case refused(String)

        /// The grammar has no place for it, or it holds what is no token.
        case unread(String)

        /// It holds no statement, or more than one.
        case notOne
    }

    private var handle: OpaquePointer?

    /// Opens a database in memory with tables that have columns `a` to `z`.
    public init(tables: [String]) {
        sqlite3_open(":memory:", &handle)
        let columns = "abcdefghijklmnopqrstuvwxyz".map(String.init).joined(separator: ", ")
        for table in tables { sqlite3_exec(handle, "CREATE TABLE \(table) (\(columns))", nil, nil, nil) }
    }

    deinit { sqlite3_close_v2(handle) }

    /// Prepares a text and runs nothing.
    public func verdict(on text: String) -> Verdict {
        var text = text
        return text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { verdict(on: $0) }
        }
    }

    private func verdict(on text: UnsafeBufferPointer<CChar>) -> Verdict {
        var statement: OpaquePointer?
        var tail: UnsafePointer<CChar>?
        let code = sqlite3_prepare_v2(handle, text.baseAddress, Int32(text.count), &statement, &tail)
        defer { sqlite3_finalize(statement) }
        guard code == SQLITE_OK else {
            let message = String(cString: sqlite3_errmsg(handle))
            let isSyntax = ["syntax error", "incomplete input", "unrecognized token"].contains(where: message.contains)
            return isSyntax ? .unread(message) : .refused(message)
        }
        guard statement != nil, let base = text.baseAddress, let tail else { return .notOne }
        let rest = text[(tail - base)...]
        return rest.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) || $0 == 0x3B } ? .prepared : .notOne
    }
}
