internal import PlumbCore

/// How a query's transaction begins: read-only, bounded, as a role that is no superuser.
///
/// With conditions on rows it becomes read-only a moment later, when `PostgresRowViews` are made, and before the query runs.
struct PostgresGuard {
    private let options: PostgresDatabase.Options
    private let isSuperuser: Bool
    private let role: String?

    init(_ options: PostgresDatabase.Options, _ connection: PostgresConnection) {
        self.options = options
        isSuperuser = connection.isSuperuser
        let standard = isSuperuser && connection.serverVersion >= 140_000 ? "pg_read_all_data" : nil
        role = options.role ?? standard
    }

    /// Begins a transaction, which whoever gives the connection back rolls back.
    ///
    /// - Parameters:
    ///   - connection: the connection.
    ///   - seconds: the query's time limit; the server's own is a second longer, so that ours speaks first.
    ///   - makesViews: whether it is not read-only yet, so that views for conditions on rows can be made in it.
    /// - Throws: `PlumbError` with `databaseUnavailable` where the server does not take the role or a setting.
    func begin(on connection: PostgresConnection, within seconds: Double, makesViews: Bool = false) async throws {
        do {
            try await connection.run(
                script: "BEGIN \(makesViews ? "READ WRITE" : "READ ONLY"); \(script(within: seconds))",
                within: max(seconds, 0.01))
        } catch let error as PlumbError where makesViews && error.postgresState == "0A000" {
            throw PlumbError(
                .databaseUnavailable,
                "\(connection.location.name) can't hold a policy's conditions on rows, which need temporary views: "
                    + "\(error.message)",
                suggestion: "Ask the primary server, or give the tables row-level security in place of `rows`.",
                detail: error.detail)
        } catch let error as PlumbError where error.code == .queryFailed || error.code == .refused {
            throw PlumbError(
                .databaseUnavailable, "\(connection.location.name) can't be read as it is configured: \(error.message)",
                suggestion: "Check the role and the settings.", detail: error.detail)
        }
    }

    private func script(within seconds: Double) -> String {
        var statements: [String] = []
        if isSuperuser {
            statements.append("SET LOCAL temp_file_limit = '\(max(0, options.temporaryFiles))MB'")
        }
        // A schema of the login role's name is on the path as "$user", which another role would change. The database's
        // own schemas are never on it, so that pg_catalog comes first.
        statements.append(
            """
            SELECT pg_catalog.set_config('search_path', pg_catalog.array_to_string(ARRAY(
            SELECT pg_catalog.quote_ident(s) FROM pg_catalog.unnest(pg_catalog.current_schemas(false)) WITH ORDINALITY \
            AS u(s, i) WHERE s OPERATOR(pg_catalog.!~) '^pg_' AND s OPERATOR(pg_catalog.<>) 'information_schema' \
            ORDER BY i), ', '), true)
            """)
        let timeout = seconds < 1_000_000 ? Int((seconds + 1) * 1_000) : 0
        let settings = [
            "statement_timeout": "\(timeout)", "lock_timeout": "\(max(1, Int(options.lockSeconds * 1_000)))",
            "idle_in_transaction_session_timeout": "60000", "work_mem": "'\(max(1, options.workMemory))MB'",
        ]
        statements += settings.sorted { $0.key < $1.key }.map { "SET LOCAL \($0.key) = \($0.value)" }
        statements += options.settings.sorted { $0.key < $1.key }.map { name, value in
            "SELECT pg_catalog.set_config(\(Self.literal(name)), \(Self.literal(value)), true)"
        }
        if let role { statements.append("SET LOCAL ROLE \(PostgresText.quoted(role))") }
        return statements.joined(separator: "; ")
    }

    private static func literal(_ text: String) -> String { "'\(text.replacing("'", with: "''"))'" }
}

extension PostgresDatabase.Options {
    /// These options, where they can hold.
    ///
    /// - Throws: `PlumbError` with `badInput`.
    func checked() throws(PlumbError) -> PostgresDatabase.Options {
        for name in settings.keys where !SettingName.isPermitted(name) {
            throw PlumbError(
                .badInput, "\(name) can't be set for a query: such a setting's name has a dot.",
                suggestion: "Write it like app.tenant.")
        }
        let texts = [role].compactMap { $0 } + settings.values
        guard !texts.contains(where: { $0.utf8.contains(0) }) else {
            throw PlumbError(.badInput, "A role or a setting contains a NUL byte.", suggestion: "Remove it.")
        }
        // Of milliseconds the server counts no more than 2^31.
        guard (0...2_000_000).contains(lockSeconds) else {
            throw PlumbError(
                .badInput, "The time to wait for a lock must be from 0 to 2000000 seconds, and is \(lockSeconds).")
        }
        if let maximumCost, maximumCost.isNaN {
            throw PlumbError(.badInput, "The largest cost of a query is no number.")
        }
        _ = try PostgresRowFilters(policy)
        return self
    }
}
