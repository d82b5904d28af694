internal import PlumbCore
internal import PlumbSQL

/// Holds a policy against what a query's tables are on the server: which schema a bare name means, what a view reads,
/// what a table inherits.
///
/// A policy that says nothing of a table's columns lets views over it through where it allows the tables under them.
/// One that opens only some columns refuses every view over that table: what a view makes of a whole row can't be seen.
/// It refuses the table's parts too, whose own names the columns could be read under; and what is closed of a part is
/// closed of the tables that it is a part of.
struct PostgresPolicyCheck {
    private let policy: AccessPolicy

    init(_ policy: AccessPolicy) {
        self.policy = policy
    }

    /// A relation that a query reads, and how.
    private struct Reading {
        enum Way: String {
            case named, view, parent, child, sequence, type
        }

        var schema: String
        var name: String
        var way: Way
        /// Whether its bare name means it.
        var isVisible: Bool
        var id: String
        /// The relation in the query whose rows its rows are; nil where a view or a part is between them.
        var named: String?
    }

    /// Refuses tables that the policy closes.
    ///
    /// - Parameters:
    ///   - tables: the names in the query.
    ///   - types: the types that it names: that of a table's rows tells of the table's columns.
    ///   - views: the views that limit rows, each of which stands for its table.
    ///   - connection: a connection inside the query's transaction.
    ///   - deadline: until when it may take.
    /// - Returns: the columns of tables in the query that may not be read; those that are missing among the allowed ones
    ///   included.
    /// - Throws: `PlumbError` with `refused`.
    func closedColumns(
        reading tables: Set<QualifiedName>, types: Set<TableName>, _ views: PostgresRowViews?,
        on connection: PostgresConnection,
        until deadline: ContinuousClock.Instant
    ) async throws -> PostgresClosedColumns {
        let names = tables.map { table in
            PostgresText.quoted(TableName(table.name.text, schema: table.schema?.text))
        }
        let rows = try await connection.rows(
            Self.closure,
            [
                PostgresText.array(Set(names)), PostgresText.array(views?.views.map(\.view) ?? []),
                PostgresText.array(views?.views.map(\.table) ?? []),
                PostgresText.array(try await relations(of: types, on: connection, until: deadline)),
            ], within: deadline.secondsLeft)
        let readings = rows.compactMap { row -> Reading? in
            guard row.count == 6, let schema = row[0], let name = row[1], let way = row[2].flatMap(Reading.Way.init),
                let id = row[4]
            else { return nil }
            return Reading(schema: schema, name: name, way: way, isVisible: row[3] == "t", id: id, named: row[5])
        }
        let limited = policy.allowedColumns.union(policy.deniedColumns).map(\.table)
        var checked: [Reading] = []
        for reading in readings {
            if policy.deniedTables.contains(where: { isDenied($0, reading) }) { throw refusal(reading) }
            if limited.contains(where: { isDenied($0, reading) }) {
                guard reading.named != nil else { throw refusal(reading) }
                checked.append(reading)
            }
            guard [.named, .view, .type].contains(reading.way) else { continue }
            if let allowed = policy.allowedTables, !allowed.contains(where: { isSame($0, reading) }) {
                throw refusal(reading)
            }
        }
        let named = readings.filter { $0.way == .named }.map { ($0.id, TableName($0.name)) }
        var closed = try await closedColumns(
            checked, of: Dictionary(named) { first, _ in first }, on: connection, until: deadline)
        closed.references.formUnion(policy.deniedColumns)
        return closed
    }

    /// The relations of whose rows types are, or are made.
    private func relations(
        of types: Set<TableName>, on connection: PostgresConnection, until deadline: ContinuousClock.Instant
    ) async throws -> [String] {
        guard !types.isEmpty else { return [] }
        return try await connection.rows(
            Self.rowTypes, [PostgresText.array(types.map { PostgresText.quoted($0) })], within: deadline.secondsLeft
        ).compactMap { $0.first ?? nil }
    }

    /// The columns that the policy denies of relations, or that are missing among the allowed ones, as columns of the
    /// tables in the query whose rows theirs are.
    private func closedColumns(
        _ readings: [Reading], of named: [String: TableName], on connection: PostgresConnection,
        until deadline: ContinuousClock.Instant
    ) async throws -> PostgresClosedColumns {
        var closed = PostgresClosedColumns()
        guard !readings.isEmpty else { return closed }
        let rows = try await connection.rows(
            Self.columns, [PostgresText.array(Set(readings.map(\.id)))], within: deadline.secondsLeft)
        let columns = Dictionary(grouping: rows.filter { $0.count == 2 }, by: { $0[0] ?? "" })
        for reading in readings {
            guard let number = reading.named, let table = named[number] else { continue }
            let allowed = policy.allowedColumns.filter { isDenied($0.table, reading) }
            let denied = policy.deniedColumns.filter { isDenied($0.table, reading) }
            for column in columns[reading.id]?.compactMap({ $0[1] }) ?? [] {
                func lists(_ columns: Set<ColumnReference>) -> Bool {
                    columns.contains { $0.column.asciiLowercased == column.asciiLowercased }
                }
                if !allowed.isEmpty && !lists(allowed) || lists(denied) {
                    closed.close(column, of: table, numbered: number)
                }
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
            case .child: ", whose rows belong to another table,"
            case .parent: ", whose rows or columns are read through one of its parts,"
            case .sequence: ", whose numbers a sequence gives,"
            case .type: ", whose columns its type tells of,"
            }
        return PlumbError(
            .refused, "The query is not permitted: the table \(reading.schema).\(reading.name)\(how) may not be read.",
            suggestion: "Leave it out.")
    }

    /// A partition is read with its table, and belongs to it; a sequence tells of the table that draws its numbers.
    ///
    /// A part is read with the whole that the query reads, its root; where it is a part of others besides, which are no
    /// parts of that whole, its rows are theirs too.
    private static let closure = """
        WITH RECURSIVE reads (relation, way, named, root) AS (
          SELECT r, 'named', r, r
          FROM pg_catalog.unnest($1::pg_catalog.text[]) n
            CROSS JOIN LATERAL (SELECT pg_catalog.to_regclass(n)::pg_catalog.oid) f (found)
            LEFT JOIN ROWS FROM (pg_catalog.unnest($2::pg_catalog.oid[]), pg_catalog.unnest($3::pg_catalog.oid[]))
              AS limited (view, base) ON limited.view = found
            CROSS JOIN LATERAL (SELECT coalesce(base, found)) t (r) WHERE r IS NOT NULL
          UNION ALL
          SELECT coalesce(base, c.oid), 'type', NULL, coalesce(base, c.oid) FROM pg_catalog.unnest($4::pg_catalog.oid[]) n
            JOIN pg_catalog.pg_class c ON c.oid = n AND c.relkind <> 'c'
            LEFT JOIN ROWS FROM (pg_catalog.unnest($2::pg_catalog.oid[]), pg_catalog.unnest($3::pg_catalog.oid[]))
              AS limited (view, base) ON limited.view = c.oid
          UNION
          SELECT more.relation, more.way, more.named, more.root FROM reads r CROSS JOIN LATERAL (
            SELECT d.refobjid AS relation, 'view' AS way, NULL::pg_catalog.oid AS named, d.refobjid AS root
            FROM pg_catalog.pg_rewrite w JOIN pg_catalog.pg_depend d ON d.objid = w.oid
            WHERE w.ev_class = r.relation AND d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass
              AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjid <> r.relation
            UNION ALL
            SELECT d.refobjid, 'sequence', NULL, d.refobjid
            FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_class s ON s.oid = d.objid
            WHERE d.objid = r.relation AND d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
              AND d.refclassid = d.classid AND d.deptype IN ('a', 'i') AND s.relkind = 'S'
            UNION ALL
            SELECT i.inhrelid, 'child', r.named, r.root FROM pg_catalog.pg_inherits i
            WHERE i.inhparent = r.relation AND r.way <> 'parent'
            UNION ALL
            SELECT i.inhparent, 'parent', NULL, r.root FROM pg_catalog.pg_inherits i
            WHERE i.inhrelid = r.relation AND i.inhparent <> r.root) more)
        SELECT n.nspname, c.relname, r.way,
          pg_catalog.pg_table_is_visible(c.oid) OR c.oid = ANY ($3::pg_catalog.oid[]), c.oid, r.named
        FROM reads r JOIN pg_catalog.pg_class c ON c.oid = r.relation
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE r.way <> 'parent'
          OR NOT EXISTS (SELECT FROM reads p WHERE p.relation = r.relation AND p.way = 'child' AND p.root = r.root)
        """

    /// By itself: as a part of the other, it has the server expect so many rows that it takes time to compile the query.
    private static let rowTypes = """
        WITH RECURSIVE \(PostgresNamedTypes.all(in: 1))
        SELECT t.typrelid FROM named_types n JOIN pg_catalog.pg_type t ON t.oid = n.id WHERE t.typrelid <> 0
        """

    private static let columns = """
        SELECT a.attrelid, a.attname FROM pg_catalog.pg_attribute a
        WHERE a.attrelid = ANY ($1::pg_catalog.oid[]) AND NOT a.attisdropped
        """
}
