import PlumbCore
import PlumbPipeline
import Testing

/// Runs that are given up.
struct CancellationTests {
    /// A pipeline whose second stage takes a minute, unless it is stopped.
    private func slow() -> TestPipeline {
        var test = TestPipeline()
        let journal = test.journal
        test.columns.give = { _ in
            do {
                try await Task.sleep(for: .seconds(600))
            } catch {
                journal.add("stopped")
                throw error
            }
            return ColumnSelection.Output(ranked: [], kept: [])
        }
        return test
    }

    private func wait(_ test: TestPipeline, for entry: String) async {
        for _ in 0..<500 where !test.journal.all.contains(entry) { try? await Task.sleep(for: .milliseconds(10)) }
    }

    @Test func cancellingTheTaskStopsTheStage() async throws {
        let test = slow()
        let start = ContinuousClock.now
        let task = Task { try await test.answer() }
        await wait(test, for: "columns")
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(test.journal.all == ["tables", "columns", "stopped"])
        #expect(ContinuousClock.now - start < .seconds(300))
    }

    @Test func cancellingTheReaderOfEventsStopsTheStage() async throws {
        let test = slow()
        let task = Task {
            for try await _ in test.events() {}
        }
        await wait(test, for: "columns")
        task.cancel()
        _ = await task.result
        await wait(test, for: "stopped")
        #expect(test.journal.all == ["tables", "columns", "stopped"])
    }

    @Test func endingTheStreamEarlyStopsTheStage() async throws {
        let test = slow()
        for try await event in test.events() where event.words == "start columnSelection 1" { break }
        await wait(test, for: "stopped")
        #expect(!test.journal.all.contains("queries"))
        #expect(test.journal.all.first == "tables")
    }

    @Test func aTaskThatIsCancelledAlreadyRunsNothing() async {
        let test = TestPipeline()
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await test.answer()
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(test.journal.all.isEmpty)
    }

    @Test func aStageThatIgnoresCancellationIsTheLast() async {
        var test = TestPipeline()
        test.tables.give = { _ in
            withUnsafeCurrentTask { $0?.cancel() }
            return TableSelection.Output(ranked: [], kept: [])
        }
        let stopped = test
        let task = Task { try await stopped.answer() }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(test.journal.all == ["tables"])
    }
}
