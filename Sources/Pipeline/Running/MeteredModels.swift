internal import PlumbCore
internal import Synchronization

/// Models as one run of a stage sees them: what they write is passed on, what they cost is summed up.
final class MeteredModels: ChatService {
    private let models: any ChatService
    private let onText: @Sendable (String) -> Void
    private let spent = Mutex<ModelUsage?>(nil)

    init(_ models: any ChatService, onText: @escaping @Sendable (String) -> Void) {
        self.models = models
        self.onText = onText
    }

    /// What was spent so far; nil where no model was asked.
    var usage: ModelUsage? { spent.withLock { $0 } }

    func reply(to request: ChatRequest, onText: (@Sendable (String) -> Void)?) async throws -> ChatReply {
        let reply = try await models.reply(to: request) { [self] text in
            self.onText(text)
            onText?(text)
        }
        spent.withLock { $0 = ($0 ?? ModelUsage()) + reply.usage }
        return reply
    }
}
