internal import PlumbCore

/// What a run may spend on models; what is nil has no bound.
///
/// Replies that are read back cost nothing. A bound is held against before each call: those that are on their way when it
/// is reached are answered, so tokens and money may pass it by as much as the calls at the same time take.
public struct ModelBudget: Codable, Hashable, Sendable {
    /// Calls that are sent, tries again included.
    public var calls: Int?
    /// Tokens, prompts and replies.
    public var tokens: Int?
    /// US dollars.
    public var dollars: Double?
    /// Time since the first call, in seconds.
    public var seconds: Double?

    /// Makes a budget.
    public init(calls: Int? = nil, tokens: Int? = nil, dollars: Double? = nil, seconds: Double? = nil) {
        self.calls = calls
        self.tokens = tokens
        self.dollars = dollars
        self.seconds = seconds
    }
}
