internal import Foundation
internal import PlumbCore
internal import PlumbDatabases
internal import PlumbPipeline

extension EvalRun {
    /// How many rows of a result are read.
    private static let mostRows = 1_000_000

    /// Runs what is left of a run, together with whoever else does.
    func run(
        _ begun: Begun, _ news: @escaping @Sendable (RunNews) -> Void,
        _ progress: @escaping @Sendable (ExampleRecord) -> Void
    ) async throws -> RunRecord {
        let id = begun.entry.id
        try await store.storage.adopt(id)
        let known = try await store.figures(of: id)
        for example in known.examples { progress(example) }
        // Where others opened examples again, there is more to do.
        while true {
            try await work(begun, news, progress)
            guard let ended = try await store.finish(id, contract: options.contract, known: known) else { continue }
            return RunRecord(
                id: id, startedAt: begun.entry.startedAt, isComplete: true, making: begun.entry.making,
                examples: ended.examples, summary: ended.summary)
        }
    }

    /// Runs examples until none is left, neither here nor with other processes.
    private func work(
        _ begun: Begun, _ news: @escaping @Sendable (RunNews) -> Void,
        _ progress: @escaping @Sendable (ExampleRecord) -> Void
    ) async throws {
        let work = RunWork(of: begun.entry.id, in: store.storage, seconds: options.leaseSeconds, news: news)
        do {
            try await withTaskCancellationHandler {
                try await withThrowingTaskGroup(of: Bool.self) { group in
                    let count = max(1, min(options.jobs, begun.examples.count))
                    for _ in 0..<count {
                        group.addTask {
                            try await worker(begun, work, news, progress)
                            return true
                        }
                    }
                    group.addTask {
                        try await work.renew()
                        return false
                    }
                    var ended = 0
                    for try await isWorker in group where isWorker {
                        ended += 1
                        if ended == count { group.cancelAll() }
                    }
                }
            } onCancel: {
                // At once: the process may not have the time to end its queries.
                Task { await work.giveBack() }
            }
        } catch {
            // A task of its own, because this one may be cancelled.
            await Task { await work.giveBack() }.value
            // Whatever the layers below make of a cancelled query, to the caller it is one thing.
            try Task.checkCancellation()
            throw error
        }
    }

    private func worker(
        _ begun: Begun, _ work: RunWork, _ news: @Sendable (RunNews) -> Void,
        _ progress: @Sendable (ExampleRecord) -> Void
    ) async throws {
        // Gold may read every table and column, but a row that stages can't see can't be asked for either.
        let thread = ReadingThread(
            options: .init(
                policy: AccessPolicy(rowFilters: options.policy.rowFilters),
                allowsDoubleQuotedStrings: options.allowsDoubleQuotedStrings))
        var current: (name: String, database: RunDatabase)?
        while let lease = try await work.next() {
            let example = begun.examples[lease.place]
            guard let source = begun.opened[example.database] else {
                throw PlumbError(.databaseUnavailable, "the database '\(example.database)' is not open")
            }
            let database: RunDatabase
            if let current, current.name == source.name {
                database = current.database
            } else {
                database = try await runDatabase(source, on: thread)
                current = (source.name, database)
            }
            let catalog = source.catalogIdentity(in: begun.entry.id)
            let runner = ExampleRunner(
                pipeline: pipeline, replay: replay(of: catalog, quotedStrings: false),
                goldReplay: replay(of: catalog, quotedStrings: options.allowsDoubleQuotedStrings),
                contract: options.contract, limits: ExecutionLimits(seconds: options.seconds),
                mostRows: Self.mostRows, models: models, isolates: options.isolates)
            let record = try await runner.run(example, over: database)
            let outcome = try StoredOutcome(record, key: begun.keys[lease.place])
            if try await work.keep(outcome, under: lease) {
                progress(record.figures)
            } else {
                news(.takenOver(example: example.id))
            }
        }
    }

    private func runDatabase(_ source: Opened, on thread: ReadingThread) async throws -> RunDatabase {
        let limits = ExecutionLimits(seconds: options.seconds)
        if let shared = source.shared {
            // Gold may read every table and column here too, and the same rows.
            let gold = try (shared.executor as? PostgresDatabase)?.with(
                policy: AccessPolicy(rowFilters: options.policy.rowFilters))
            let results = ExecutedResults(executor: gold ?? shared.executor, limits: limits, mostRows: Self.mostRows)
            return RunDatabase(shared, gold: shared, results: results)
        }
        var open = databaseOptions(of: source.name)
        let database = try await OpenDatabase.open(source.location, options: open)
        guard let file = source.location.path, database.catalog.fingerprint == source.fingerprint else {
            throw PlumbError(
                .databaseUnavailable, "the database '\(source.name)' has changed while the run goes on",
                suggestion: "Start a new run.")
        }
        let results = FileResults(file: file, thread: thread, limits: limits, mostRows: Self.mostRows)
        guard options.allowsDoubleQuotedStrings else { return RunDatabase(database, gold: database, results: results) }
        open.allowsDoubleQuotedStrings = true
        let gold = try await OpenDatabase.open(source.location, options: open)
        return RunDatabase(database, gold: gold, results: results)
    }

    /// How a database is opened for the stages.
    func databaseOptions(of name: String) -> DatabaseOptions {
        let annotations = options.annotationsFolder.map { "\($0)/\(name).yaml" }
        var open = DatabaseOptions(
            annotationsPath: annotations.flatMap { FileManager.default.fileExists(atPath: $0) ? $0 : nil },
            policy: options.policy, readsValues: options.readsValues, postgres: options.postgres)
        open.policyEntries = options.policyEntries
        return open
    }

    private func replay(of catalog: String, quotedStrings: Bool) -> StoredReplay {
        StoredReplay(store: store, catalog: catalog, conditions: "\(options.seconds) s, \(quotedStrings)")
    }
}
