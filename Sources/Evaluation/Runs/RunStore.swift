internal import Foundation
public import PlumbCore
internal import PlumbDatabases
internal import PlumbPipeline

/// Runs, kept in a SQLite file that several processes may use at once; `Documentation/Evaluation.md` has its tables.
///
/// Everything is written in transactions: after a crash the file holds what was finished.
public actor RunStore {
    private nonisolated let serial = SerialQueueExecutor(label: "plumb.runs")
    private let path: String
    private var file: StoreFile?

    /// The store's thread: writing waits for the disk.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { serial.asUnownedSerialExecutor() }

    /// Opens a store, making it where there is none.
    ///
    /// - Parameter path: the file; its folder must be there.
    /// - Returns: the open store.
    /// - Throws: `PlumbError` with `databaseUnavailable` for a file that is something else.
    public static func open(_ path: String) async throws -> RunStore {
        let store = RunStore(path: path)
        try await store.open()
        return store
    }

    private init(path: String) {
        self.path = path
    }

    private func open() throws(PlumbError) {
        file = try StoreFile(
            path,
            .init(
                name: "The run store", remedy: "Name another file with --store, or move this one away",
                application: RunSchema.application, version: RunSchema.version, schema: RunSchema.statements))
    }

    private func opened() throws(PlumbError) -> StoreFile {
        guard let file else { throw PlumbError(.databaseUnavailable, "The run store is not open.") }
        return file
    }

    // MARK: Runs

    /// A run in a list.
    public struct Entry: Codable, Hashable, Sendable {
        /// Its name.
        public var id: String
        /// When it began, ISO 8601.
        public var startedAt: String
        /// What made it.
        public var making: RunMaking
        /// How many examples it has.
        public var examples: Int
        /// How many are done.
        public var done: Int
        /// What it came to; nil while it is not complete.
        public var summary: RunSummary?
    }

    /// Begins a run.
    func begin(_ id: String, startedAt: String, making: RunMaking, examples: [Example]) throws {
        let file = try opened()
        let texts = try examples.map { try Self.text($0) }
        let making = try Self.text(making)
        try file.transaction { () throws(PlumbError) in
            try file.rows(
                "INSERT INTO runs (id, started_at, making, examples) VALUES (?1, ?2, ?3, ?4)", .text(id),
                .text(startedAt),
                .text(making), .integer(Int64(examples.count)))
            for (place, text) in texts.enumerated() {
                try file.rows("INSERT INTO planned VALUES (?1, ?2, ?3)", .text(id), .integer(Int64(place)), .text(text))
            }
        }
    }

    /// The examples of a run, and which of them are done.
    func plan(of id: String) throws -> (examples: [Example], done: Set<Int>) {
        let file = try opened()
        let examples = try file.rows("SELECT example FROM planned WHERE run = ?1 ORDER BY place", .text(id)).map {
            try Self.value(Example.self, $0[0])
        }
        let done = try file.rows("SELECT place FROM results WHERE run = ?1", .text(id)).compactMap { row -> Int? in
            if case .integer(let place) = row[0] { Int(place) } else { nil }
        }
        return (examples, Set(done))
    }

    /// The figures of an outcome that is known; nil where it is not.
    func figures(of key: String) throws -> ExampleRecord? {
        try opened().rows("SELECT figures FROM outcomes WHERE key = ?1", .text(key)).first.map {
            try Self.value(ExampleRecord.self, $0[0])
        }
    }

    /// Keeps how an example of a run went.
    func keep(_ record: ExampleRecord, key: String, run: String, place: Int) throws {
        let file = try opened()
        let texts = (figures: try Self.text(record.figures), record: try Self.text(record))
        try file.transaction { () throws(PlumbError) in
            try file.rows(
                "INSERT OR REPLACE INTO outcomes VALUES (?1, ?2, ?3)", .text(key), .text(texts.figures),
                .text(texts.record))
            try file.rows(
                "INSERT OR IGNORE INTO results VALUES (?1, ?2, ?3)", .text(run), .integer(Int64(place)), .text(key))
        }
    }

    /// Notes that outcomes which are known belong to a run.
    func keep(_ keys: [(place: Int, key: String)], run: String) throws {
        let file = try opened()
        try file.transaction { () throws(PlumbError) in
            for (place, key) in keys {
                try file.rows(
                    "INSERT OR IGNORE INTO results VALUES (?1, ?2, ?3)", .text(run), .integer(Int64(place)), .text(key))
            }
        }
    }

    /// Ends a run.
    func finish(_ id: String, at time: String, summary: RunSummary) throws {
        try opened().rows(
            "UPDATE runs SET finished_at = ?2, summary = ?3 WHERE id = ?1", .text(id), .text(time),
            .text(try Self.text(summary)))
    }

    /// All runs, the latest first.
    ///
    /// - Throws: `PlumbError` with `databaseUnavailable`.
    public func runs() throws -> [Entry] {
        try opened().rows(
            """
            SELECT id, started_at, making, examples, (SELECT count(*) FROM results s WHERE s.run = r.id),
                CASE WHEN finished_at IS NULL THEN NULL ELSE summary END
            FROM runs r ORDER BY started_at DESC, id DESC
            """
        ).map(Self.entry)
    }

    /// A run by its name, or a beginning of it that no other has; `last` for the latest.
    ///
    /// - Throws: `PlumbError` with `badInput` where there is none, or several.
    public func run(named name: String) throws -> Entry {
        let runs = try runs()
        if name == "last", let latest = runs.first { return latest }
        if let run = runs.first(where: { $0.id == name }) { return run }
        let near = runs.filter { $0.id.hasPrefix(name) && !name.isEmpty }
        if near.count == 1 { return near[0] }
        let known = runs.prefix(5).map(\.id).joined(separator: ", ")
        throw PlumbError(
            .badInput,
            near.isEmpty ? "there is no run '\(name)' in \(path)" : "'\(name)' may be any of \(near.count) runs",
            suggestion: runs.isEmpty ? "There are no runs yet: plumb eval makes one." : "The latest are: \(known).")
    }

    /// The examples of a run that are done, in order.
    ///
    /// - Parameters:
    ///   - id: the run's name.
    ///   - isWhole: whether records hold all that was kept, or figures only.
    /// - Returns: the examples.
    /// - Throws: `PlumbError` with `databaseUnavailable`.
    public func examples(of id: String, isWhole: Bool = true) throws -> [ExampleRecord] {
        let column = isWhole ? "record" : "figures"
        return try opened().rows(
            "SELECT o.\(column) FROM results s JOIN outcomes o ON o.key = s.outcome WHERE s.run = ?1 ORDER BY s.place",
            .text(id)
        ).map { try Self.value(ExampleRecord.self, $0[0]) }
    }

    private static func entry(_ row: Row) throws -> Entry {
        func number(_ value: SQLValue) -> Int { if case .integer(let number) = value { Int(number) } else { 0 } }
        return Entry(
            id: row[0].description, startedAt: row[1].description, making: try value(RunMaking.self, row[2]),
            examples: number(row[3]), done: number(row[4]),
            summary: row[5].isNull ? nil : try value(RunSummary.self, row[5]))
    }

    // MARK: Stages

    /// What a stage gave for an input.
    func output(of key: String) throws -> KeptOutput? {
        guard let row = try opened().rows("SELECT output FROM stage_outputs WHERE key = ?1", .text(key)).first else {
            return nil
        }
        // Before models could be asked, outputs stood alone.
        if let output = try? Self.value(StageOutput.self, row[0]) { return KeptOutput(output) }
        return try Self.value(KeptOutput.self, row[0])
    }

    /// Keeps what a stage gave.
    func keep(_ kept: KeptOutput, of implementation: Implementation, key: StageKey) throws {
        let output = kept.usage == nil ? try Self.text(kept.value) : try Self.text(kept)
        try opened().rows(
            "INSERT OR IGNORE INTO stage_outputs VALUES (?1, ?2, ?3, ?4, ?5)", .text(key.text),
            .text(kept.value.kind.rawValue), .text(try Self.text(implementation)), .text(key.input),
            .text(output))
    }

    // MARK: JSON

    /// The same text for the same value.
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    private static func value<Value: Decodable>(_ type: Value.Type, _ text: SQLValue) throws -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(text.description.utf8))
        } catch {
            throw PlumbError(
                .databaseUnavailable, "The run store holds something that this version of Plumb can't read.",
                suggestion: "Name another file with --store.", detail: "\(error)")
        }
    }
}

extension ExampleRecord {
    /// The record without what is shown only when an example is opened.
    var figures: ExampleRecord {
        var record = self
        record.stages = []
        record.result = nil
        for index in record.gold.indices { record.gold[index].result = nil }
        return record
    }
}
