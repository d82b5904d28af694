internal import PlumbCore
internal import PlumbDatabases

/// A run store in a SQLite file, which several processes of one machine may use at once.
actor SQLiteRunStorage: RunStorage {
    private nonisolated let serial = SerialQueueExecutor(label: "plumb.runs")
    private var opened: StoreFile?

    nonisolated let name: String

    /// The store's thread: writing waits for the disk.
    nonisolated var unownedExecutor: UnownedSerialExecutor { serial.asUnownedSerialExecutor() }

    /// Opens a file, making it where there is none.
    ///
    /// - Throws: `PlumbError` with `databaseUnavailable` for a file that is something else.
    static func open(_ path: String) async throws -> SQLiteRunStorage {
        let storage = SQLiteRunStorage(path: path)
        try await storage.open()
        return storage
    }

    /// Opens a file to read it, and makes nothing.
    ///
    /// - Returns: the store; nil where there is no file, or an empty one.
    /// - Throws: `PlumbError` with `databaseUnavailable` for a file that is something else.
    static func openExisting(_ path: String) async throws -> SQLiteRunStorage? {
        let storage = SQLiteRunStorage(path: path)
        return try await storage.openExisting() ? storage : nil
    }

    private init(path: String) {
        name = path
    }

    private static let identity = StoreFile.Identity(
        name: "The run store", remedy: "Name another file with --store, or move this one away",
        application: SQLiteRunSchema.application, version: SQLiteRunSchema.version, schema: SQLiteRunSchema.statements)

    private func openExisting() throws(PlumbError) -> Bool {
        opened = try StoreFile(existing: name, Self.identity)
        return opened != nil
    }

    private func open() throws(PlumbError) {
        let file = try StoreFile(name, Self.identity)
        // Stores that shared no runs have no such table. It is made only there: making it waits for who writes.
        if try file.rows("SELECT 1 FROM sqlite_schema WHERE name = 'work'").isEmpty {
            try file.run("BEGIN IMMEDIATE; \(SQLiteRunSchema.work) COMMIT")
        }
        opened = file
    }

    /// The open file.
    var file: StoreFile {
        get throws(PlumbError) {
            guard let opened else { throw PlumbError(.databaseUnavailable, "The run store is not open.") }
            return opened
        }
    }

    // MARK: Runs

    func begin(_ run: StoredRun, examples: [String], keys: [String]) throws {
        let file = try file
        try file.transaction { () throws(PlumbError) in
            try file.rows(
                "INSERT INTO runs (id, started_at, making, examples) VALUES (?1, ?2, ?3, ?4)", .text(run.id),
                .text(run.startedAt), .text(run.making), .integer(Int64(run.examples)))
            for (place, text) in examples.enumerated() {
                try file.rows("INSERT INTO planned VALUES (?1, ?2, ?3)", .text(run.id), place.value, .text(text))
            }
            try file.insert(keys, of: run.id)
        }
    }

    func runs() throws -> [StoredRun] {
        try file.rows(
            """
            SELECT id, started_at, making, examples, (SELECT count(*) FROM results s WHERE s.run = r.id),
                CASE WHEN finished_at IS NULL THEN NULL ELSE summary END
            FROM runs r ORDER BY started_at DESC, id DESC
            """
        ).map { row in
            StoredRun(
                id: row[0].description, startedAt: row[1].description, making: row[2].description,
                examples: row[3].count, done: row[4].count, summary: row[5].isNull ? nil : row[5].description)
        }
    }

    func examples(of run: String) throws -> [String] {
        try file.rows("SELECT example FROM planned WHERE run = ?1 ORDER BY place", .text(run)).map(\.[0].description)
    }

    func records(of run: String, isWhole: Bool) throws -> [String] {
        try file.records(of: run, isWhole: isWhole)
    }

    func finish(
        _ run: String, at time: String, summary: @escaping @Sendable ([String]) throws -> String
    ) throws -> Bool {
        let file = try file
        // In one transaction: else another process might open failures again after they were counted.
        return try file.transaction { () throws(PlumbError) -> Result<Bool, any Error> in
            guard try file.rows("SELECT 1 FROM work WHERE run = ?1 AND is_done = 0 LIMIT 1", .text(run)).isEmpty else {
                return .success(false)
            }
            let waiting = try file.rows("SELECT 1 FROM runs WHERE id = ?1 AND finished_at IS NULL", .text(run))
            guard !waiting.isEmpty else { return .success(true) }
            let figures = try file.records(of: run, isWhole: false)
            let text: String
            do { text = try summary(figures) } catch { return .failure(error) }
            try file.rows(
                "UPDATE runs SET finished_at = ?2, summary = ?3 WHERE id = ?1", .text(run), .text(time), .text(text))
            return .success(true)
        }.get()
    }

    // MARK: Stages

    func output(of key: String) throws -> String? {
        try file.rows("SELECT output FROM stage_outputs WHERE key = ?1", .text(key)).first?[0].description
    }

    func keep(_ output: StoredOutput) throws {
        try file.rows(
            "INSERT OR IGNORE INTO stage_outputs VALUES (?1, ?2, ?3, ?4, ?5)", .text(output.key), .text(output.kind),
            .text(output.implementation), .text(output.input), .text(output.output))
    }
}

extension StoreFile {
    fileprivate func records(of run: String, isWhole: Bool) throws(PlumbError) -> [String] {
        let column = isWhole ? "record" : "figures"
        return try rows(
            "SELECT o.\(column) FROM results s JOIN outcomes o ON o.key = s.outcome WHERE s.run = ?1 ORDER BY s.place",
            .text(run)
        ).map(\.[0].description)
    }
}
