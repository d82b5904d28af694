/// Models that can be asked.
///
/// Whoever asks gets a reply in the form it asked for, or an error: reading back, trying again, falling back to another
/// model, mending almost-JSON and counting are the service's business.
public protocol ChatService: Sendable {
    /// Asks a model.
    ///
    /// - Parameters:
    ///   - request: what is asked.
    ///   - onText: given the reply piece by piece as the model writes it; a reply that is tried again begins anew.
    /// - Returns: the reply, whole.
    /// - Throws: `PlumbError` whose code says the class of failure (`PlumbError.Code.isModelFailure`), or
    ///   `CancellationError`.
    func reply(to request: ChatRequest, onText: (@Sendable (String) -> Void)?) async throws -> ChatReply
}

extension ChatService {
    /// Asks a model.
    public func reply(to request: ChatRequest) async throws -> ChatReply {
        try await reply(to: request, onText: nil)
    }
}
