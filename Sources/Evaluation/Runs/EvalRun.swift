internal import Foundation
public import PlumbCore
public import PlumbDatabases
public import PlumbPipeline

/// Runs a pipeline over eval sets: every stage as it is, every stage on gold, and what each costs end to end.
public struct EvalRun: Sendable {
    /// How it is run.
    public struct Options: Sendable {
        /// By which results are compared.
        public var contract: ComparisonContract
        /// How many examples are drawn; nil for all.
        public var sample: Int?
        /// The seed with which they are drawn.
        public var seed: UInt64
        /// How many examples run at a time.
        public var jobs: Int
        /// The time that one query may take, in seconds.
        public var seconds: Double
        /// Whether gold may use unknown names in double quotes for strings.
        public var allowsDoubleQuotedStrings: Bool
        /// Plumb's version, for the record.
        public var version: String
        /// Whether stages are measured on gold's inputs too, which asks models several times as often.
        public var isolates: Bool
        /// What stages may see and read; gold is compared whatever it reads.
        public var policy: AccessPolicy

        /// Makes options.
        public init(
            contract: ComparisonContract = .spider, sample: Int? = nil, seed: UInt64 = 1, jobs: Int = 1,
            seconds: Double = 30, allowsDoubleQuotedStrings: Bool = false, version: String = "",
            isolates: Bool = true, policy: AccessPolicy = AccessPolicy()
        ) {
            self.contract = contract
            self.sample = sample
            self.seed = seed
            self.jobs = jobs
            self.seconds = seconds
            self.allowsDoubleQuotedStrings = allowsDoubleQuotedStrings
            self.version = version
            self.isolates = isolates
            self.policy = policy
        }
    }

    private let pipeline: Pipeline
    private let store: RunStore
    private let databases: DatabaseFolder
    private let options: Options
    private let models: (any ChatService)?

    /// How many rows of a result are read.
    private static let mostRows = 1_000_000

    /// Raised whenever the same outputs may get other scores.
    static let evaluators = 3

    /// Makes a run of a pipeline; one that asks models needs them.
    public init(
        _ pipeline: Pipeline, store: RunStore, databases: DatabaseFolder, models: (any ChatService)? = nil,
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
    ///   - progress: given each example's figures as soon as they are there, from any thread.
    /// - Returns: the run, with figures only.
    /// - Throws: `PlumbError`, or `CancellationError`.
    public func start(
        _ sets: [EvalSet], began: @Sendable (String) -> Void = { _ in },
        progress: @escaping @Sendable (ExampleRecord) -> Void = { _ in }
    ) async throws -> RunRecord {
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
        let making = RunMaking(
            plumb: options.version, pipeline: pipeline.name, stages: pipeline.making,
            evalSets: sets.map { .init(name: $0.name, hash: $0.hash, examples: $0.examples.count) },
            databases: opened.values.map { .init(name: $0.name, fingerprint: $0.fingerprint) }.sorted {
                $0.name < $1.name
            },
            contract: options.contract.identifier, sample: options.sample,
            seed: options.sample == nil ? nil : options.seed)
        let now = Date()
        let id = Self.name(at: now)
        let startedAt = ISO8601DateFormatter().string(from: now)
        try await store.begin(id, startedAt: startedAt, making: making, examples: examples)
        began(id)
        return try await run(id, startedAt, making, examples, done: [], opened, progress)
    }

    /// Goes on with a run that was stopped.
    ///
    /// - Parameters:
    ///   - entry: the run.
    ///   - progress: as in `start`.
    /// - Returns: the run, with figures only.
    /// - Throws: `PlumbError` with `badInput` where the pipeline or a database is not what it was.
    public func resume(
        _ entry: RunStore.Entry, progress: @escaping @Sendable (ExampleRecord) -> Void = { _ in }
    ) async throws -> RunRecord {
        let plan = try await store.plan(of: entry.id)
        let opened = try await open(Set(plan.examples.map(\.database)))
        guard entry.making.stages == pipeline.making, entry.making.contract == options.contract.identifier else {
            throw PlumbError(
                .badInput, "the run \(entry.id) was made by another pipeline or contract",
                suggestion: "Name the same ones, or start a new run.")
        }
        for database in entry.making.databases where opened[database.name]?.fingerprint != database.fingerprint {
            throw PlumbError(
                .badInput, "the database '\(database.name)' has changed since the run \(entry.id) began",
                suggestion: "Start a new run.")
        }
        return try await run(
            entry.id, entry.startedAt, entry.making, plan.examples, done: plan.done, opened, progress)
    }

    // MARK: Running

    /// A database that examples ask, as the run's beginning found it.
    private struct Opened: Sendable {
        var name: String
        var file: String
        var fingerprint: String
    }

    private func open(_ names: Set<String>) async throws -> [String: Opened] {
        var opened: [String: Opened] = [:]
        for name in names.sorted() {
            let file = try databases.files(of: name)[0]
            let database = try await OpenDatabase.open(file, options: DatabaseOptions(policy: options.policy))
            opened[name] = Opened(name: name, file: file, fingerprint: database.catalog.fingerprint)
        }
        return opened
    }

    private func runDatabase(_ file: String, readOn thread: ReadingThread) async throws -> RunDatabase {
        let database = try await OpenDatabase.open(file, options: DatabaseOptions(policy: options.policy))
        let results = FileResults(
            file: file, thread: thread, limits: ExecutionLimits(seconds: options.seconds), mostRows: Self.mostRows)
        guard options.allowsDoubleQuotedStrings else { return RunDatabase(database, gold: database, results: results) }
        let gold = try await OpenDatabase.open(
            file, options: DatabaseOptions(policy: options.policy, allowsDoubleQuotedStrings: true))
        return RunDatabase(database, gold: gold, results: results)
    }

    private func run(
        _ id: String, _ startedAt: String, _ making: RunMaking, _ examples: [Example], done: Set<Int>,
        _ opened: [String: Opened], _ progress: @escaping @Sendable (ExampleRecord) -> Void
    ) async throws -> RunRecord {
        let keys = try examples.map { try key($0, opened[$0.database]) }
        let waiting = try await readBack(id, keys, done: done, progress)
        let work = WorkList(waiting.map { (index: $0, group: examples[$0].database) })
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<max(1, min(options.jobs, work.count)) {
                group.addTask {
                    try await worker(id, examples, keys, opened, work, progress)
                }
            }
            try await group.waitForAll()
        }
        let records = try await store.examples(of: id, isWhole: false)
        let summary = RunSummarizer(examples: records, contract: options.contract).summary
        try await store.finish(id, at: ISO8601DateFormatter().string(from: Date()), summary: summary)
        return RunRecord(
            id: id, startedAt: startedAt, isComplete: true, making: making, examples: records, summary: summary)
    }

    /// Takes over outcomes that are known already.
    ///
    /// - Returns: the places of examples that have to be run.
    private func readBack(
        _ id: String, _ keys: [String], done: Set<Int>, _ progress: @Sendable (ExampleRecord) -> Void
    ) async throws -> [Int] {
        var known: [(place: Int, key: String)] = []
        var waiting: [Int] = []
        for place in keys.indices {
            // An example of which a model gave no reply is run again: another time it may.
            if let figures = try await store.figures(of: keys[place]), figures.failure == nil {
                if !done.contains(place) { known.append((place, keys[place])) }
                progress(figures)
            } else {
                waiting.append(place)
            }
        }
        try await store.keep(known, run: id)
        return waiting
    }

    private func worker(
        _ id: String, _ examples: [Example], _ keys: [String], _ opened: [String: Opened], _ work: WorkList,
        _ progress: @Sendable (ExampleRecord) -> Void
    ) async throws {
        // Gold may read every table and column, but a row that stages can't see can't be asked for either.
        let thread = ReadingThread(
            options: .init(
                policy: AccessPolicy(rowFilters: options.policy.rowFilters),
                allowsDoubleQuotedStrings: options.allowsDoubleQuotedStrings))
        var current: (name: String, database: RunDatabase)?
        while let places = work.next() {
            for place in places {
                try Task.checkCancellation()
                let example = examples[place]
                guard let source = opened[example.database] else { continue }
                if current?.name != source.name {
                    current = (source.name, try await runDatabase(source.file, readOn: thread))
                }
                guard let database = current?.database else { continue }
                let runner = ExampleRunner(
                    pipeline: pipeline, replay: replay(of: source, quotedStrings: false),
                    goldReplay: replay(of: source, quotedStrings: options.allowsDoubleQuotedStrings),
                    contract: options.contract, limits: ExecutionLimits(seconds: options.seconds),
                    mostRows: Self.mostRows, models: models, isolates: options.isolates)
                let record = try await runner.run(example, over: database)
                try await store.keep(record, key: keys[place], run: id, place: place)
                progress(record.figures)
            }
        }
    }

    private func replay(of source: Opened, quotedStrings: Bool) -> StoredReplay {
        StoredReplay(
            store: store, catalog: source.fingerprint, conditions: "\(options.seconds) s, \(quotedStrings)")
    }

    // MARK: Names and keys

    /// What an example's outcome is kept under: everything that it depends on.
    private func key(_ example: Example, _ database: Opened?) throws -> String {
        var hash = StableHash()
        var second = StableHash()
        let parts =
            [
                try RunStore.text(example), try RunStore.text(pipeline.making), "\(pipeline.maximumRepairs)",
                database?.fingerprint ?? "", options.contract.identifier, "\(Self.evaluators)", "\(options.seconds)",
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
