import PlumbCore
import Synchronization
import TestSupport

@testable import PlumbModels

/// A client of scripted servers, in a time of its own.
struct ModelFixture {
    let time = FakeTime()
    let client: ModelClient
    let configuration: ModelConfiguration

    static let request = ChatRequest(
        model: ModelName(provider: "openai", model: "test"),
        messages: [ChatMessage(.system, "Write SQL."), ChatMessage(.user, "How many singers are there?")],
        sampling: Sampling(temperature: 0.8, seed: 1, maximumTokens: 100))

    /// Makes a client.
    ///
    /// - Parameters:
    ///   - server: where the model `test` is.
    ///   - others: more models.
    ///   - options: how.
    ///   - change: changes the configuration of `test`.
    /// - Throws: `PlumbError`.
    init(
        _ server: ScriptedServer, others: [ModelConfiguration] = [], options: ModelClient.Options = .init(),
        _ change: (inout ModelConfiguration) -> Void = { _ in }
    ) throws {
        var configuration = ModelConfiguration(model: "test", baseURL: server.address)
        change(&configuration)
        self.configuration = configuration
        var options = options
        options.records = true
        client = try ModelClient([configuration] + others, options: options, time: time, random: { 0.5 })
    }

    /// Asks.
    func ask(_ change: (inout ChatRequest) -> Void = { _ in }) async throws -> ChatReply {
        var request = Self.request
        change(&request)
        return try await client.reply(to: request)
    }

    /// The class of failure of a call that fails.
    func code(_ change: (inout ChatRequest) -> Void = { _ in }) async -> PlumbError.Code? {
        do {
            _ = try await ask(change)
            return nil
        } catch {
            return (error as? PlumbError)?.code
        }
    }
}

/// What servers of OpenAI's protocol reply.
enum OpenAIReplies {
    /// A streamed reply, word by word.
    static func stream(
        _ text: String, ending: String? = "stop", prompt: Int = 10, cached: Int = 4, reply: Int = 5, mark: Bool = true
    ) -> [ScriptedStep] {
        var events = text.split(separator: " ", omittingEmptySubsequences: false).enumerated().map { index, word in
            let piece = JSONValue.string(index == 0 ? String(word) : " \(word)").json
            return #"{"choices":[{"index":0,"delta":{"content":\#(piece)},"finish_reason":null}]}"#
        }
        if let ending { events.append(#"{"choices":[{"index":0,"delta":{},"finish_reason":"\#(ending)"}]}"#) }
        if mark {
            let usage = #""prompt_tokens":\#(prompt),"completion_tokens":\#(reply)"#
            let details = #""prompt_tokens_details":{"cached_tokens":\#(cached)}"#
            events.append(#"{"choices":[],"usage":{\#(usage),\#(details)}}"#)
            events.append("[DONE]")
        }
        return ScriptedStep.stream(events)
    }

    /// An error.
    static func error(
        _ status: Int, _ message: String = "no", code: String = "", headers: [String: String] = [:]
    ) -> [ScriptedStep] {
        let text = JSONValue.string(message).json
        return ScriptedStep.response(
            #"{"error":{"message":\#(text),"type":"\#(code)","code":null}}"#, status: status, headers: headers)
    }
}

/// Gives one script after the other; the last one for all further requests.
final class Scripts: Sendable {
    private let left: Mutex<[[ScriptedStep]]>

    init(_ scripts: [[ScriptedStep]]) { left = Mutex(scripts) }

    func next() -> [ScriptedStep] {
        left.withLock { $0.count > 1 ? $0.removeFirst() : $0.first ?? [] }
    }
}

extension ScriptedServer {
    /// A server that replies one after the other.
    convenience init(_ scripts: [ScriptedStep]...) throws {
        let scripts = Scripts(scripts)
        try self.init { _ in scripts.next() }
    }
}
