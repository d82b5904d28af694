import PlumbCore
import PlumbPipeline
import Testing

/// Outputs that are read back instead of computed.
struct ReplayTests {
    @Test func aSecondRunIsReadBack() async throws {
        let store = MemoryReplayStore()
        let test = TestPipeline()
        let first = try await test.answer(replay: store)
        let second = try await test.answer(replay: store)
        #expect(test.journal.all.count == 4)
        #expect(first.stages.map(\.cost.isReplayed) == [false, false, false, false])
        #expect(second.stages.map(\.cost.isReplayed) == [true, true, true, true])
        #expect(second.stages.map(\.output) == first.stages.map(\.output))
        #expect(second.verdict == first.verdict)
    }

    @Test func anotherQuestionIsNot() async throws {
        let store = MemoryReplayStore()
        let test = TestPipeline()
        _ = try await test.answer("how many?", replay: store)
        let other = try await test.answer("how many singers?", replay: store)
        #expect(other.stages.map(\.cost.isReplayed) == [false, false, false, false])
    }

    @Test func onlyWhatChangedRunsAgain() async throws {
        let store = MemoryReplayStore()
        var test = TestPipeline()
        _ = try await test.answer(replay: store)
        let queries = test.queries
        for changed in [
            ClosureStage("queries", version: 2, journal: test.journal, give: queries.give),
            ClosureStage("queries", parameters: ["beam": "2"], journal: test.journal, give: queries.give),
            ClosureStage("other", journal: test.journal, give: queries.give),
        ] {
            test.queries = changed
            let answer = try await test.answer(replay: store)
            // The check sees the same candidates, so its verdict stands.
            #expect(answer.stages.map(\.cost.isReplayed) == [true, true, false, true])
        }
    }

    @Test func kindsOfTheSameNameAreToldApart() async throws {
        let store = MemoryReplayStore()
        let implementation = Implementation(name: "same", version: 1)
        try await store.keep(
            KeptOutput(.tables(TableSelection.Output(ranked: [], kept: []))), of: implementation, for: "input")
        #expect(try await store.output(of: implementation, kind: .tableSelection, for: "input") != nil)
        #expect(try await store.output(of: implementation, kind: .columnSelection, for: "input") == nil)
        #expect(try await store.output(of: implementation, kind: .tableSelection, for: "other") == nil)
        let changed = Implementation(name: "same", version: 1, parameters: ["a": "b"])
        #expect(try await store.output(of: changed, kind: .tableSelection, for: "input") == nil)
    }

    @Test func theStoreIsBounded() async throws {
        let store = MemoryReplayStore(capacity: 10)
        let implementation = Implementation(name: "x", version: 1)
        let output = KeptOutput(.tables(TableSelection.Output(ranked: [], kept: [])))
        var kept = 0
        for input in 0..<100 { try await store.keep(output, of: implementation, for: input) }
        for input in 0..<100 where try await store.output(of: implementation, kind: .tableSelection, for: input) != nil
        {
            kept += 1
        }
        #expect((1...10).contains(kept))
    }

    @Test func manyTasksShareAStore() async throws {
        let store = MemoryReplayStore()
        let test = TestPipeline()
        try await withThrowingTaskGroup(of: Answer.self) { group in
            for index in 0..<50 { group.addTask { try await test.answer("how many \(index % 5)?", replay: store) } }
            for try await answer in group { #expect(answer.sql == "SELECT 0") }
        }
    }
}
