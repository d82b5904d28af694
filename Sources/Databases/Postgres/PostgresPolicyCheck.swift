internal import PlumbCore
internal import PlumbSQL

/// Holds a policy against what a query's tables are on the server: which schema a bare name means, what a view reads,
/// what a table inherits.
///
/// A policy that says nothing of a table's columns lets views over it through where it allows the tables under them.
/// One that opens only some columns refuses every view over that table: what a view makes of a whole row can't be seen.
struct PostgresPolicyCheck {
    private let policy: AccessPolicy

    init(_ policy: AccessPolicy) {
        self.policy = policy
    }

    /// A relation that a query reads, and how.
    private struct Reading {
        enum Way: String {
            case named, view, parent, child
        }

        var schema: String
        var name: String
        var way: Way
        /// Whether its bare name means it.
        var isVisible: Bool
    }

    /// Refuses tables that the policy closes.
    ///
    /// - Parameters:
    ///   - tables: the names in the query.
    ///   - connection: a connection inside the query's transaction.
    ///   - deadline: until when it may take.
    /// - Returns: the columns that may not be read, those that are missing among the allowed ones included.
    /// - Throws: `PlumbError` with `refused`.
    func deniedColumns(
        reading tables: Set<QualifiedName>, on connection: PostgresConnection, until deadline: ContinuousClock.Instant
    ) async throws -> Set<ColumnReference> {
        let names = tables.map { table in
            [table.schema, table.name].compactMap { $0 }.map { PostgresText.quoted($0.text) }
                .joined(separator: ".")
        }
        let rows = try await connection.rows(
            Self.closure, [PostgresText.array(Set(names))], within: deadline.secondsLeft)
        let readings = rows.compactMap { row -> Reading? in
            guard row.count == 4, let schema = row[0], let name = row[1], let way = row[2].flatMap(Reading.Way.init)
            else { return nil }
            return Reading(schema: schema, name: name, way: way, isVisible: row[3] == "t")
        }
        let limited = policy.allowedColumns.union(policy.deniedColumns).map(\.table)
        for reading in readings {
            if policy.deniedTables.contains(where: { isDenied($0, reading) }) { throw refusal(reading) }
            guard reading.way == .named || reading.way == .view else { continue }
            if let allowed = policy.allowedTables, !allowed.contains(where: { isSame($0, reading) }) {
                throw refusal(reading)
            }
            if reading.way == .view, limited.contains(where: { isDenied($0, reading) }) { throw refusal(reading) }
        }
        return try await policy.deniedColumns.union(closedColumns(names, on: connection, until: deadline))
    }

    /// The columns that the policy denies, or that are missing among the allowed ones, as the server spells them.
    private func closedColumns(
        _ names: [String], on connection: PostgresConnection, until deadline: ContinuousClock.Instant
    ) async throws -> Set<ColumnReference> {
        guard !policy.allowedColumns.isEmpty || !policy.deniedColumns.isEmpty else { return [] }
        let rows = try await connection.rows(
            Self.columns, [PostgresText.array(Set(names))], within: deadline.secondsLeft)
        var closed: Set<ColumnReference> = []
        for row in rows {
            guard row.count == 3, let schema = row[0], let table = row[1], let column = row[2] else { continue }
            let reading = Reading(schema: schema, name: table, way: .named, isVisible: true)
            func lists(_ columns: [ColumnReference]) -> Bool {
                columns.contains { $0.column.asciiLowercased == column.asciiLowercased }
            }
            let allowed = policy.allowedColumns.filter { isDenied($0.table, reading) }
            let denied = policy.deniedColumns.filter { isDenied($0.table, reading) }
            if !allowed.isEmpty && !lists(Array(allowed)) || lists(Array(denied)) {
                closed.insert(ColumnReference(TableName(table), column))
            }
        }
        return closed
    }

    private func isDenied(_ listed: TableName, _ reading: Reading) -> Bool {
        listed.name.asciiLowercased == reading.name.asciiLowercased
            && (listed.schema.map { $0.asciiLowercased == reading.schema.asciiLowercased } ?? true)
    }

    private func isSame(_ listed: TableName, _ reading: Reading) -> Bool {
        isDenied(listed, reading) && (listed.schema != nil || reading.isVisible)
    }

    private func refusal(_ reading: Reading) -> PlumbError {
        let how =
            switch reading.way {
            case .named: ""
            case .view: ", which is read through a view,"
            case .parent, .child: ", which is inherited,"
            }
        return PlumbError(
            .refused, "The query is not permitted: the table \(reading.schema).\(reading.name)\(how) may not be read.",
            suggestion: "Leave it out.")
    }

    /// A partition is read with its table, and belongs to it.
    private static let closure = """
        WITH RECURSIVE reads (relation, way) AS (
          SELECT pg_catalog.to_regclass(n)::pg_catalog.oid, 'named'
          FROM pg_catalog.unnest($1::pg_catalog.text[]) n WHERE pg_catalog.to_regclass(n) IS NOT NULL
          UNION
          SELECT more.relation, more.way FROM reads r CROSS JOIN LATERAL (
            SELECT d.refobjid AS relation, 'view' AS way
            FROM pg_catalog.pg_rewrite w JOIN pg_catalog.pg_depend d ON d.objid = w.oid
            WHERE w.ev_class = r.relation AND d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass
              AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjid <> r.relation
            UNION ALL
            SELECT i.inhrelid, 'child' FROM pg_catalog.pg_inherits i
            WHERE i.inhparent = r.relation AND r.way <> 'parent'
            UNION ALL
            SELECT i.inhparent, 'parent' FROM pg_catalog.pg_inherits i
            WHERE i.inhrelid = r.relation AND r.way <> 'child') more)
        SELECT n.nspname, c.relname, r.way, pg_catalog.pg_table_is_visible(c.oid)
        FROM reads r JOIN pg_catalog.pg_class c ON c.oid = r.relation
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        """

    private static let columns = """
        SELECT n.nspname, c.relname, a.attname
        FROM pg_catalog.unnest($1::pg_catalog.text[]) t
        JOIN pg_catalog.pg_class c ON c.oid = pg_catalog.to_regclass(t)
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid
        WHERE NOT a.attisdropped
        """
}
