internal import PlumbCore

/// The columns of a query's tables that a policy closes.
struct PostgresClosedColumns {
    /// All of them, as the server spells them, for the check of the text.
    var references: Set<ColumnReference> = []

    /// Their names, by the numbers of the query's tables.
    private var names: [String: Set<String>] = [:]

    mutating func close(_ column: String, of table: TableName, numbered number: String) {
        references.insert(ColumnReference(table, column))
        names[number, default: []].insert(column)
    }

    /// Refuses a query that reads one of them, by what the server makes of it.
    ///
    /// - Parameters:
    ///   - sql: the query, whose text was found to be permitted.
    ///   - views: the views that limit rows, each of which stands for its table.
    ///   - connection: a connection inside the query's transaction.
    ///   - deadline: until when it may take.
    /// - Throws: `PlumbError` with `refused`, and as `parseTree` for what is no query to the server.
    func check(
        _ sql: String, _ views: PostgresRowViews?, on connection: PostgresConnection,
        until deadline: ContinuousClock.Instant
    ) async throws {
        guard !names.isEmpty else { return }
        guard let reads = try await connection.parseTree(of: sql, within: deadline.secondsLeft)?.reads else {
            throw refusal("the server does not say which columns it reads")
        }
        let tables = Dictionary(views?.views.map { ($0.view, $0.table) } ?? []) { first, _ in first }
        let limited = reads.filter { names[tables[$0.relation] ?? $0.relation] != nil && !$0.places.isEmpty }
        guard !limited.isEmpty else { return }
        let rows = try await connection.rows(
            Self.columns, [PostgresText.array(Set(limited.map(\.relation)))], within: deadline.secondsLeft)
        let wholeRow = PostgresColumnReads.wholeRow(inVersion: connection.serverVersion)
        for row in rows {
            guard row.count == 4, let relation = row[0], let number = row[1].flatMap({ Int($0) }), let column = row[2],
                names[tables[relation] ?? relation]?.contains(column) == true
            else { continue }
            let name = "\(row[3] ?? relation).\(column)"
            for read in limited where read.relation == relation {
                if read.places.contains(wholeRow + number) { throw refusal("the column \(name) may not be read") }
                if read.places.contains(wholeRow) {
                    throw refusal(
                        "it reads a whole row of \(row[3] ?? relation), which holds \(name), which may not be read")
                }
            }
        }
    }

    private func refusal(_ what: String) -> PlumbError {
        PlumbError(
            .refused, "The query is not permitted: \(what).",
            suggestion: "Name the columns that it needs; a name behind a dot that is no column's calls a function.")
    }

    private static let columns = """
        SELECT a.attrelid, a.attnum, a.attname, c.relname
        FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
        WHERE a.attrelid = ANY ($1::pg_catalog.oid[]) AND NOT a.attisdropped
        """
}
