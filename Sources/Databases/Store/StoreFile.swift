internal import Foundation
package import PlumbCore

/// A SQLite file of our own, which several processes may write at the same time.
///
/// Not Sendable: it belongs to one thread, such as that of an actor with a `SerialQueueExecutor`.
package final class StoreFile {
    private let connection: CacheConnection
    private var statements: [String: SQLiteStatement] = [:]

    /// What tells files of one kind from other databases, <https://www.sqlite.org/fileformat2.html#application_id>.
    package struct Identity: Sendable {
        /// What it is, for messages, at the beginning of a sentence.
        package var name: String
        /// What to do where it can't be used.
        package var remedy: String
        /// A number that no other kind of file has.
        package var application: Int32
        /// The version of its tables.
        package var version: Int
        /// The statements that make them.
        package var schema: String

        package init(name: String, remedy: String, application: Int32, version: Int, schema: String) {
            self.name = name
            self.remedy = remedy
            self.application = application
            self.version = version
            self.schema = schema
        }
    }

    /// Opens a file, making it where there is none.
    ///
    /// - Parameters:
    ///   - path: where it is.
    ///   - identity: what it is.
    /// - Throws: `PlumbError` with `databaseUnavailable`, also for a database of another kind, which is left as it is.
    package init(_ path: String, _ identity: Identity) throws(PlumbError) {
        connection = try CacheConnection(sharing: path, purpose: (identity.name, identity.remedy))
        let isEmpty = try isEmpty(path, identity)
        // A log beside the file: readers and one writer at a time, and nothing half-written after a crash.
        try connection.keepLog()
        for pragma in ["synchronous = NORMAL", "foreign_keys = ON"] { try run("PRAGMA \(pragma)") }
        if isEmpty {
            // Each table is made only where it is missing: another process may have made it meanwhile.
            let marks = "PRAGMA application_id = \(identity.application); PRAGMA user_version = \(identity.version);"
            try run("BEGIN IMMEDIATE; \(identity.schema) \(marks) COMMIT")
        }
    }

    /// Opens a file to read it, and makes nothing; nil where there is none, or an empty one.
    ///
    /// - Parameters:
    ///   - path: where it is.
    ///   - identity: what it is.
    /// - Throws: `PlumbError` with `databaseUnavailable`, also for a database of another kind.
    package init?(existing path: String, _ identity: Identity) throws(PlumbError) {
        guard access(path, F_OK) == 0 else { return nil }
        connection = try CacheConnection(readingShared: path, purpose: (identity.name, identity.remedy))
        if try isEmpty(path, identity) { return nil }
    }

    /// Whether nothing is in the file yet.
    ///
    /// - Throws: `PlumbError` with `databaseUnavailable` where something else is.
    private func isEmpty(_ path: String, _ identity: Identity) throws(PlumbError) -> Bool {
        // As one reading: another process may be making the tables at this moment.
        try run("BEGIN")
        let found = try (application: number("PRAGMA application_id"), version: number("PRAGMA user_version"))
        let isEmpty = try rows("SELECT 1 FROM sqlite_schema LIMIT 1").isEmpty
        try run("COMMIT")
        guard found.application == Int64(identity.application) || isEmpty && found.application == 0 else {
            throw PlumbError(
                .databaseUnavailable, "\(path) is a database of another kind.", suggestion: "\(identity.remedy).")
        }
        guard isEmpty || found.version == Int64(identity.version) else {
            throw PlumbError(
                .databaseUnavailable, "\(path) was made by another version of Plumb.", suggestion: "\(identity.remedy)."
            )
        }
        return isEmpty
    }

    private func number(_ sql: String) throws(PlumbError) -> Int64 {
        guard case .integer(let number) = try rows(sql).first?.first else { return 0 }
        return number
    }

    /// Runs statements that give no rows.
    ///
    /// - Throws: `PlumbError` with `databaseUnavailable`.
    package func run(_ sql: String) throws(PlumbError) { try connection.run(sql) }

    /// Runs a statement with values for its parameters, and gives its rows.
    ///
    /// - Parameters:
    ///   - sql: one statement; it is compiled once.
    ///   - values: for `?1`, `?2` and so on.
    /// - Returns: the rows; none for a statement that gives none.
    /// - Throws: `PlumbError` with `databaseUnavailable`.
    @discardableResult
    package func rows(_ sql: String, _ values: SQLValue...) throws(PlumbError) -> [Row] {
        let statement: SQLiteStatement
        if let kept = statements[sql] { statement = kept } else { statement = try connection.prepare(sql) }
        statements[sql] = statement
        statement.reset()
        defer { statement.reset() }
        for (index, value) in values.enumerated() { try statement.bind(value, at: index + 1) }
        var rows: [Row] = []
        while try statement.step() { rows.append((0..<statement.columnCount).map { statement.value(at: $0) }) }
        return rows
    }

    /// Runs a body whose writes are kept together or not at all.
    package func transaction<Value>(_ body: () throws(PlumbError) -> Value) throws(PlumbError) -> Value {
        try run("BEGIN IMMEDIATE")
        do throws(PlumbError) {
            let value = try body()
            try run("COMMIT")
            return value
        } catch {
            try? run("ROLLBACK")
            throw error
        }
    }
}

extension SQLiteStatement {
    fileprivate func bind(_ value: SQLValue, at index: Int) throws(PlumbError) {
        switch value {
        case .null: try bindNull(at: index)
        case .integer(let number): try bind(number, at: index)
        case .real(let number): try bind(number, at: index)
        case .text(let text): try bind(text, at: index)
        case .blob(let bytes): try bind(bytes, at: index)
        }
    }
}
