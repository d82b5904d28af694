internal import Foundation
public import PlumbCore
internal import PlumbDatabases
internal import PlumbPipeline
internal import Synchronization

/// Runs, kept where several processes may use them at once; `Documentation/Evaluation.md` has the tables.
///
/// Everything is written in transactions: after a crash the store holds what was finished.
public struct RunStore: Sendable {
    /// Where its texts are kept.
    let storage: any RunStorage

    /// Opens a store, making it where there is none.
    ///
    /// - Parameter text: the path of a SQLite file, whose folder must be there; or `postgres://…`, `postgres:` with what
    ///   libpq takes.
    /// - Returns: the open store.
    /// - Throws: `PlumbError` with `databaseUnavailable` for what is something else, or can't be reached; `badInput` for
    ///   an empty text, or an address that is none.
    public static func open(_ text: String) async throws -> RunStore {
        if let server = try server(text) { return RunStore(storage: try await PostgresRunStorage.open(server)) }
        return RunStore(storage: try await SQLiteRunStorage.open(text))
    }

    /// Opens a store to read it, and makes nothing: no file, no schema.
    ///
    /// - Parameter text: as for `open`.
    /// - Returns: the open store, which takes no runs; nil where there is none.
    /// - Throws: `PlumbError`, as `open`.
    public static func openExisting(_ text: String) async throws -> RunStore? {
        if let server = try server(text) {
            return try await PostgresRunStorage.openExisting(server).map { RunStore(storage: $0) }
        }
        return try await SQLiteRunStorage.openExisting(text).map { RunStore(storage: $0) }
    }

    /// The database of a server that a text names; nil where it is a path.
    private static func server(_ text: String) throws(PlumbError) -> PostgresLocation? {
        // To SQLite this would be a file that is gone when it is closed.
        guard !text.isEmpty else {
            throw PlumbError(
                .badInput, "the name of the run store is empty",
                suggestion: "Name a file or postgres://user@host/database with --store, or leave --store out.")
        }
        guard ["postgres", "postgresql"].contains(text.prefix { $0 != ":" }.lowercased()), text.contains(":") else {
            return nil
        }
        return try DatabaseLocation(text).server
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

    /// All runs, the latest first.
    ///
    /// - Throws: `PlumbError` with `databaseUnavailable`.
    public func runs() async throws -> [Entry] {
        try await storage.runs().map { run in
            Entry(
                id: run.id, startedAt: run.startedAt, making: try Self.value(RunMaking.self, run.making),
                examples: run.examples, done: run.done,
                summary: try run.summary.map { try Self.value(RunSummary.self, $0) })
        }
    }

    /// A run by its name, or a beginning of it that no other has; `last` for the latest, `last~1` for the one before.
    ///
    /// - Throws: `PlumbError` with `badInput` where there is none, or several.
    public func run(named name: String) async throws -> Entry {
        let runs = try await runs()
        if let match = name.wholeMatch(of: /last(~(\d{1,6}))?/), let back = Int(match.2 ?? "0"), back < runs.count {
            return runs[back]
        }
        if let run = runs.first(where: { $0.id == name }) { return run }
        let near = runs.filter { $0.id.hasPrefix(name) && !name.isEmpty }
        if near.count == 1 { return near[0] }
        let known = runs.prefix(5).map(\.id).joined(separator: ", ")
        throw PlumbError(
            .badInput,
            near.isEmpty
                ? "there is no run '\(name)' in \(storage.name)" : "'\(name)' may be any of \(near.count) runs",
            suggestion: runs.isEmpty ? "There are no runs yet: plumb eval makes one." : "The latest are: \(known).")
    }

    /// The examples of a run that are done, in order.
    ///
    /// - Parameters:
    ///   - id: the run's name.
    ///   - isWhole: whether records hold all that was kept, or figures only.
    /// - Returns: the examples.
    /// - Throws: `PlumbError` with `databaseUnavailable`.
    public func examples(of id: String, isWhole: Bool = true) async throws -> [ExampleRecord] {
        try await storage.records(of: id, isWhole: isWhole).map { try Self.value(ExampleRecord.self, $0) }
    }

    /// Begins a run.
    func begin(_ entry: Entry, examples: [Example], keys: [String]) async throws {
        let run = StoredRun(
            id: entry.id, startedAt: entry.startedAt, making: try Self.text(entry.making), examples: examples.count)
        try await storage.begin(run, examples: try examples.map { try Self.text($0) }, keys: keys)
    }

    /// All examples of a run.
    func plan(of id: String) async throws -> [Example] {
        try await storage.examples(of: id).map { try Self.value(Example.self, $0) }
    }

    /// The figures of a run's examples that are done, in order.
    func figures(of id: String) async throws -> ReadFigures {
        try ReadFigures(try await storage.records(of: id, isWhole: false))
    }

    /// Ends a run all of whose examples are done.
    ///
    /// - Parameters:
    ///   - id: the run's name.
    ///   - contract: by which its results were compared.
    ///   - known: figures of it that were read before.
    /// - Returns: its figures, and what they come to; nil where another process has opened an example again.
    /// - Throws: `PlumbError`.
    func finish(
        _ id: String, contract: ComparisonContract, known: ReadFigures
    ) async throws -> (examples: [ExampleRecord], summary: RunSummary)? {
        let made = Mutex<(examples: [ExampleRecord], summary: RunSummary)?>(nil)
        let isEnded = try await storage.finish(id, at: ISO8601DateFormatter().string(from: Date())) { texts in
            let examples = try ReadFigures(texts, known: known).examples
            let summary = RunSummarizer(examples: examples, contract: contract).summary
            made.withLock { $0 = (examples, summary) }
            return try Self.text(summary)
        }
        guard isEnded else { return nil }
        if let made = made.withLock({ $0 }) { return made }
        // Another process has ended it.
        let examples = try ReadFigures(try await storage.records(of: id, isWhole: false), known: known).examples
        return (examples, RunSummarizer(examples: examples, contract: contract).summary)
    }

    // MARK: Stages

    /// What a stage gave for an input.
    func output(of key: String) async throws -> KeptOutput? {
        guard let text = try await storage.output(of: key) else { return nil }
        // Before models could be asked, outputs stood alone.
        if let output = try? Self.value(StageOutput.self, text) { return KeptOutput(output) }
        return try Self.value(KeptOutput.self, text)
    }

    /// Keeps what a stage gave.
    func keep(_ kept: KeptOutput, of implementation: Implementation, key: StageKey) async throws {
        try await storage.keep(
            StoredOutput(
                key: key.text, kind: kept.value.kind.rawValue, implementation: try Self.text(implementation),
                input: key.input, output: kept.usage == nil ? try Self.text(kept.value) : try Self.text(kept)))
    }

    // MARK: JSON

    /// The same text for the same value.
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    static func value<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(text.utf8))
        } catch {
            throw PlumbError(
                .databaseUnavailable, "The run store holds something that this version of Plumb can't read.",
                suggestion: "Name another one with --store.", detail: "\(error)")
        }
    }
}

extension StoredOutcome {
    /// An example's outcome.
    init(_ record: ExampleRecord, key: String) throws {
        self.init(
            key: key, figures: try RunStore.text(record.figures), record: try RunStore.text(record),
            failure: record.failure)
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
