import PlumbCore
import PlumbPipeline
import TestSupport
import Testing

/// What the runner does with models: it counts, passes on what they write, and shows prompts without sending them.
struct ModelUsageTests {

    private static let request = ChatRequest(
        model: ModelName(provider: "openai", model: "test"), messages: [ChatMessage(.user, "hello")])

    /// Query synthesis that asks a model twice.
    private struct Asking: Stage {
        let implementation = Implementation(name: "asking", version: 1)

        func run(_ input: QuerySynthesis.Input, with services: StageServices) async throws -> QuerySynthesis.Output {
            guard let models = services.models else { return QuerySynthesis.Output(candidates: []) }
            _ = try await models.reply(to: ModelUsageTests.request)
            let reply = try await models.reply(to: ModelUsageTests.request)
            return QuerySynthesis.Output(candidates: [Candidate(sql: "SELECT \(reply.text)", confidence: 1)])
        }
    }

    private func runner(_ replay: (any ReplayStore)? = nil) -> Runner {
        let test = TestPipeline()
        return Runner(
            Pipeline(
                name: "test", tableSelection: test.tables, columnSelection: test.columns, querySynthesis: Asking(),
                executionCheck: test.check), replay: replay)
    }

    @Test func aStageCostsWhatItsModelsCost() async throws {
        let services = StageServices(models: ScriptedModels { _ in "1" })
        let answer = try await runner().answer(Question("who?"), catalog: TestPipeline.catalog, services: services)
        let usage = try #require(answer.usage)
        #expect(usage.calls == 2 && usage.promptTokens == 200 && usage.replyTokens == 20 && usage.price == 1)
        #expect(answer.stages.map { $0.cost.usage?.calls } == [nil, nil, 2, nil])
    }

    @Test func whatWasReadBackKeepsItsCost() async throws {
        let store = MemoryReplayStore()
        let models = ScriptedModels { _ in "1" }
        for round in 0..<2 {
            let answer = try await runner(store).answer(
                Question("who?"), catalog: TestPipeline.catalog, services: StageServices(models: models))
            #expect(answer.usage?.calls == 2)
            #expect(answer.usage?.replayedCalls == (round == 0 ? 0 : 2))
        }
        #expect(models.requests.count == 2)
    }

    @Test func whatModelsWriteIsPassedOn() async throws {
        var words: [String] = []
        let services = StageServices(models: ScriptedModels { _ in "1" })
        for try await event in runner().events(
            for: Question("who?"), catalog: TestPipeline.catalog, services: services)
        { words.append(event.words) }
        #expect(Array(words[4...7]) == ["start querySynthesis 1", "wrote 1", "wrote 1", "end querySynthesis 1"])
    }

    @Test func promptsAreShownAndNotSent() async throws {
        let models = ScriptedModels { _ in "1" }
        let services = StageServices(models: models)
        let requests = try await runner().prompts(
            of: .querySynthesis, for: Question("who?"), catalog: TestPipeline.catalog, services: services)
        #expect(requests == [Self.request, Self.request])
        #expect(models.requests.isEmpty)
        let others = try await runner().prompts(
            of: .tableSelection, for: Question("who?"), catalog: TestPipeline.catalog, services: services)
        #expect(others.isEmpty)
    }

    @Test func anUnknownPriceIsNotNothing() {
        let known = ModelUsage(calls: 1, price: 0.25)
        let unknown = ModelUsage(calls: 1, price: nil)
        #expect((known + known).price == 0.5)
        #expect((known + unknown).price == nil)
        #expect((ModelUsage() + known).price == 0.25)
    }
}
