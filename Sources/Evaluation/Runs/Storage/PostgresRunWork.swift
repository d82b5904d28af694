internal import PlumbDatabases

// Who works on what. The server's clock decides when a lease ends: those of the workers may differ.
extension PostgresRunStorage {
    static let insertWork = """
        INSERT INTO plumb.work (run, place, key) SELECT $1, place - 1, key
        FROM unnest($2::text[]) WITH ORDINALITY AS keys (key, place) ON CONFLICT DO NOTHING
        """

    func keys(of run: String) async throws -> [String] {
        try await link.rows("SELECT key FROM plumb.work WHERE run = $1 ORDER BY place", run).compactMap(\.[0])
    }

    func plan(_ run: String, keys: [String]) async throws {
        try await link.transaction { transaction, _ in
            try await transaction.rows(Self.insertWork, run, PostgresText.array(keys))
            try await transaction.rows(
                """
                UPDATE plumb.work w SET is_done = true, owner = NULL, expires = NULL FROM plumb.results s
                WHERE w.run = $1 AND NOT w.is_done AND s.run = w.run AND s.place = w.place
                """, run)
        }
    }

    func adopt(_ run: String) async throws {
        try await link.rows(
            """
            WITH known AS MATERIALIZED (
                SELECT w.place, w.key FROM plumb.work w JOIN plumb.outcomes o ON o.key = w.key
                WHERE w.run = $1 AND NOT w.is_done AND (w.expires IS NULL OR w.expires < now()) AND o.failure IS NULL
                FOR UPDATE OF w SKIP LOCKED
            ), done AS (
                UPDATE plumb.work w SET is_done = true, owner = NULL, expires = NULL FROM known
                WHERE w.run = $1 AND w.place = known.place
            )
            INSERT INTO plumb.results SELECT $1, place, key FROM known
            """, run)
    }

    func reopenFailures(of run: String) async throws {
        try await link.transaction { transaction, _ in
            // First, so that what follows sees what others did until now.
            try await transaction.rows(Self.lockRun, run)
            try await transaction.rows(
                """
                WITH failed AS MATERIALIZED (
                    SELECT s.place FROM plumb.results s JOIN plumb.outcomes o ON o.key = s.outcome
                    WHERE s.run = $1 AND o.failure IS NOT NULL
                ), gone AS (
                    DELETE FROM plumb.results s USING failed WHERE s.run = $1 AND s.place = failed.place
                ), begun AS (
                    UPDATE plumb.runs SET finished_at = NULL, summary = NULL
                    WHERE id = $1 AND EXISTS (SELECT FROM failed)
                )
                UPDATE plumb.work w SET is_done = false FROM failed WHERE w.run = $1 AND w.place = failed.place
                """, run)
        }
    }

    func take(_ run: String, owner: String, seconds: Double) async throws -> Lease? {
        try await link.rows(
            """
            WITH free AS MATERIALIZED (
                SELECT place FROM plumb.work
                WHERE run = $1 AND NOT is_done AND (expires IS NULL OR expires < now())
                ORDER BY place LIMIT 1 FOR UPDATE SKIP LOCKED
            )
            UPDATE plumb.work w SET owner = $2, lease = w.lease + 1, expires = now() + make_interval(secs => $3::float8)
            FROM free WHERE w.run = $1 AND w.place = free.place RETURNING w.place, w.lease
            """, run, owner, "\(seconds)"
        ).first.map { Lease(place: $0[0].number ?? 0, number: $0[1].number ?? 0) }
    }

    func renew(_ leases: [Lease], of run: String, seconds: Double) async throws {
        try await link.rows(
            """
            UPDATE plumb.work w SET expires = now() + make_interval(secs => $4::float8) \(Self.held)
            AND w.owner IS NOT NULL
            """, run, PostgresText.array(leases.map { "\($0.place)" }),
            PostgresText.array(leases.map { "\($0.number)" }),
            "\(seconds)")
    }

    func keep(_ outcome: StoredOutcome, of run: String, under lease: Lease) async throws -> Bool {
        let (place, number) = ("\(lease.place)", "\(lease.number)")
        // One statement: a worker that is frozen between two would hold the place's row lock, and the run would never end.
        // Another run may have had a reply meanwhile: a failure takes the place of nothing but a failure.
        let kept = try await link.attempts(
            """
            WITH held AS (
                UPDATE plumb.work SET is_done = true, owner = NULL, expires = NULL
                WHERE run = $1 AND place = $2::integer AND lease = $3::integer AND NOT is_done RETURNING place
            ), kept AS (
                INSERT INTO plumb.outcomes SELECT $4, $5::json, $6::json, $7 FROM held ON CONFLICT (key) DO UPDATE
                SET figures = excluded.figures, record = excluded.record, failure = excluded.failure
                WHERE excluded.failure IS NULL OR outcomes.failure IS NOT NULL
            )
            INSERT INTO plumb.results SELECT $1, place, $4 FROM held RETURNING place
            """, run, place, number, outcome.key, outcome.figures, outcome.record, outcome.failure)
        if !kept.rows.isEmpty || !kept.isRetry { return !kept.rows.isEmpty }
        // The first try may have been kept, and only the news of that lost.
        return try await !link.rows(
            "SELECT FROM plumb.work WHERE run = $1 AND place = $2::integer AND lease = $3::integer AND is_done", run,
            place, number
        ).isEmpty
    }

    func giveBack(_ leases: [Lease], of run: String) async throws {
        // Who gives up has no time to wait for a server, and the leases end by themselves.
        try await link.runOnce(
            "UPDATE plumb.work w SET owner = NULL, expires = NULL \(Self.held)", run,
            PostgresText.array(leases.map { "\($0.place)" }), PostgresText.array(leases.map { "\($0.number)" }))
    }

    /// Those of given leases that nobody has taken over.
    private static let held = """
        FROM unnest($2::integer[], $3::integer[]) AS held (place, lease)
        WHERE w.run = $1 AND w.place = held.place AND w.lease = held.lease AND NOT w.is_done
        """

    func release(_ owners: [String], of run: String) async throws {
        try await link.rows(
            """
            UPDATE plumb.work SET owner = NULL, expires = NULL
            WHERE run = $1 AND owner = ANY ($2::text[]) AND NOT is_done
            """, run, PostgresText.array(owners))
    }

    func state(of run: String) async throws -> WorkState {
        let rows = try await link.rows(
            """
            SELECT is_done, CASE WHEN expires >= now() THEN owner END, count(*) FROM plumb.work
            WHERE run = $1 GROUP BY 1, 2
            """, run)
        return rows.reduce(into: WorkState()) { state, row in
            let count = row[2].number ?? 0
            guard row[0] == "f" else { return state.done += count }
            state.open += count
            if let owner = row[1] { state.held[owner] = count }
        }
    }
}
