internal import PlumbCore
internal import PlumbSQL

/// Limits the rows that queries see of tables: in each query's transaction, a temporary view of the table's own name
/// stands before it.
///
/// A name without a schema is looked up among temporary views and tables first
/// (<https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-SEARCH-PATH>), so `orders` is the view. Who
/// reads makes it, so that it shows nothing which that role may not read, row-level security included; `security_barrier`
/// sees to it that nothing of a query looks at a row before the condition did. The transaction is always rolled back, and
/// takes the views with it: they bind neither the pool nor whoever changes the table.
struct PostgresRowFilters: Sendable {
    private struct Filter {
        var table: TableName
        var condition: String

        func means(_ name: String, in schema: String) -> Bool {
            table.name.asciiLowercased == name.asciiLowercased
                && (table.schema.map { $0.asciiLowercased == schema.asciiLowercased } ?? true)
        }
    }

    private let filters: [Filter]

    /// Makes filters out of a policy's conditions.
    ///
    /// - Throws: `PlumbError` with `badInput` for a condition that is not one expression over a table's columns.
    init(_ policy: AccessPolicy) throws(PlumbError) {
        for (table, condition) in policy.rowFilters { try Self.check(condition, of: table) }
        filters = policy.rowFilters.sorted { $0.key < $1.key }.map { Filter(table: $0.key, condition: $0.value) }
    }

    private static func check(_ condition: String, of table: TableName) throws(PlumbError) {
        let parsed: RowCondition
        do {
            parsed = try RowCondition(condition, dialect: .postgres)
        } catch {
            throw RowFilters.mistake(in: table, error.message)
        }
        guard !parsed.asksQueries else {
            throw RowFilters.mistake(in: table, "on Postgres it can't ask other tables.")
        }
        guard parsed.looksAtRows else { throw RowFilters.blindness(of: condition, on: table) }
        let verdict = SafetyAnalysis.check("SELECT 1 FROM t WHERE (\n\(condition)\n)", dialect: .postgres)
        if let violation = verdict.violations.first { throw RowFilters.mistake(in: table, violation.message + ".") }
    }

    // MARK: Views

    /// Makes the views, as the role that reads, in a transaction that is not read-only yet.
    ///
    /// - Parameters:
    ///   - connection: where.
    ///   - deadline: until when it may take.
    /// - Returns: the views, which then make the transaction read-only.
    /// - Throws: `PlumbError` with `badInput` for a table that is not there and for a condition that does not work, or
    ///   `databaseUnavailable` where no views can be made.
    func makeViews(
        on connection: PostgresConnection, until deadline: ContinuousClock.Instant
    ) async throws -> PostgresRowViews {
        let names = PostgresText.array(Set(filters.map(\.table.name.asciiLowercased)))
        let relations = try await connection.rows(Self.lookUp, [names], within: deadline.secondsLeft)
        var views = PostgresRowViews()
        var unseen = filters
        for row in relations {
            guard row.count == 6, let id = row[0], let schema = row[1], let name = row[2] else { continue }
            let found = filters.filter { $0.means(name, in: schema) }
            guard !found.isEmpty else { continue }
            views.limited.insert(id)
            // A table that a bare name does not find is closed: no view can stand before it.
            guard row[3] == "t", let columns = row[4] else { continue }
            unseen.removeAll { $0.means(name, in: schema) }
            guard row[5] == "t" else { throw Self.noViews(on: connection) }
            let conditions = found.map { "(\n\($0.condition)\n)" }.joined(separator: " AND ")
            do {
                // By itself: what would end the statement and begin another is refused by the server.
                try await connection.rows(
                    """
                    CREATE TEMP VIEW \(PostgresText.quoted(name)) WITH (security_barrier) AS SELECT \(columns)
                    FROM \(PostgresText.quoted(TableName(name, schema: schema))) AS \(PostgresText.quoted(name))
                    WHERE \(conditions)
                    """, within: deadline.secondsLeft)
            } catch let error as PlumbError where error.code == .queryFailed || error.code == .refused {
                throw RowFilters.mistake(in: found[0].table, error.message)
            }
            views.views.append(.init(table: id, view: "", name: name))
        }
        if let filter = unseen.first { throw Self.missing(filter.table, on: connection) }
        try await views.find(on: connection, until: deadline)
        return views
    }

    private static func missing(_ table: TableName, on connection: PostgresConnection) -> PlumbError {
        PlumbError(
            .badInput,
            "The policy limits the rows of \(table), and \(connection.location.name) has no such table or view that the "
                + "role can read by its bare name.",
            suggestion: "Name one that a schema of the role's search_path holds, or give the table row-level security.")
    }

    private static func noViews(on connection: PostgresConnection) -> PlumbError {
        PlumbError(
            .databaseUnavailable,
            "\(connection.location.name) can't hold a policy's conditions on rows: the role may not make temporary views.",
            suggestion:
                "GRANT TEMPORARY ON DATABASE to the role, or give the tables row-level security in place of `rows`.")
    }

    /// The tables and views of the names `$1`, in small letters; with the columns that the role may read.
    private static let lookUp = """
        SELECT c.oid, n.nspname, c.relname, pg_catalog.pg_table_is_visible(c.oid),
          (SELECT pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ' ORDER BY a.attnum)
            FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
              AND pg_catalog.has_column_privilege(c.oid, a.attnum, 'SELECT')),
          pg_catalog.has_database_privilege(pg_catalog.current_database(), 'TEMPORARY')
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relpersistence <> 't'
          AND n.nspname OPERATOR(pg_catalog.!~) '^pg_' AND n.nspname <> 'information_schema'
          AND pg_catalog.lower(c.relname::pg_catalog.text COLLATE "C") = ANY ($1::pg_catalog.text[])
        ORDER BY c.oid
        """
}
