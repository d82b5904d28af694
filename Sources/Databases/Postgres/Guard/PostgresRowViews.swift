internal import PlumbCore

/// The views through which alone a query may read the tables whose rows a policy limits.
///
/// What a query reads is the server's own word: a view is made of it, and the server writes down on what that rests, by
/// number and not by name (<https://www.postgresql.org/docs/current/catalog-pg-depend.html>). A table behind a view is
/// refused there, and so is what its rows would be read through: other views, its parts, the tables it is a part of.
struct PostgresRowViews: Sendable {
    /// A view and the table behind it, by their numbers.
    struct View: Sendable {
        var table: String
        var view: String
        var name: String
    }

    var views: [View] = []

    /// All tables that a query may not read but through their views; those that have none included.
    var limited: Set<String> = []

    /// Learns the views' numbers, and that each reads its table and nothing else.
    ///
    /// - Throws: `PlumbError` with `badInput` for a condition that calls what is the database's own.
    mutating func find(on connection: PostgresConnection, until deadline: ContinuousClock.Instant) async throws {
        let rows = try await connection.rows(Self.references, within: deadline.secondsLeft)
        for row in rows {
            guard row.count == 4, let id = row[0], let place = views.firstIndex(where: { $0.name == row[1] }) else {
                continue
            }
            views[place].view = id
            let table = TableName(views[place].name)
            if let other = row[2], other != views[place].table {
                throw RowFilters.mistake(in: table, "it reads another table.")
            }
            if let own = row[3] {
                throw RowFilters.mistake(in: table, "it calls \(own), which is the database's own.")
            }
        }
        guard views.allSatisfy({ !$0.view.isEmpty }) else {
            throw PlumbError(
                .databaseUnavailable, "\(connection.location.name) does not say what its temporary views read.")
        }
    }

    /// Reads nothing through each view, which finds out whether the role may, and makes the transaction read-only.
    func tryAll(on connection: PostgresConnection, until deadline: ContinuousClock.Instant) async throws {
        for view in views {
            do {
                try await connection.rows(
                    "SELECT FROM \(PostgresText.quoted(view.name)) LIMIT 0", within: deadline.secondsLeft)
            } catch let error as PlumbError where error.code == .queryFailed || error.code == .refused {
                throw RowFilters.mistake(in: TableName(view.name), error.message)
            }
        }
        try await close(on: connection, until: deadline)
    }

    /// Makes the transaction read-only, which the server lets nothing in it undo.
    func close(on connection: PostgresConnection, until deadline: ContinuousClock.Instant) async throws {
        try await connection.run(script: "SET TRANSACTION READ ONLY", within: deadline.secondsLeft)
    }

    // MARK: Queries

    /// Refuses a query that reads a limited table past its view; it is not run.
    ///
    /// - Parameters:
    ///   - sql: the query, which the server has understood.
    ///   - functions: functions of the database's own that may be called.
    ///   - connection: a connection inside the query's transaction.
    ///   - deadline: until when it may take.
    /// - Returns: whether it reads a limited table, through its view.
    /// - Throws: `PlumbError` with `refused`.
    func check(
        _ sql: String, calling functions: Set<String>, on connection: PostgresConnection,
        until deadline: ContinuousClock.Instant
    ) async throws -> Bool {
        var generator = SystemRandomNumberGenerator()
        let name = "plumb_query_\(generator.next())"
        var text = sql[...]
        while let last = text.last, last.isWhitespace || last == ";" { text.removeLast() }
        do {
            try await connection.rows(
                "CREATE TEMP VIEW \(name) AS SELECT FROM (\n\(text)\n) AS q", within: deadline.secondsLeft)
        } catch let error as PlumbError where error.code == .queryFailed || error.code == .refused {
            throw PlumbError(
                .refused,
                "The query can't be held against the policy's conditions on rows: it does not work as a part of another "
                    + "query.",
                suggestion: "Write one SELECT, with nothing behind it.", detail: error.message)
        }
        let rows = try await connection.rows(
            Self.closure,
            [
                name, PostgresText.array(views.map(\.view)), PostgresText.array(views.map(\.table)),
                PostgresText.array(functions),
            ], within: deadline.secondsLeft)
        for row in rows {
            guard row.count == 6, let id = row[0], let schema = row[1], let relation = row[2], let way = row[3] else {
                throw PlumbError(.refused, "The server does not say what the query reads.")
            }
            if limited.contains(id), way != "limited" { throw refusal(schema, relation, id, way) }
            // A sequence tells how many rows there are, and a table of the server's own holds parts of rows.
            if row[5] == "S" || schema.hasPrefix("pg_") {
                throw PlumbError(
                    .refused,
                    "The query is not permitted: \(schema).\(relation) may tell of rows that are not open to queries.",
                    suggestion: "Leave it out.")
            }
            if row[4] == "t" {
                throw PlumbError(
                    .refused,
                    "The query is not permitted: the view \(schema).\(relation) calls a function of the database's own, "
                        + "which may read rows that are not open to queries.", suggestion: "Leave it out.")
            }
        }
        return rows.contains { $0[3] == "limited" }
    }

    private func refusal(_ schema: String, _ relation: String, _ id: String, _ way: String) -> PlumbError {
        let table = "\(schema).\(relation)"
        let start = "The query is not permitted: "
        guard way == "named" else {
            return PlumbError(
                .refused,
                start + "it reads \(table) past the rows that are open to queries, by way of another table or view.",
                suggestion: "Leave that out.")
        }
        let hasView = views.contains { $0.table == id }
        return PlumbError(
            .refused, start + "it reads \(table) past the rows that are open to queries.",
            suggestion: hasView ? "Write \(relation) without its schema." : "Leave it out.")
    }

    /// What a rule rests on that is the database's own: a function or an operator, those of extensions apart.
    private static func own(of rule: String, _ isPermitted: String) -> String {
        """
        (SELECT p.proname FROM pg_catalog.pg_depend f
            LEFT JOIN pg_catalog.pg_operator o
              ON f.refclassid = 'pg_catalog.pg_operator'::pg_catalog.regclass AND o.oid = f.refobjid
            JOIN pg_catalog.pg_proc p ON p.oid = CASE f.refclassid
              WHEN 'pg_catalog.pg_proc'::pg_catalog.regclass THEN f.refobjid ELSE o.oprcode::pg_catalog.oid END
            JOIN pg_catalog.pg_namespace s ON s.oid = p.pronamespace
          WHERE f.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass AND f.objid = \(rule)
            AND s.nspname <> 'pg_catalog' AND NOT \(isPermitted)
            AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
              WHERE e.classid = f.refclassid AND e.objid = f.refobjid AND e.deptype = 'e') LIMIT 1)
        """
    }

    /// The temporary views, and what each reads.
    private static let references = """
        SELECT c.oid, c.relname,
          CASE WHEN d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass THEN d.refobjid END,
          \(own(of: "w.oid", "false"))
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_rewrite w ON w.ev_class = c.oid
          JOIN pg_catalog.pg_depend d ON d.objid = w.oid AND d.refobjid <> c.oid
            AND d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass
        WHERE c.relnamespace = pg_catalog.pg_my_temp_schema()
        """

    /// What the view `$1` reads, in the end; the views `$2` are taken for their tables `$3`.
    ///
    /// A part is read with the whole that the query reads, its root; where it is a part of others besides, its rows are
    /// theirs too.
    private static let closure = """
        WITH RECURSIVE reads (relation, way, root) AS (
          SELECT coalesce(limited.base, d.refobjid), CASE WHEN limited.base IS NULL THEN 'named' ELSE 'limited' END,
            coalesce(limited.base, d.refobjid)
          FROM pg_catalog.pg_class c JOIN pg_catalog.pg_rewrite w ON w.ev_class = c.oid
            JOIN pg_catalog.pg_depend d ON d.objid = w.oid AND d.refobjid <> c.oid
              AND d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass
              AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
            LEFT JOIN ROWS FROM (pg_catalog.unnest($2::pg_catalog.oid[]), pg_catalog.unnest($3::pg_catalog.oid[]))
              AS limited (view, base) ON limited.view = d.refobjid
          WHERE c.relnamespace = pg_catalog.pg_my_temp_schema() AND c.relname = $1
          UNION
          SELECT more.relation, more.way, more.root FROM reads r CROSS JOIN LATERAL (
            SELECT d.refobjid AS relation, 'view' AS way, d.refobjid AS root
            FROM pg_catalog.pg_rewrite w JOIN pg_catalog.pg_depend d ON d.objid = w.oid
            WHERE w.ev_class = r.relation AND d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass
              AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjid <> r.relation
            UNION ALL
            SELECT i.inhrelid, 'child', r.root FROM pg_catalog.pg_inherits i
            WHERE i.inhparent = r.relation AND r.way <> 'parent'
            UNION ALL
            SELECT i.inhparent, 'parent', r.root FROM pg_catalog.pg_inherits i
            WHERE i.inhrelid = r.relation AND i.inhparent <> r.root) more)
        SELECT c.oid, n.nspname, c.relname, r.way, EXISTS (
          SELECT FROM pg_catalog.pg_rewrite w WHERE w.ev_class = c.oid AND \(own(of: "w.oid", isListed)) IS NOT NULL),
          c.relkind
        FROM reads r JOIN pg_catalog.pg_class c ON c.oid = r.relation
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        """

    /// Whether a function `p` of a schema `s` is one that may be called.
    private static let isListed = """
        (p.proname = ANY ($4::pg_catalog.text[]) OR s.nspname || '.' || p.proname = ANY ($4::pg_catalog.text[]))
        """
}
