package import PlumbCore

/// A SQLite file of our own, which several processes may write at the same time.
///
/// Not Sendable: it belongs to one thread, such as that of an actor with a `SerialQueueExecutor`.
package final class StoreFile {
    private let connection: CacheConnection
    private var statements: [String: SQLiteStatement] = [:]

    /// Opens a file, making it where there is none.
    ///
    /// - Parameters:
    ///   - path: where it is.
    ///   - name: what it is, for messages, at the beginning of a sentence.
    ///   - remedy: what to do where it can't be used.
    /// - Throws: `PlumbError` with `databaseUnavailable`.
    package init(_ path: String, name: String, remedy: String) throws(PlumbError) {
        connection = try CacheConnection(sharing: path, purpose: (name, remedy))
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
