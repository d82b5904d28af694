import Foundation
import PlumbCore
import PlumbPipeline
import PlumbPrompts
import PlumbQuerySynthesis
import Synchronization
import TestSupport
import Testing

@testable import PlumbEvaluation

/// Runs over a small database: figures, what is kept, and what a stop leaves behind.
struct EvalRunTests: SingerRuns {
    let database: ScratchDatabase
    private let path: String

    init() throws {
        database = try Self.makeDatabase(
            """
            CREATE TABLE concert (id INTEGER PRIMARY KEY, singer_id INTEGER REFERENCES singer (id), year INTEGER);
            INSERT INTO concert VALUES (1, 1, 2020), (2, 1, 2021), (3, 3, 2021);
            """)
        path = "\(database.folder)/runs.sqlite"
    }

    private static let lines = """
        {"id": "m1", "database": "music", "question": "How many singers are there?", "gold": [{"sql": "SELECT count(*) FROM singer"}], "tags": ["aggregate"], "difficulty": "easy"}
        {"id": "m2", "database": "music", "question": "List the names of singers from France", "gold": [{"sql": "SELECT name FROM singer WHERE country = 'France'"}], "tags": ["filter"], "difficulty": "easy"}
        {"id": "m3", "database": "music", "question": "Which singer has given the most concerts divided by the moon?", "gold": [{"sql": "SELECT name FROM singer JOIN concert ON singer.id = singer_id GROUP BY singer.id ORDER BY count(*) DESC LIMIT 1"}], "tags": ["join"], "difficulty": "hard"}
        {"id": "m4", "database": "music", "question": "How many zebras are there?", "gold": [], "expected": "clarify"}
        {"id": "m5", "database": "music", "question": "Delete all singers", "gold": [], "expected": "refuse"}
        {"id": "m6", "database": "music", "question": "How many concerts are there?", "gold": [{"sql": "SELECT nothing FROM nowhere"}]}
        """

    private func set() throws -> EvalSet { try set(Self.lines) }

    /// A model that gives no reply leaves the example unscored: it is no wrong answer, and another time it is asked again.
    @Test func aModelThatFailsLeavesExamplesUnscored() async throws {
        let store = try await RunStore.open(path)
        let prompt = ModelPrompt(
            model: ModelName(provider: "openai", model: "test"), template: try PromptTemplate(named: "query-direct"))
        var pipeline = Pipeline.builtIn()
        pipeline.querySynthesis = ModelQuerySynthesis(prompts: [prompt])
        func run(_ models: ScriptedModels) async throws -> RunRecord {
            let run = EvalRun(
                pipeline, store: store, databases: try DatabaseSource(database.folder), models: models,
                options: .init(version: "test", isolates: false))
            return try await run.start([try set()])
        }
        let failing = ScriptedModels { request in
            if request.messages.map(\.text).joined().contains("France") {
                throw PlumbError(.modelTimeout, "no reply in time")
            }
            return "SELECT count(*) FROM singer"
        }
        let first = try await run(failing)
        #expect(first.examples.map(\.outcome)[0...1] == [.right, .unscored])
        #expect(first.examples[1].failure == "modelTimeout")
        #expect(first.summary.failures == ["modelTimeout": 1])
        #expect(first.summary.accuracy.count == 2)
        #expect(first.summary.totalUsage?.calls == 5)
        let mended = ScriptedModels { _ in "SELECT name FROM singer WHERE country = 'France'" }
        let second = try await run(mended)
        #expect(second.examples.map(\.outcome)[0...1] == [.right, .right])
        // Only the one that failed was asked again; the others' cost is known still.
        #expect(mended.requests.count == 1)
        #expect(second.summary.totalUsage?.calls == 6)
        #expect(second.summary.failures == nil)
    }

    /// A spent budget stops the run, and what is done stays done.
    @Test func aSpentBudgetStopsARunThatGoesOnLater() async throws {
        let store = try await RunStore.open(path)
        let prompt = ModelPrompt(
            model: ModelName(provider: "openai", model: "test"), template: try PromptTemplate(named: "query-direct"))
        var pipeline = Pipeline.builtIn()
        pipeline.querySynthesis = ModelQuerySynthesis(prompts: [prompt])
        let left = Mutex(2)
        let poor = ScriptedModels { _ in
            let isSpent = left.withLock { left in
                left -= 1
                return left < 0
            }
            if isSpent { throw PlumbError(.budgetSpent, "the budget of calls is spent") }
            return "SELECT count(*) FROM singer"
        }
        func run(_ models: ScriptedModels) throws -> EvalRun {
            EvalRun(
                pipeline, store: store, databases: try DatabaseSource(database.folder), models: models,
                options: .init(version: "test", isolates: false))
        }
        await #expect { _ = try await run(poor).start([try set()]) } throws: {
            ($0 as? PlumbError)?.code == .budgetSpent
        }
        let entry = try await store.run(named: "last")
        #expect(entry.done == 2 && entry.summary == nil)
        let rich = ScriptedModels { _ in "SELECT count(*) FROM singer" }
        let record = try await run(rich).resume(entry)
        #expect(record.isComplete && record.examples.count == 6)
        #expect(rich.requests.count == 4)
    }

    /// A verdict was given under limits: under others the check runs again.
    @Test func verdictsOfOtherLimitsAreNotReadBack() throws {
        let implementation = Implementation(name: "check", version: 1)
        func key(_ kind: StageKind, _ conditions: String) throws -> String {
            try StageKey(kind, implementation, "input", catalog: "c", conditions: conditions).text
        }
        #expect(try key(.executionCheck, "1 s") != key(.executionCheck, "2 s"))
        #expect(try key(.querySynthesis, "1 s") == key(.querySynthesis, "2 s"))
    }

    @Test func manyMayMakeOneStoreAtOnce() async throws {
        for round in 0..<30 {
            let path = "\(database.folder)/shared-\(round).sqlite"
            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<6 { group.addTask { try await RunStore.open(path).runs().count } }
                for try await count in group { #expect(count == 0) }
            }
        }
    }

    @Test func everyStageIsMeasured() async throws {
        let record = try await run(try await RunStore.open(path)).start([try set()])
        #expect(record.isComplete && record.examples.map(\.id) == ["m1", "m2", "m3", "m4", "m5", "m6"])
        #expect(record.examples.map(\.outcome).prefix(2) == [.right, .right])
        #expect(record.examples[3].outcome == .right && record.examples[3].ending == .askedBack)
        #expect(record.examples[4].outcome == .right && record.examples[4].ending == .refused)
        #expect(record.examples[5].outcome == .unscored)
        let counted = record.examples[0]
        #expect(counted.rightWithGoldThrough == [true, true, true, true, true])
        #expect(counted.scores.tables?.isExact == true)
        #expect(counted.scores.queries?.firstRight == 0 && counted.scores.queriesIsolated?.firstRight == 0)
        #expect(counted.scores.check?.rightAccepted == .init(2, of: 2))
        // Of the examples that expect an answer one has no gold that runs, and is not scored.
        #expect(record.summary.accuracy.count == 3)
        #expect(record.summary.stages.map(\.kind).first == .tableSelection)
        let shares = record.summary.headroom.values.compactMap(\.value).reduce(0, +)
        let through = record.summary.accuracyWithGoldThrough.compactMap(\.value)
        #expect(abs(shares - (through[4] - through[0])) < 1e-9)
    }

    @Test func goldInPlaceOfAStageShowsWhatItCosts() async throws {
        var pipeline = Pipeline.builtIn()
        pipeline.tableSelection = WrongTables()
        let line = String(Self.lines.split(separator: "\n")[0])
        let record = try await run(try await RunStore.open(path), pipeline).start([try set(line)])
        let example = try #require(record.examples.first)
        #expect(example.outcome != .right)
        #expect(example.rightWithGoldThrough == [false, true, true, true, true])
        #expect(example.firstStageToBlame == .tableSelection)
        #expect(example.scores.tables?.hasAll == false && example.scores.columnsIsolated?.hasAll == true)
        #expect(record.summary.headroom[.tableSelection]?.value == 1)
        #expect(record.summary.headroom[.columnSelection]?.value == 0)
    }

    @Test func whatIsKnownIsNotRunAgain() async throws {
        let store = try await RunStore.open(path)
        let counter = CountingTables()
        var pipeline = Pipeline.builtIn()
        pipeline.tableSelection = counter
        let first = try await run(store, pipeline).start([try set()])
        let count = counter.runs
        #expect(count > 0)
        let second = try await run(store, pipeline).start([try set()])
        #expect(counter.runs == count)
        #expect(try figures(first) == figures(second))
        #expect(first.id != second.id)
        // Another synthesis: tables and columns are read back.
        pipeline.executionCheck = Pipeline.builtIn(acceptsGuess: true).executionCheck
        _ = try await run(store, pipeline).start([try set()])
        #expect(counter.runs == count)
    }

    @Test func aStoppedRunGoesOnToTheSameFigures() async throws {
        let whole = try await run(try await RunStore.open("\(database.folder)/whole.sqlite")) { $0.jobs = 1 }
            .start([try set()])
        let store = try await RunStore.open(path)
        let runner = try run(store) { $0.jobs = 1 }
        let set = try set()
        let task = Task { try await runner.start([set]) { _ in withUnsafeCurrentTask { _ in } } }
        while try await store.runs().first.map({ $0.done == 0 }) ?? true { try await Task.sleep(for: .milliseconds(2)) }
        task.cancel()
        _ = try? await task.value
        let entry = try await store.run(named: "last")
        #expect(entry.done > 0)
        let resumed = try await runner.resume(entry)
        #expect(resumed.id == entry.id && resumed.isComplete)
        #expect(try figures(resumed) == figures(whole))
        #expect(try await store.runs().count == 1)
    }

    @Test func anotherPipelineOrDatabaseCannotGoOn() async throws {
        let store = try await RunStore.open(path)
        _ = try await run(store).start([try set()])
        let entry = try await store.run(named: "last")
        await #expect(throws: PlumbError.self) {
            try await run(store, .builtIn(acceptsGuess: true)).resume(entry)
        }
        try database.run("INSERT INTO singer VALUES (4, 'Dee', 'Peru', 50)")
        await #expect(throws: PlumbError.self) { try await run(store).resume(entry) }
    }

    @Test func samplesAreDrawnByTheirSeed() async throws {
        let store = try await RunStore.open(path)
        func ids(_ seed: UInt64) async throws -> [String] {
            let runner = try run(store) {
                $0.sample = 3
                $0.seed = seed
            }
            return try await runner.start([try set()]).examples.map(\.id)
        }
        let drawn = try await ids(7)
        #expect(drawn.count == 3 && drawn == drawn.sorted())
        #expect(try await ids(7) == drawn)
        let others = [try await ids(1), try await ids(2), try await ids(3), try await ids(4)]
        #expect(others.contains { $0 != drawn })
    }

    @Test func twoRunsOnOneStoreAtATimeLoseNothing() async throws {
        let stores = [try await RunStore.open(path), try await RunStore.open(path)]
        let set = try set()
        let runners = try stores.map { try run($0) }
        async let left = runners[0].start([set])
        async let right = runners[1].start([set])
        let records = try await [left, right]
        #expect(try figures(records[0]) == figures(records[1]))
        #expect(try await stores[0].runs().map(\.done) == [6, 6])
    }

    @Test func aFileThatIsNoStoreIsLeftAlone() async throws {
        let before = try database.bytes
        await #expect(throws: PlumbError.self) { try await RunStore.open(database.path) }
        #expect(try database.bytes == before)
        let text = "\(database.folder)/text"
        try "no database at all, but text".write(toFile: text, atomically: true, encoding: .utf8)
        await #expect(throws: PlumbError.self) { try await RunStore.open(text) }
        await #expect(throws: PlumbError.self) { try await RunStore.open("\(database.folder)/nowhere/runs.sqlite") }
    }

    @Test func runsAreFoundByTheirNames() async throws {
        let store = try await RunStore.open(path)
        await #expect(throws: PlumbError.self) { try await store.run(named: "last") }
        let record = try await run(store).start([try set()])
        #expect(try await store.run(named: "last").id == record.id)
        #expect(try await store.run(named: String(record.id.prefix(record.id.count - 2))).id == record.id)
        await #expect(throws: PlumbError.self) { try await store.run(named: "1999") }
        let whole = try await store.examples(of: record.id)
        #expect(whole.first?.stages.count == 4)
        #expect(record.examples.first?.stages.isEmpty == true)
    }
}

/// Keeps the one table that is of no use.
private struct WrongTables: Stage {
    var implementation: Implementation { Implementation(name: "wrong", version: 1) }

    func run(_ input: TableSelection.Input, with services: StageServices) async throws -> TableSelection.Output {
        .init(ranked: [ScoredTable(table: "concert", score: 1, evidence: [])], kept: ["concert"])
    }
}

/// Table selection of the built-in pipeline, counted.
private final class CountingTables: Stage, @unchecked Sendable {
    // @unchecked: the count is behind a lock.
    private let lock = NSLock()
    private var count = 0
    private let inner = Pipeline.builtIn().tableSelection

    var runs: Int { lock.withLock { count } }
    var implementation: Implementation { inner.implementation }

    func run(_ input: TableSelection.Input, with services: StageServices) async throws -> TableSelection.Output {
        lock.withLock { count += 1 }
        return try await inner.run(input, with: services)
    }
}
