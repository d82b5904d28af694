import Foundation
import PlumbCore
import Synchronization
import Testing

@testable import PlumbModels

/// Against a real server of llama.cpp's, where `PLUMB_TEST_MODEL_URL` and `PLUMB_TEST_MODEL` name one: a handful of calls.
@Suite(.enabled(if: realServer != nil)) struct RealServerTests {
    private func ask(
        _ text: String, sampling: Sampling = Sampling(temperature: 0, maximumTokens: 24),
        format: ChatRequest.ReplyFormat = .text, onText: (@Sendable (String) -> Void)? = nil
    ) async throws -> ChatReply {
        let configuration = try #require(realServer)
        let client = try ModelClient([configuration])
        let request = ChatRequest(
            model: configuration.modelName, messages: [ChatMessage(.user, text)], sampling: sampling, format: format)
        return try await client.reply(to: request, onText: onText)
    }

    @Test func repliesComePieceByPiece() async throws {
        let pieces = Mutex<[String]>([])
        let reply = try await ask("Count from 1 to 5.") { piece in pieces.withLock { $0.append(piece) } }
        #expect(pieces.withLock { $0.count } > 3)
        #expect(pieces.withLock { $0.joined() } == reply.text)
        #expect(reply.usage.promptTokens > 5 && reply.usage.replyTokens > 3 && reply.usage.calls == 1)
        #expect(reply.usage.price == nil)
    }

    @Test func grammarsHold() async throws {
        let reply = try await ask("What is the capital of France?", format: .grammar(#"root ::= "Lyon" | "Nantes""#))
        #expect(["Lyon", "Nantes"].contains(reply.text))
    }

    @Test func schemasHold() async throws {
        let schema = """
            {"type": "object", "properties": {"capital": {"type": "string"}, "people": {"type": "integer"}},
            "required": ["capital", "people"], "additionalProperties": false}
            """
        let reply = try await ask(
            "What is the capital of France, and how many people live there?",
            sampling: Sampling(temperature: 0, maximumTokens: 48), format: .json(name: "city", schema: schema))
        let value = try JSONReader.value(reply.text)
        #expect(value["capital"]?.text == "Paris" && value["people"]?.integer != nil)
        #expect(reply.usage.askedAgain == 0)
    }

    @Test func whatIsTooLongHasItsOwnClass() async throws {
        let error = await #expect(throws: PlumbError.self) {
            _ = try await ask(String(repeating: "word ", count: 40_000))
        }
        #expect(error?.code == .modelContextExceeded)
    }
}

/// The server that the environment names.
private let realServer: ModelConfiguration? = {
    let environment = ProcessInfo.processInfo.environment
    guard let url = environment["PLUMB_TEST_MODEL_URL"], let model = environment["PLUMB_TEST_MODEL"] else { return nil }
    return ModelConfiguration(model: model, baseURL: url)
}()
