package import PlumbCore
internal import Synchronization

/// Models that reply as a closure says, and keep what they were asked.
package final class ScriptedModels: ChatService {
    private let script: @Sendable (ChatRequest) throws -> String
    private let asked = Mutex<[ChatRequest]>([])

    package init(_ script: @escaping @Sendable (ChatRequest) throws -> String) { self.script = script }

    /// What was asked, in order.
    package var requests: [ChatRequest] { asked.withLock { $0 } }

    package func reply(to request: ChatRequest, onText: (@Sendable (String) -> Void)?) async throws -> ChatReply {
        asked.withLock { $0.append(request) }
        let text = try script(request)
        onText?(text)
        return ChatReply(
            text: text,
            usage: ModelUsage(calls: 1, promptTokens: 100, replyTokens: 10, price: 0.5, seconds: 0.25))
    }
}
