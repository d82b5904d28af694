package import PlumbCore

/// A read-only connection that runs queries to their ends on the thread that calls.
///
/// It has the guard of `SQLiteDatabase`: one SELECT, nothing but reads and listed functions, bounded work.
/// Not Sendable: it belongs to one `ReadingThread`.
package final class SQLiteReader {
    private let connection: SQLiteConnection
    private let thousandsOfSteps: Int?

    /// The work that queries are a part of, and stop with.
    var whole: QueryRun?

    init(path: String, options: SQLiteDatabase.Options) throws(PlumbError) {
        let location = try DatabaseLocation(path)
        _ = try SQLiteFile(at: location)
        connection = try SQLiteConnection(
            path: location.filePath(), policy: options.policy,
            allowsDoubleQuotedStrings: options.allowsDoubleQuotedStrings,
            reversesUnorderedRows: options.reversesUnorderedRows)
        thousandsOfSteps = options.thousandsOfSteps
        try connection.refreshSchema()
    }

    /// Runs a query, and shows each of its rows.
    ///
    /// - Parameters:
    ///   - sql: the query.
    ///   - limits: its bounds on time; those on rows and bytes are left to `body`.
    ///   - begin: given the columns before the first row; false ends the query there.
    ///   - body: given each row, which is valid until it returns; false ends the query.
    /// - Throws: `PlumbError` with `refused`, `queryFailed`, `limitExceeded` or `cancelled`.
    package func read(
        _ sql: String, limits: ExecutionLimits, begin: (Head) -> Bool, row body: (RowView) -> Bool
    ) throws(PlumbError) {
        let run = QueryRun(limits: limits, thousandsOfSteps: thousandsOfSteps, partOf: whole)
        try connection.callbacks.bounded(by: run) { () throws(PlumbError) in
            let statement = try connection.query(sql)
            guard begin(Head(statement: statement)) else { return }
            while try statement.step() {
                if !body(RowView(statement: statement)) { return }
            }
        }
    }

    /// What the file declares: tables, columns and keys, without a look at any value.
    ///
    /// - Returns: the catalog; its types are those that the declarations promise.
    /// - Throws: `PlumbError` with `databaseUnavailable`.
    package func declaredCatalog() throws(PlumbError) -> Catalog {
        let callbacks = connection.callbacks
        let wasTrusted = callbacks.isTrusted
        callbacks.isTrusted = true
        defer { callbacks.isTrusted = wasTrusted }
        let schema = SchemaReader(connection: connection)
        let tables = try schema.entries().map(\.table)
        let name = DatabaseLocation.name(ofPath: connection.path)
        return Catalog(
            database: name, dialect: .sqlite, fingerprint: "", tables: tables,
            foreignKeys: try schema.foreignKeys(of: tables))
    }
}

extension SQLiteReader {
    /// The columns of a query's result.
    package struct Head {
        fileprivate let statement: SQLiteStatement

        /// How many there are.
        package var width: Int { statement.columnCount }

        /// The names that SQLite gives them.
        package var names: [String] { statement.columns.map(\.name) }
    }
}

/// The current row of a query.
package struct RowView {
    fileprivate let statement: SQLiteStatement

    /// Lends a value of the row, 0-based.
    package func value(at index: Int) -> BorrowedValue { statement.borrowedValue(at: index) }
}
