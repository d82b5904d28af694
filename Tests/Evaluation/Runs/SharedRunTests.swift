import Foundation
import PlumbCore
import PlumbDatabases
import PlumbPipeline
import Synchronization
import TestSupport
import Testing

@testable import PlumbEvaluation

/// Several that work on one run, and what each must have in common with the others.
@Suite(.serialized)
struct SharedRunTests: SingerRuns {
    let database: ScratchDatabase

    init() throws {
        database = try Self.makeDatabase()
    }

    private func set(_ count: Int) throws -> EvalSet {
        let lines = (0..<count).map { number in
            """
            {"id": "s\(number)", "database": "music", "question": "How many singers are older than \(number)?", \
            "gold": [{"sql": "SELECT count(*) FROM singer WHERE age > \(number)"}]}
            """
        }
        return try set(lines.joined(separator: "\n"))
    }

    @Test(arguments: StorageUnderTest.available)
    func threeWorkersGiveTheFiguresOfOne(kind: StorageUnderTest) async throws {
        let alone = try await run(try await RunStore.open("\(database.folder)/alone.sqlite")).start([try set(40)])
        let shared = try await kind.make(in: database.folder)
        let entry = try await run(try await RunStore.open(shared.address)).enqueue([try set(40)])
        #expect(entry.examples == 40)
        let records = try await withThrowingTaskGroup(of: RunRecord.self) { group in
            for _ in 0..<3 {
                let runner = try run(try await RunStore.open(shared.address))
                group.addTask { try await runner.resume(entry, retriesFailures: false) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        for record in records {
            #expect(record.isComplete && record.examples.map(\.id) == alone.examples.map(\.id))
            #expect(try figures(record) == figures(alone))
        }
        let last = try await RunStore.open(shared.address).run(named: "last")
        #expect(last.done == 40 && last.summary != nil)
    }

    @Test(arguments: StorageUnderTest.available)
    func whoDiffersMayNotTakePart(kind: StorageUnderTest) async throws {
        let store = try await RunStore.open(try await kind.make(in: database.folder).address)
        let entry = try await run(store) { $0.seconds = 5 }.enqueue([try set(3)])
        func refusal(_ runner: EvalRun, beside sets: [EvalSet] = []) async throws -> String {
            do {
                _ = try await runner.resume(entry, beside: sets)
                return ""
            } catch let error as PlumbError where error.code == .badInput {
                return error.message
            }
        }
        let limit = try await refusal(run(store))
        #expect(limit.contains("the time limit is 30.0 s here and 5.0 s in the run"), "\(limit)")
        let several = try await refusal(
            run(store, .builtIn(acceptsGuess: true)) {
                $0.seconds = 5
                $0.allowsDoubleQuotedStrings = true
                $0.isolates = false
                $0.contract = .strict
            })
        for words in [
            "execution check", "--double-quoted-strings is on here and off in the run", "--chained is on here",
            "the contract is strict/1 here and spider/1 in the run",
        ] { #expect(several.contains(words), "\(several)") }
        var pipeline = Pipeline.builtIn()
        pipeline.maximumRepairs += 1
        #expect(try await refusal(run(store, pipeline) { $0.seconds = 5 }).contains("number of repairs"))
        let changed = try await refusal(run(store) { $0.seconds = 5 }, beside: [try set(4)])
        #expect(changed.contains("the eval set singers has changed"), "\(changed)")
        try database.run("INSERT INTO singer VALUES (4, 'Dee', 'Peru', 50)")
        let grown = try await refusal(run(store) { $0.seconds = 5 })
        #expect(grown.contains("the database 'music' has changed"), "\(grown)")
        #expect(try await store.run(named: entry.id).done == 0)
    }

    /// A worker that has stopped without a word, on another machine: its examples are waited for, and then taken over.
    @Test(arguments: StorageUnderTest.available)
    func whatAnotherLeavesBehindIsTakenOver(kind: StorageUnderTest) async throws {
        let store = try await RunStore.open(try await kind.make(in: database.folder).address)
        let entry = try await run(store).enqueue([try set(4)])
        let lost = try #require(try await store.storage.take(entry.id, owner: "elsewhere/-/1/a", seconds: 1))
        let news = Mutex<[RunNews]>([])
        let record = try await run(store).resume(
            entry, retriesFailures: false, news: { piece in news.withLock { $0.append(piece) } })
        #expect(record.isComplete && record.examples.count == 4)
        #expect(news.withLock { $0 }.contains(.waiting(examples: 1, workers: 1)))
        let late = StoredOutcome(key: "late", figures: "{}", record: "{}")
        #expect(try await !store.storage.keep(late, of: entry.id, under: lost))
    }

    /// A worker of this machine whose process is gone is not waited for.
    @Test(arguments: StorageUnderTest.available)
    func aProcessThatIsGoneIsNotWaitedFor(kind: StorageUnderTest) async throws {
        let process = try ShellRun(["/bin/true"], in: database.folder).process
        let parts = WorkOwner().description.split(separator: "/")
        #expect(!WorkOwner().isGone && !WorkOwner("elsewhere/-/1/a").isGone)
        let gone = (parts.prefix(3) + ["\(process)", "a"]).joined(separator: "/")
        #expect(WorkOwner(gone).isGone)
        let store = try await RunStore.open(try await kind.make(in: database.folder).address)
        let entry = try await run(store).enqueue([try set(2)])
        _ = try await store.storage.take(entry.id, owner: gone, seconds: 3_600)
        let record = try await run(store).resume(entry, retriesFailures: false)
        #expect(record.isComplete && record.examples.count == 2)
    }

    /// A worker that is stopped gives back what it holds, at once.
    @Test(arguments: StorageUnderTest.available)
    func aCancelledWorkerGivesItsExamplesBack(kind: StorageUnderTest) async throws {
        let store = try await RunStore.open(try await kind.make(in: database.folder).address)
        let started = AsyncStream<Void>.makeStream()
        var pipeline = Pipeline.builtIn()
        pipeline.tableSelection = EndlessTables(started: started.continuation)
        let runner = try run(store, pipeline) { $0.leaseSeconds = 3_600 }
        let entry = try await runner.enqueue([try set(5)])
        let task = Task { try await runner.resume(entry) }
        for await _ in started.stream { break }
        #expect(try await store.storage.state(of: entry.id).held.values.reduce(0, +) > 0)
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try await store.storage.state(of: entry.id) == WorkState(done: 0, open: 5))
    }

    /// A lease that is taken at the very moment when the process is stopped is given back too.
    @Test(arguments: StorageUnderTest.available)
    func aLeaseOnItsWayIsGivenBack(kind: StorageUnderTest) async throws {
        let store = try await RunStore.open(try await kind.make(in: database.folder).address)
        let entry = try await run(store).enqueue([try set(1)])
        for microseconds in stride(from: 0, to: 2_000, by: 20) {
            let work = RunWork(of: entry.id, in: store.storage, seconds: 3_600, news: { _ in })
            let task = Task { try await work.next() }
            try await Task.sleep(for: .microseconds(microseconds))
            task.cancel()
            _ = try? await task.value
            await work.giveBack()
            try #require(try await store.storage.state(of: entry.id) == WorkState(done: 0, open: 1))
        }
    }

    /// A lease is renewed while its example runs, however long that is.
    @Test(arguments: StorageUnderTest.available)
    func aLongExampleKeepsItsLease(kind: StorageUnderTest) async throws {
        let store = try await RunStore.open(try await kind.make(in: database.folder).address)
        let started = AsyncStream<Void>.makeStream()
        var pipeline = Pipeline.builtIn()
        pipeline.tableSelection = EndlessTables(started: started.continuation)
        let runner = try run(store, pipeline) {
            $0.leaseSeconds = 0.6
            $0.jobs = 1
        }
        let entry = try await runner.enqueue([try set(1)])
        let task = Task { try await runner.resume(entry) }
        for await _ in started.stream { break }
        try await Task.sleep(for: .seconds(1.5))
        #expect(try await store.storage.take(entry.id, owner: "other", seconds: 60) == nil)
        task.cancel()
        _ = try? await task.value
    }

    /// Runs of versions that noted less go on.
    @Test func anOldRunGoesOn() async throws {
        let path = "\(database.folder)/old.sqlite"
        let store = try await RunStore.open(path)
        let set = try set(3)
        let entry = try await run(store).enqueue([set])
        let old =
            #"json_remove(making, '$.seconds', '$.allowsDoubleQuotedStrings', '$.isChained', '$.repairs', '$.evaluators')"#
        let file = try StoreFile(
            path, .init(name: "", remedy: "", application: SQLiteRunSchema.application, version: 1, schema: ""))
        try file.run("UPDATE runs SET making = \(old); DROP TABLE work")
        let reopened = try await RunStore.open(path)
        let kept = try await reopened.run(named: entry.id)
        #expect(kept.making.seconds == nil && kept.making.contract == "spider/1")
        let record = try await run(reopened).resume(kept)
        #expect(record.isComplete && record.examples.count == 3)
    }
}

/// Table selection that says it has begun and never ends by itself.
private struct EndlessTables: Stage {
    let started: AsyncStream<Void>.Continuation

    var implementation: Implementation { Implementation(name: "endless", version: 1) }

    func run(_ input: TableSelection.Input, with services: StageServices) async throws -> TableSelection.Output {
        started.yield()
        try await Task.sleep(for: .seconds(3_600))
        return .init(ranked: [], kept: [])
    }
}
