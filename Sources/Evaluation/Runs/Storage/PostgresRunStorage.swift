internal import PlumbCore
internal import PlumbDatabases

/// A run store on a Postgres server, which processes of many machines may use at once.
struct PostgresRunStorage: RunStorage {
    /// The way to the server.
    let link: PostgresLink

    /// For how long a server that has gone away is tried again, in seconds.
    private static let patience = 30.0

    var name: String { link.location.description }

    /// Opens the store of a database, making it where there is none.
    ///
    /// - Parameters:
    ///   - location: the database.
    ///   - patience: for how long a server that has gone away later is tried again, in seconds.
    /// - Returns: the store.
    /// - Throws: `PlumbError` with `databaseUnavailable` where the server can't be reached, or holds a store of a newer
    ///   version, one that is not whole or not permitted, or something else under the same name.
    static func open(_ location: PostgresLocation, patience: Double = patience) async throws -> PostgresRunStorage {
        // A mistake in the address shows at once, not after half a minute.
        let first = try PostgresLink(location, patience: 0)
        let storage = PostgresRunStorage(link: try PostgresLink(location, patience: patience))
        let found = try await FoundRunStore(name: storage.name) { try await first.rows($0) }
        try found.check(for: .writing)
        if !found.isComplete {
            try await first.transaction(isDurable: true) { transaction, _ in try await storage.migrate(transaction) }
        }
        return storage
    }

    /// Opens the store of a database to read it, and makes nothing.
    ///
    /// - Parameters:
    ///   - location: the database.
    ///   - patience: for how long a server that has gone away later is tried again, in seconds.
    /// - Returns: the store; nil where there is none.
    /// - Throws: `PlumbError`, as `open`.
    static func openExisting(
        _ location: PostgresLocation, patience: Double = patience
    ) async throws -> PostgresRunStorage? {
        let first = try PostgresLink(location, patience: 0)
        let storage = PostgresRunStorage(link: try PostgresLink(location, patience: patience))
        let found = try await FoundRunStore(name: storage.name) { try await first.rows($0) }
        try found.check(for: .reading)
        return found.isNothing ? nil : storage
    }

    /// Makes the tables, or brings those of an older version up to this one's.
    private func migrate(_ transaction: PostgresLink.Transaction) async throws {
        // Others may be doing the same at this moment.
        try await transaction.rows("SELECT pg_advisory_xact_lock(\(PostgresRunSchema.lock))")
        let found = try await FoundRunStore(name: name) { try await transaction.rows($0) }
        try found.check(for: .writing)
        guard !found.isComplete else { return }
        let schema = PostgresRunSchema.schema
        if !found.hasSchema { try await transaction.run("CREATE SCHEMA \(schema)") }
        for migration in PostgresRunSchema.migrations.dropFirst(found.startingVersion) {
            try await transaction.run(migration)
        }
        try await transaction.rows("UPDATE \(schema).store SET version = \(PostgresRunSchema.version)")
    }

    // MARK: Runs

    func begin(_ run: StoredRun, examples: [String], keys: [String]) async throws {
        try await link.transaction(isDurable: true) { transaction, isRetry in
            // The first try may have been kept.
            if isRetry, try await !transaction.rows("SELECT FROM plumb.runs WHERE id = $1", run.id).isEmpty { return }
            try await transaction.rows(
                "INSERT INTO plumb.runs (id, started_at, making, examples) VALUES ($1, $2, $3::json, $4::integer)",
                run.id, run.startedAt, run.making, "\(run.examples)")
            try await transaction.rows(
                """
                INSERT INTO plumb.planned SELECT $1, place - 1, example::json
                FROM unnest($2::text[]) WITH ORDINALITY AS examples (example, place)
                """, run.id, PostgresText.array(examples))
            try await transaction.rows(Self.insertWork, run.id, PostgresText.array(keys))
        }
    }

    func runs() async throws -> [StoredRun] {
        try await link.rows(
            """
            SELECT id, started_at, making, examples, (SELECT count(*) FROM plumb.results s WHERE s.run = r.id),
                CASE WHEN finished_at IS NULL THEN NULL ELSE summary END
            FROM plumb.runs r ORDER BY started_at DESC, id DESC
            """
        ).map { row in
            StoredRun(
                id: row[0] ?? "", startedAt: row[1] ?? "", making: row[2] ?? "", examples: row[3].number ?? 0,
                done: row[4].number ?? 0, summary: row[5])
        }
    }

    func examples(of run: String) async throws -> [String] {
        try await link.rows("SELECT example FROM plumb.planned WHERE run = $1 ORDER BY place", run).compactMap(\.[0])
    }

    func records(of run: String, isWhole: Bool) async throws -> [String] {
        try await link.rows(Self.records(isWhole: isWhole), run).compactMap(\.[0])
    }

    func finish(
        _ run: String, at time: String, summary: @escaping @Sendable ([String]) throws -> String
    ) async throws -> Bool {
        try await link.transaction(isDurable: true) { transaction, _ in
            // One at a time, and never while failures are being opened again.
            let found = try await transaction.rows(Self.lockRun, run)
            let open = try await transaction.rows(
                "SELECT FROM plumb.work WHERE run = $1 AND NOT is_done LIMIT 1", run)
            guard open.isEmpty else { return false }
            guard found.first?[0] == "f" else { return true }
            let figures = try await transaction.rows(Self.records(isWhole: false), run).compactMap(\.[0])
            try await transaction.rows(
                "UPDATE plumb.runs SET finished_at = $2, summary = $3::json WHERE id = $1", run, time,
                try summary(figures))
            return true
        }
    }

    /// Locks a run's row, and says whether the run has ended.
    static let lockRun = "SELECT finished_at IS NOT NULL FROM plumb.runs WHERE id = $1 FOR UPDATE"

    private static func records(isWhole: Bool) -> String {
        """
        SELECT o.\(isWhole ? "record" : "figures") FROM plumb.results s JOIN plumb.outcomes o ON o.key = s.outcome
        WHERE s.run = $1 ORDER BY s.place
        """
    }

    // MARK: Stages

    func output(of key: String) async throws -> String? {
        try await link.rows("SELECT output FROM plumb.stage_outputs WHERE key = $1", key).first?[0]
    }

    func keep(_ output: StoredOutput) async throws {
        try await link.rows(
            """
            INSERT INTO plumb.stage_outputs VALUES ($1, $2, $3::json, $4::json, $5::json) ON CONFLICT DO NOTHING
            """, output.key, output.kind, output.implementation, output.input, output.output)
    }
}

extension String? {
    /// The number that a column's text is.
    var number: Int? { flatMap { Int($0) } }
}
