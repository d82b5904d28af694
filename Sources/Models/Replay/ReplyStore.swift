public import PlumbCore

/// Keeps replies under what was asked.
public protocol ReplyStore: Sendable {
    /// The reply that is kept for a request; nil for none.
    ///
    /// - Throws: `PlumbError` where the store can't be read.
    func reply(to request: ChatRequest) async throws -> ChatReply?

    /// Keeps a reply, in place of one that is kept; a store that is read only does nothing.
    ///
    /// - Throws: `PlumbError` where the store can't be written.
    func keep(_ reply: ChatReply, to request: ChatRequest) async throws
}

/// What is done with replies that are kept.
public enum ReplayMode: String, Codable, Hashable, Sendable, CaseIterable {
    /// A reply that is kept is read back; else the model is asked, and its reply kept.
    case use
    /// The model is asked, and nothing is kept.
    case off
    /// The model is asked, and its reply is kept in place of an older one.
    case refresh
    /// Only replies that are kept count; the network is not touched.
    case only
}
