import PlumbCore
import TestSupport
import Testing

@testable import PlumbModels

/// Another model answers where the one that was meant fails.
struct FallbackTests {
    private func other(_ server: ScriptedServer, _ name: String = "other", fallback: String? = nil)
        -> ModelConfiguration
    {
        var configuration = ModelConfiguration(model: name, baseURL: server.address)
        configuration.fallback = fallback
        return configuration
    }

    @Test(arguments: [OpenAIReplies.error(401), OpenAIReplies.error(500), OpenAIReplies.error(413)])
    func anotherModelAnswers(_ fault: [ScriptedStep]) async throws {
        let broken = try ScriptedServer(fault)
        let sound = try ScriptedServer(OpenAIReplies.stream("SELECT 1"))
        let fixture = try ModelFixture(broken, others: [other(sound)]) {
            $0.fallback = "other"
            $0.retries = 1
        }
        let reply = try await fixture.ask()
        #expect(reply.text == "SELECT 1" && reply.usage.failures.values.reduce(0, +) == 1)
        #expect(sound.requests.first?.body.contains(#""model":"other""#) == true)
    }

    @Test func whereAllFailTheFirstFailureIsTold() async throws {
        let first = try ScriptedServer(OpenAIReplies.error(404, "first"))
        let second = try ScriptedServer(OpenAIReplies.error(401, "second"))
        // The two name each other: that ends as well.
        let fixture = try ModelFixture(first, others: [other(second, fallback: "test")]) { $0.fallback = "other" }
        let error = await #expect(throws: PlumbError.self) { try await fixture.ask() }
        #expect(error?.message.contains("first") == true)
        #expect(first.requests.count == 1 && second.requests.count == 1)
    }

    @Test func aSpentBudgetIsNoReasonToAskAnother() async throws {
        let server = try ScriptedServer(OpenAIReplies.stream("x"))
        let sound = try ScriptedServer(OpenAIReplies.stream("x"))
        let fixture = try ModelFixture(
            server, others: [other(sound)], options: .init(budget: ModelBudget(calls: 0))
        ) { $0.fallback = "other" }
        #expect(await fixture.code() == .budgetSpent)
        #expect(sound.acceptCount == 0)
    }

    @Test func configurationsThatCannotWorkAreTold() throws {
        let server = try ScriptedServer([])
        func code(_ models: [ModelConfiguration]) -> PlumbError.Code? {
            #expect(throws: PlumbError.self) { try ModelClient(models) }?.code
        }
        #expect(code([other(server, fallback: "nobody")]) == .badInput)
        #expect(code([other(server), other(server)]) == .badInput)
        #expect(code([ModelConfiguration(provider: "nobody", model: "x")]) == .badInput)
        for address in ["127.0.0.1:8080", "ftp://127.0.0.1", "http://", "http://me:secret@127.0.0.1", "what is this"] {
            #expect(code([ModelConfiguration(model: "x", baseURL: address)]) == .badInput, "\(address)")
        }
        var header = ModelConfiguration(model: "x")
        header.headers = ["authorization": "Bearer k"]
        #expect(code([header]) == .badInput)
    }

    @Test func modelsAreFoundByEachOfTheirNames() throws {
        let server = try ScriptedServer([])
        var configuration = other(server, "m1")
        configuration.name = "fast"
        let client = try ModelClient([configuration])
        for name in ["fast", "m1", "openai/m1"] { #expect(try client.model(named: name) == configuration.modelName) }
        let error = #expect(throws: PlumbError.self) { try client.model(named: "slow") }
        #expect(error?.suggestion == "There are: fast.")
    }
}
