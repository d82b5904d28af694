internal import PlumbCore
internal import PlumbDatabases

/// What a Postgres database holds of a run store, as its system catalog tells, which every role may read.
struct FoundRunStore: Sendable {
    /// What the store is opened for.
    enum Purpose: Sendable {
        case reading, writing
    }

    /// A table, and what the role lacks of what its columns and its use need.
    private struct Table {
        var columns: Set<String>
        var privileges: Set<String>
    }

    private let name: String
    private let role: String
    private let encoding: String
    private let isReadOnly: Bool
    private let mayUseSchema: Bool
    private let mayMakeTables: Bool
    private let tables: [String: Table]

    /// Whether the schema is there.
    let hasSchema: Bool

    /// The version of the tables; nil where there are none, or they may not be read.
    private let version: Int?

    /// Whether there is nothing: no schema of the name, or an empty one.
    var isNothing: Bool { tables.isEmpty }

    /// Whether the tables are there, and this version's.
    var isComplete: Bool { version == PostgresRunSchema.version }

    /// The version that migrations start from; 0 where there is nothing.
    var startingVersion: Int { version ?? 0 }

    /// Looks into a database.
    ///
    /// - Parameters:
    ///   - name: what the store is called in messages.
    ///   - rows: runs a statement there.
    /// - Throws: `PlumbError`.
    init(name: String, rows: (String) async throws -> [[String?]]) async throws {
        self.name = name
        let schema = PostgresRunSchema.schema
        // In one statement: others may be making the store at this moment. Whatever has a name in the schema is looked
        // at: even what is no table may be somebody's.
        let relations = try await rows(
            """
            SELECT current_user, current_setting('server_encoding'), current_setting('transaction_read_only') = 'on',
                n.oid IS NOT NULL, coalesce(has_schema_privilege(n.oid, 'USAGE'), false),
                CASE WHEN n.oid IS NULL THEN has_database_privilege(current_database(), 'CREATE')
                    ELSE has_schema_privilege(n.oid, 'CREATE') END,
                c.relname, (SELECT string_agg(a.attname, ' ') FROM pg_attribute a
                    WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
                (SELECT string_agg(p, ' ') FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) AS p
                    WHERE c.relkind IN ('r', 'p', 'v', 'f', 'm') AND has_table_privilege(c.oid, p))
            FROM (SELECT) AS one LEFT JOIN pg_namespace n ON n.nspname = '\(schema)'
            LEFT JOIN pg_class c ON c.relnamespace = n.oid
            """)
        let found = relations[0]
        role = found[0] ?? ""
        encoding = found[1] ?? ""
        isReadOnly = found[2] == "t"
        hasSchema = found[3] == "t"
        mayUseSchema = found[4] == "t"
        mayMakeTables = found[5] == "t"
        func words(_ text: String?) -> Set<String> { Set((text ?? "").split(separator: " ").map(String.init)) }
        tables = Dictionary(
            relations.compactMap { row in
                row[6].map { ($0, Table(columns: words(row[7]), privileges: words(row[8]))) }
            },
            uniquingKeysWith: { first, _ in first })
        let store = tables["store"]
        if mayUseSchema, let store, store.columns.contains("version"), store.privileges.contains("SELECT") {
            version = try await rows("SELECT version FROM \(schema).store").first?[0].number
        } else {
            version = nil
        }
    }

    // MARK: Problems

    /// Finds out what keeps the store from being used; where there is nothing, from being made.
    ///
    /// - Parameter purpose: what it is opened for.
    /// - Throws: `PlumbError` with `databaseUnavailable`, and what to do.
    func check(for purpose: Purpose) throws(PlumbError) {
        guard encoding == "UTF8" else {
            throw problem(
                "The database of the run store \(name) has the encoding \(encoding), which can't hold every text; runs "
                    + "need UTF8.",
                "Make one with CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0, and name it with --store.")
        }
        if purpose == .writing, isReadOnly {
            throw problem(
                "The run store \(name) can only be read: its server is a standby, or default_transaction_read_only is on.",
                "Name the server that takes writes with --store.")
        }
        guard !isNothing else { return try checkMaking(for: purpose) }
        guard let store = tables["store"], store.columns.contains("version") else {
            throw problem(
                "\(name) has a schema \(PostgresRunSchema.schema) that is no run store.",
                "Name another database with --store.")
        }
        try checkPrivileges(for: purpose)
        try checkVersion(for: purpose)
        if isComplete { try checkColumns() }
    }

    private func checkMaking(for purpose: Purpose) throws(PlumbError) {
        guard purpose == .writing, !mayMakeTables else { return }
        let what = hasSchema ? "tables in the schema \(PostgresRunSchema.schema)" : "a schema"
        throw problem(
            "There is no run store in \(name) yet, and the role \(role) may not make \(what).",
            hasSchema
                ? "Let its owner run: GRANT ALL ON SCHEMA \(PostgresRunSchema.schema) TO \(quotedRole)"
                : "Let an administrator run: CREATE SCHEMA \(PostgresRunSchema.schema) AUTHORIZATION \(quotedRole)")
    }

    private func checkPrivileges(for purpose: Purpose) throws(PlumbError) {
        let schema = PostgresRunSchema.schema
        let needed = purpose == .reading ? "SELECT" : "SELECT, INSERT, UPDATE, DELETE"
        let grant =
            "Let its owner run: GRANT USAGE ON SCHEMA \(schema) TO \(quotedRole); "
            + "GRANT \(needed) ON ALL TABLES IN SCHEMA \(schema) TO \(quotedRole)"
        guard mayUseSchema else {
            throw problem("The role \(role) may not use the schema \(schema) of the run store \(name).", grant)
        }
        for table in PostgresRunSchema.tables {
            guard let found = tables[table.name] else { continue }
            let privileges = purpose == .reading ? ["SELECT"] : table.privileges
            let missing = privileges.filter { !found.privileges.contains($0) }
            guard missing.isEmpty else {
                throw problem(
                    "The role \(role) lacks \(missing.joined(separator: ", ")) on \(schema).\(table.name) of the run store "
                        + "\(name).", grant)
            }
        }
    }

    private func checkVersion(for purpose: Purpose) throws(PlumbError) {
        guard let version, version > 0 else {
            throw incomplete("its \(PostgresRunSchema.schema).store holds no version of its tables")
        }
        guard version <= PostgresRunSchema.version else {
            throw problem(
                "The run store \(name) was made by a newer version of Plumb: its tables have version \(version), and "
                    + "this one knows them up to \(PostgresRunSchema.version).",
                "Use that version of Plumb, or name another database with --store.")
        }
        guard version == PostgresRunSchema.version || purpose == .writing else {
            throw problem(
                "The run store \(name) was made by an older version of Plumb: its tables have version \(version), and "
                    + "this one reads \(PostgresRunSchema.version).",
                "The next plumb eval into it brings it up to date.")
        }
    }

    private func checkColumns() throws(PlumbError) {
        for table in PostgresRunSchema.tables {
            guard let found = tables[table.name] else {
                throw incomplete("the table \(PostgresRunSchema.schema).\(table.name) is missing")
            }
            guard let column = table.columns.first(where: { !found.columns.contains($0) }) else { continue }
            throw incomplete("\(PostgresRunSchema.schema).\(table.name) has no column \(column)")
        }
    }

    private func incomplete(_ what: String) -> PlumbError {
        problem(
            "The run store \(name) is not whole: \(what).",
            "Restore it from a backup or name another database with --store; or DROP SCHEMA \(PostgresRunSchema.schema) "
                + "CASCADE, with all its runs, and the next plumb eval makes it anew.")
    }

    private func problem(_ message: String, _ suggestion: String) -> PlumbError {
        PlumbError(.databaseUnavailable, message, suggestion: suggestion)
    }

    /// The role as SQL writes it.
    private var quotedRole: String { PostgresText.quoted(role) }
}
