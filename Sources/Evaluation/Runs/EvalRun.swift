internal import Foundation
public import PlumbCore
internal import PlumbDatabases
public import PlumbPipeline

/// Runs a pipeline over eval sets: every stage as it is, every stage on gold, and what each costs end to end.
public struct EvalRun: Sendable {
    let pipeline: Pipeline
    let store: RunStore
    let databases: DatabaseSource
    let options: Options
    let models: (any ChatService)?

    /// Raised whenever the same outputs may get other scores.
    static let evaluators = 3

    /// Makes a run of a pipeline; one that asks models needs them.
    public init(
        _ pipeline: Pipeline, store: RunStore, databases: DatabaseSource, models: (any ChatService)? = nil,
        options: Options
    ) {
        self.models = models
        self.pipeline = pipeline
        self.store = store
        self.databases = databases
        self.options = options
    }

    /// Starts a run, and runs it to its end.
    ///
    /// A task that is cancelled leaves a run that can be resumed.
    ///
    /// - Parameters:
    ///   - sets: the eval sets.
    ///   - began: told the run's name before the first example runs.
    ///   - news: told of what other processes do in the run, from any thread.
    ///   - progress: given each example's figures as soon as they are there, from any thread.
    /// - Returns: the run, with figures only.
    /// - Throws: `PlumbError`, or `CancellationError`.
    public func start(
        _ sets: [EvalSet], began: @Sendable (String) -> Void = { _ in },
        news: @escaping @Sendable (RunNews) -> Void = { _ in },
        progress: @escaping @Sendable (ExampleRecord) -> Void = { _ in }
    ) async throws -> RunRecord {
        let begun = try await begin(sets)
        began(begun.entry.id)
        tell(of: begun.opened, news)
        return try await run(begun, news, progress)
    }

    /// Begins a run that others are to run.
    ///
    /// - Parameter sets: the eval sets.
    /// - Returns: the run.
    /// - Throws: `PlumbError`.
    public func enqueue(_ sets: [EvalSet]) async throws -> RunStore.Entry {
        try await begin(sets).entry
    }

    /// Goes on with a run that was stopped, or that others work on.
    ///
    /// - Parameters:
    ///   - entry: the run.
    ///   - sets: eval sets that are held against the run's; it has its examples itself.
    ///   - retriesFailures: whether models are asked again that gave no reply before.
    ///   - news: as in `start`.
    ///   - progress: as in `start`.
    /// - Returns: the run, with figures only.
    /// - Throws: `PlumbError` with `badInput` where something that figures depend on is not what it was.
    public func resume(
        _ entry: RunStore.Entry, beside sets: [EvalSet] = [], retriesFailures: Bool = true,
        news: @escaping @Sendable (RunNews) -> Void = { _ in },
        progress: @escaping @Sendable (ExampleRecord) -> Void = { _ in }
    ) async throws -> RunRecord {
        let examples = try await store.plan(of: entry.id)
        let opened = try await open(Set(examples.map(\.database)))
        try RunDifferences(run: entry.making, here: making(sets, opened)).refuse(entry.id)
        let keys = try examples.map { try key($0, opened[$0.database], in: entry.id) }
        let planned = try await store.storage.keys(of: entry.id)
        if planned.isEmpty {
            try await store.storage.plan(entry.id, keys: keys)
        } else if planned != keys {
            throw PlumbError(
                .badInput, "this process would not give the outcomes that the run \(entry.id) waits for",
                suggestion: "Use the version of Plumb and the configuration that it began with, or start a new run.")
        }
        tell(of: opened, news)
        if retriesFailures { try await store.storage.reopenFailures(of: entry.id) }
        return try await run(Begun(entry: entry, examples: examples, keys: keys, opened: opened), news, progress)
    }

    // MARK: Beginning

    /// A run with what this process needs for it.
    struct Begun: Sendable {
        var entry: RunStore.Entry
        var examples: [Example]
        /// What outcomes are kept under, by place.
        var keys: [String]
        var opened: [String: Opened]
    }

    private func begin(_ sets: [EvalSet]) async throws -> Begun {
        let examples = drawn(sets.flatMap(\.examples))
        guard !examples.isEmpty else {
            throw PlumbError(
                .badInput, "there are no examples in the eval sets", suggestion: "Name a set that has some.")
        }
        if let twice = Self.firstTwice(examples.map(\.id)) {
            throw PlumbError(.badInput, "'\(twice)' stands in two of the eval sets", suggestion: "Ids must be unique.")
        }
        for set in sets where pipeline.making.contains(where: { $0.implementation.showsExamples(of: set.hash) }) {
            throw PlumbError(
                .badInput, "the pipeline '\(pipeline.name)' shows examples of \(set.name), the set it is measured on",
                suggestion: "Take examples from another eval set: `examples:`.")
        }
        let opened = try await open(Set(examples.map(\.database)))
        let now = Date()
        let id = Self.name(at: now)
        let keys = try examples.map { try key($0, opened[$0.database], in: id) }
        let entry = RunStore.Entry(
            id: id, startedAt: ISO8601DateFormatter().string(from: now),
            making: making(sets, opened), examples: examples.count, done: 0)
        try await store.begin(entry, examples: examples, keys: keys)
        return Begun(entry: entry, examples: examples, keys: keys, opened: opened)
    }

    /// Tells of names in the policy that mean nothing in any of the databases: of several, each may be meant by some.
    private func tell(of opened: [String: Opened], _ news: (RunNews) -> Void) {
        guard var unknown = opened.values.first?.unknownNames else { return }
        for database in opened.values { unknown.removeAll { !database.unknownNames.contains($0) } }
        for entry in unknown { news(.remark(entry.remark(where: "no database of the run has any"))) }
    }

    private func making(_ sets: [EvalSet], _ opened: [String: Opened]) -> RunMaking {
        RunMaking(
            plumb: options.version, pipeline: pipeline.name, stages: pipeline.making,
            evalSets: sets.map { .init(name: $0.name, hash: $0.hash, examples: $0.examples.count) },
            databases: opened.values.map { .init(name: $0.name, fingerprint: $0.fingerprint) }.sorted {
                $0.name < $1.name
            },
            contract: options.contract.identifier, dialect: opened.values.first?.location.dialect,
            sample: options.sample, seed: options.sample == nil ? nil : options.seed, seconds: options.seconds,
            allowsDoubleQuotedStrings: options.allowsDoubleQuotedStrings, isChained: !options.isolates,
            repairs: pipeline.maximumRepairs, evaluators: Self.evaluators)
    }

    /// A database that examples ask, as the run's beginning found it.
    struct Opened: Sendable {
        var name: String
        var location: DatabaseLocation
        var fingerprint: String
        /// The database of a server, whose connections all share; files are opened by each who reads them.
        var shared: OpenDatabase?
        /// Names of the policy that mean nothing in it.
        var unknownNames: [PolicyEntry]

        /// What outcomes are kept under.
        ///
        /// A file's fingerprint is that of its content. What a server holds can't be told so cheaply, and changes while
        /// nobody looks: there, nothing is read back from one run into another.
        func identity(in run: String) -> String {
            fingerprint + (shared == nil ? "" : " \(run)")
        }

        /// What outputs of stages are kept under, which see statistics.
        func catalogIdentity(in run: String) -> String {
            identity(in: run) + (shared.map { " \($0.catalog.fingerprint)" } ?? "")
        }
    }

    private func open(_ names: Set<String>) async throws -> [String: Opened] {
        var opened: [String: Opened] = [:]
        for name in names.sorted() {
            let location = try databases.location(of: name)
            let database = try await OpenDatabase.open(location, options: databaseOptions(of: name))
            opened[name] = Opened(
                name: name, location: location, fingerprint: fingerprint(of: database),
                shared: location.server == nil ? nil : database, unknownNames: database.unknownNames)
        }
        return opened
    }

    /// What outcomes depend on of a database: a file's content, and what a server's database declares; and what a role
    /// and settings let stages see of it.
    ///
    /// A server renews its statistics while a run goes on, and who joins it then is as welcome as before.
    private func fingerprint(of database: OpenDatabase) -> String {
        guard database.location.dialect == .postgres else { return database.catalog.fingerprint }
        let (content, reading) = (database.declaredFingerprint(under: options.policy), options.postgres)
        guard reading != PostgresDatabase.Options() else { return content }
        var hash = StableHash()
        let settings = reading.settings.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
        let parts =
            [content, reading.role ?? "", reading.maximumCost.map { "\($0)" } ?? "", "\(settings.count)"] + settings
            + reading.functions.sorted()
        for part in parts { hash.combine(part) }
        return hash.text
    }

    // MARK: Names and keys

    /// What an example's outcome is kept under: everything that it depends on.
    private func key(_ example: Example, _ database: Opened?, in run: String) throws -> String {
        var hash = StableHash()
        var second = StableHash()
        let parts =
            [
                try RunStore.text(example), try RunStore.text(pipeline.making), "\(pipeline.maximumRepairs)",
                database?.identity(in: run) ?? "", options.contract.identifier, "\(Self.evaluators)",
                "\(options.seconds)",
                "\(options.allowsDoubleQuotedStrings)",
            ] + (options.isolates ? [] : ["chained"])
        for part in parts { hash.combine(part) }
        for part in parts.reversed() { second.combine(part) }
        return hash.text + second.text
    }

    /// The examples that are run, in the order of the sets.
    private func drawn(_ examples: [Example]) -> [Example] {
        guard let sample = options.sample, sample < examples.count else { return examples }
        var random = SplitMix(seed: options.seed)
        var places = Array(examples.indices)
        for place in 0..<sample { places.swapAt(place, place + random.next(below: places.count - place)) }
        return places.prefix(sample).sorted().map { examples[$0] }
    }

    private static func firstTwice(_ ids: [String]) -> String? {
        var seen: Set<String> = []
        return ids.first { !seen.insert($0).inserted }
    }

    /// `2026-11-25-091502-7f3a`: the time, and four digits by chance.
    private static func name(at date: Date) -> String {
        let digits = ISO8601DateFormatter().string(from: date).filter(\.isNumber)
        let day = [digits.prefix(4), digits.dropFirst(4).prefix(2), digits.dropFirst(6).prefix(2)].joined(
            separator: "-")
        let chance = String(UInt16.random(in: 0x1000...0xFFFF), radix: 16)
        return "\(day)-\(digits.dropFirst(8).prefix(6))-\(chance)"
    }
}

extension Implementation {
    /// Whether prompts take examples from the file of a hash.
    fileprivate func showsExamples(of hash: String) -> Bool {
        parameters.contains { $0.key.hasSuffix("examples") && $0.value.hasSuffix(hash) }
    }
}

extension Pipeline {
    /// The stages, as a run's record names them.
    var making: [RunMaking.StageMaking] {
        [
            .init(kind: .tableSelection, implementation: tableSelection.implementation),
            .init(kind: .columnSelection, implementation: columnSelection.implementation),
            .init(kind: .querySynthesis, implementation: querySynthesis.implementation),
            .init(kind: .executionCheck, implementation: executionCheck.implementation),
        ]
    }
}
