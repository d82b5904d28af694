internal import PlumbCore
internal import PlumbLanguage
internal import PlumbSQL

/// Limits the rows that queries see of tables: each filtered table is hidden behind a temporary view of its own name.
///
/// SQLite looks a name up among temporary objects first (<https://www.sqlite.org/lang_naming.html>), so that every
/// query, and nothing else, reads the view. What the authorizer calls the reader may be a name that the query made up,
/// such as that of a common table, so the table itself may be read from within one more view only, whose name nobody
/// can know.
struct RowFilters {
    /// A column of a filtered table.
    struct FilteredColumn {
        var name: String
        /// Whether it is the primary key, or a part of it.
        var isKey: Bool
    }

    private struct Filter {
        var table: TableName
        var condition: String
        /// The view through which alone the table itself is read.
        var passage: String
    }

    private let filters: [String: Filter]
    private let passages: Set<String>
    /// The columns of the filtered tables, by the tables' names in small letters, as the schema is now.
    var columns: [String: [FilteredColumn]] = [:]
    /// Tables that are closed altogether; they must be there all the same, or a name may be mistyped.
    private let closed: [TableName]

    var isEmpty: Bool { filters.isEmpty }

    /// Makes filters out of a policy's conditions.
    ///
    /// - Throws: `PlumbError` with `badInput` for a condition that is not one expression, or asks nothing of a row.
    init(_ policy: AccessPolicy) throws(PlumbError) {
        var filters: [String: Filter] = [:]
        var generator = SystemRandomNumberGenerator()
        let rules = ReadRules(policy)
        closed = policy.rowFilters.keys.filter { rules.refusal(table: $0.name, column: "") != nil }
        for (table, condition) in policy.rowFilters where !closed.contains(table) {
            let parsed: RowCondition
            do {
                parsed = try RowCondition(condition, dialect: .sqlite)
            } catch {
                throw Self.mistake(in: table, error.message)
            }
            guard parsed.looksAtRows else { throw Self.blindness(of: condition, on: table) }
            guard filters[table.name.asciiLowercased] == nil else {
                throw Self.mistake(in: table, "the table has another one.")
            }
            let secret = "\(generator.next())\(generator.next())"
            filters[table.name.asciiLowercased] = Filter(
                table: table, condition: condition, passage: "plumb_rows_\(secret)")
        }
        self.filters = filters
        passages = Set(filters.values.map(\.passage))
    }

    /// The statements that make the views; before the connection is closed to all that writes.
    ///
    /// SQLite may dissolve a view into the query, and then reports a table of which no column is needed as if the query
    /// had named it itself. A view with an OFFSET is kept whole: the fourteenth condition at
    /// <https://www.sqlite.org/optoverview.html#subquery_flattening>. Indexes serve the condition, then, and no more.
    var views: [String] {
        filters.values.flatMap { filter in
            let name = SQLiteConnection.quoted(filter.table.name)
            return [
                """
                CREATE TEMP VIEW \(filter.passage) AS
                SELECT * FROM main.\(name) AS \(name) WHERE (\(filter.condition)
                ) LIMIT -1 OFFSET 0
                """, "CREATE TEMP VIEW \(name) AS SELECT * FROM \(filter.passage)",
            ]
        }
    }

    /// Whether a table's rows are limited.
    func limits(_ table: String) -> Bool { filters[table.asciiLowercased] != nil }

    /// The filtered tables, in small letters.
    var tables: [String] { filters.keys.sorted() }

    /// Whether a name is that of a view between a table and its filter.
    func isPassage(_ name: String) -> Bool { passages.contains(name) }

    /// Why a table may not be read past its filter; nil where it is not.
    ///
    /// - Parameters:
    ///   - table: the table's name.
    ///   - database: whose it is, as SQLite says: `main`, or `temp` for the view over it.
    ///   - reader: the view from within which it is read.
    /// - Returns: the reason, for a person.
    func refusal(table: String, database: String?, reader: String?) -> String? {
        guard !filters.isEmpty, database != "temp", let filter = filters[table.asciiLowercased],
            reader != filter.passage
        else { return nil }
        return "the table \(table.asciiLowercased) past the rows that are open to queries"
    }

    /// Why the number of a row may not be read, and what to write in its place; nil where it is not asked for.
    ///
    /// A view's rows have no numbers: SQLite would give NULL for each (<https://www.sqlite.org/rowidtable.html>). Whatever
    /// a query calls them, SQLite says `ROWID`, unless a column has that name.
    ///
    /// - Parameters:
    ///   - table: the table's name.
    ///   - column: what is read of it.
    ///   - database: whose it is; `temp` for the view over it.
    ///   - mayRead: whether a column of the table is open to queries.
    /// - Returns: the reason, and the suggestion, for a person.
    func refusal(
        numbering table: String, column: String, database: String?, mayRead: (String) -> Bool
    ) -> (reason: String, suggestion: String)? {
        guard database == "temp", column == "ROWID", let filter = filters[table.asciiLowercased] else { return nil }
        let columns = columns[table.asciiLowercased] ?? []
        guard !columns.contains(where: { $0.name == column }) else { return nil }
        let key = columns.filter(\.isKey).map(\.name)
        let names = !key.isEmpty && key.allSatisfy(mayRead) ? key.joined(separator: " and ") : "a column of the table"
        return (
            "the rowid of \(filter.table), which it does not have where only some rows are open to queries",
            "Write \(names) in place of rowid, oid or _rowid_."
        )
    }

    /// Tries each filter.
    ///
    /// - Throws: `PlumbError` with `badInput` for a table that is not there or can't be filtered, and for a condition
    ///   that does not work.
    func check(with connection: SQLiteConnection) throws(PlumbError) {
        guard !filters.isEmpty || !closed.isEmpty else { return }
        let tables = try connection.tableNames()
        for table in (filters.values.map(\.table) + closed).sorted() where tables[table.name.asciiLowercased] == nil {
            let nearest = NearestName.of(table.name, among: tables.values.sorted())
            throw PlumbError(
                .badInput, "The policy limits the rows of \(table), which is not there.",
                suggestion: nearest.map { "Did you mean \($0)?" } ?? "Name a table or view of the database.")
        }
        for (name, filter) in filters.sorted(by: { $0.key < $1.key }) {
            // The module of a virtual table reads other tables under its own authority.
            let kinds = try connection.trusted(
                "SELECT 1 FROM sqlite_schema WHERE lower(name) = ? AND type = 'table' AND rootpage = 0")
            try kinds.bind(name, at: 1)
            guard try !kinds.step() else {
                throw PlumbError(
                    .badInput, "The policy limits the rows of \(filter.table), which is a virtual table.",
                    suggestion: "Deny it, or limit the rows of ordinary tables.")
            }
            do {
                _ = try connection.query("SELECT 1 FROM \(SQLiteConnection.quoted(filter.table.name)) LIMIT 0")
            } catch {
                throw Self.mistake(in: filter.table, error.message)
            }
        }
    }

    /// The error for a condition that asks nothing of a row.
    static func blindness(of condition: String, on table: TableName) -> PlumbError {
        PlumbError(
            .badInput,
            "The row filter of \(table), \(condition), reads no column: it opens all rows or closes all of them.",
            suggestion:
                "Write a condition over the table's columns, such as customer_id = 3, or FALSE to close all rows.")
    }

    /// The error for a condition that does not work.
    static func mistake(in table: TableName, _ what: String) -> PlumbError {
        PlumbError(
            .badInput, "The row filter of \(table) does not work: \(what)",
            suggestion: "Write one condition over the table's columns, such as customer_id = 3.")
    }
}
