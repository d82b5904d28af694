internal import PlumbCore
internal import PlumbDatabases

// Who works on what. Only processes of one machine share a file, so the machine's clock is everyone's.
extension SQLiteRunStorage {
    /// Seconds since 1970, <https://www.sqlite.org/lang_datefunc.html>.
    private static let now = "(julianday('now') - 2440587.5) * 86400.0"

    /// Whether a place may be taken.
    private static let isFree = "is_done = 0 AND (expires IS NULL OR expires < \(now))"

    func keys(of run: String) throws -> [String] {
        try file.rows("SELECT key FROM work WHERE run = ?1 ORDER BY place", .text(run)).map(\.[0].description)
    }

    func plan(_ run: String, keys: [String]) throws {
        let file = try file
        try file.transaction { () throws(PlumbError) in
            try file.insert(keys, of: run)
            try file.markDone(run)
        }
    }

    func adopt(_ run: String) throws {
        let file = try file
        try file.transaction { () throws(PlumbError) in
            try file.rows(
                """
                INSERT OR IGNORE INTO results SELECT w.run, w.place, w.key FROM work w JOIN outcomes o ON o.key = w.key
                WHERE w.run = ?1 AND \(Self.isFree) AND json_extract(o.figures, '$.failure') IS NULL
                """, .text(run))
            try file.markDone(run)
        }
    }

    func reopenFailures(of run: String) throws {
        let file = try file
        try file.transaction { () throws(PlumbError) in
            let failed = try file.rows(
                """
                SELECT s.place FROM results s JOIN outcomes o ON o.key = s.outcome
                WHERE s.run = ?1 AND json_extract(o.figures, '$.failure') IS NOT NULL
                """, .text(run)
            ).map(\.[0])
            guard !failed.isEmpty else { return }
            for place in failed {
                try file.rows("DELETE FROM results WHERE run = ?1 AND place = ?2", .text(run), place)
                try file.rows("UPDATE work SET is_done = 0 WHERE run = ?1 AND place = ?2", .text(run), place)
            }
            try file.rows("UPDATE runs SET finished_at = NULL, summary = NULL WHERE id = ?1", .text(run))
        }
    }

    func take(_ run: String, owner: String, seconds: Double) throws -> Lease? {
        try file.rows(
            """
            UPDATE work SET owner = ?2, lease = lease + 1, expires = \(Self.now) + ?3
            WHERE run = ?1 AND place = (SELECT place FROM work WHERE run = ?1 AND \(Self.isFree) ORDER BY place LIMIT 1)
            RETURNING place, lease
            """, .text(run), .text(owner), .real(seconds)
        ).first.map { Lease(place: $0[0].count, number: $0[1].count) }
    }

    func renew(_ leases: [Lease], of run: String, seconds: Double) throws {
        let file = try file
        try file.transaction { () throws(PlumbError) in
            for lease in leases {
                try file.rows(
                    """
                    UPDATE work SET expires = \(Self.now) + ?4
                    WHERE run = ?1 AND place = ?2 AND lease = ?3 AND is_done = 0 AND owner IS NOT NULL
                    """, .text(run), lease.place.value, lease.number.value, .real(seconds))
            }
        }
    }

    func keep(_ outcome: StoredOutcome, of run: String, under lease: Lease) throws -> Bool {
        let file = try file
        return try file.transaction { () throws(PlumbError) -> Bool in
            let held = try file.rows(
                """
                UPDATE work SET is_done = 1, owner = NULL, expires = NULL
                WHERE run = ?1 AND place = ?2 AND lease = ?3 AND is_done = 0 RETURNING place
                """, .text(run), lease.place.value, lease.number.value)
            guard !held.isEmpty else { return false }
            // Another run may have had a reply meanwhile: a failure takes the place of nothing but a failure.
            try file.rows(
                """
                INSERT INTO outcomes VALUES (?1, ?2, ?3) ON CONFLICT (key) DO UPDATE
                SET figures = excluded.figures, record = excluded.record
                WHERE ?4 = 0 OR json_extract(outcomes.figures, '$.failure') IS NOT NULL
                """, .text(outcome.key), .text(outcome.figures), .text(outcome.record),
                (outcome.failure == nil ? 0 : 1).value)
            try file.rows(
                "INSERT INTO results VALUES (?1, ?2, ?3)", .text(run), lease.place.value, .text(outcome.key))
            return true
        }
    }

    func giveBack(_ leases: [Lease], of run: String) throws {
        let file = try file
        try file.transaction { () throws(PlumbError) in
            for lease in leases {
                try file.rows(
                    """
                    UPDATE work SET owner = NULL, expires = NULL
                    WHERE run = ?1 AND place = ?2 AND lease = ?3 AND is_done = 0
                    """, .text(run), lease.place.value, lease.number.value)
            }
        }
    }

    func release(_ owners: [String], of run: String) throws {
        let file = try file
        for owner in owners {
            try file.rows(
                "UPDATE work SET owner = NULL, expires = NULL WHERE run = ?1 AND owner = ?2 AND is_done = 0",
                .text(run), .text(owner))
        }
    }

    func state(of run: String) throws -> WorkState {
        let rows = try file.rows(
            """
            SELECT is_done, CASE WHEN expires >= \(Self.now) THEN owner END AS holder, count(*) FROM work
            WHERE run = ?1 GROUP BY 1, 2
            """, .text(run))
        return rows.reduce(into: WorkState()) { state, row in
            let count = row[2].count
            guard row[0].count == 0 else { return state.done += count }
            state.open += count
            if case .text(let owner) = row[1] { state.held[owner] = count }
        }
    }
}

extension StoreFile {
    /// Adds the work of a run.
    func insert(_ keys: [String], of run: String) throws(PlumbError) {
        for (place, key) in keys.enumerated() {
            try rows(
                "INSERT OR IGNORE INTO work (run, place, key) VALUES (?1, ?2, ?3)", .text(run), place.value, .text(key))
        }
    }

    /// Closes the places that have a result.
    fileprivate func markDone(_ run: String) throws(PlumbError) {
        try rows(
            """
            UPDATE work SET is_done = 1, owner = NULL, expires = NULL
            WHERE run = ?1 AND is_done = 0 AND place IN (SELECT place FROM results WHERE run = ?1)
            """, .text(run))
    }
}

extension Int {
    /// The number as a parameter.
    var value: SQLValue { .integer(Int64(self)) }
}

extension SQLValue {
    /// The value of a column that holds whole numbers.
    var count: Int { if case .integer(let number) = self { Int(number) } else { 0 } }
}
