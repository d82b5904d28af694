/// What a model replied.
public struct ChatReply: Codable, Hashable, Sendable {
    /// The text; the object where the request asked for JSON.
    public var text: String
    /// Why the reply ends where it does.
    public var ending: Ending
    /// What it cost.
    public var usage: ModelUsage

    /// Why a reply ends.
    public enum Ending: String, Codable, Hashable, Sendable {
        /// The model was done, or came to a stop text.
        case complete
        /// The longest reply was reached.
        case length
        /// The provider held the rest back.
        case filtered
    }

    /// Makes a reply.
    public init(text: String, ending: Ending = .complete, usage: ModelUsage = .init()) {
        self.text = text
        self.ending = ending
        self.usage = usage
    }
}

/// What was spent on models.
public struct ModelUsage: Codable, Hashable, Sendable {
    /// Calls that were answered, read back ones included.
    public var calls: Int
    /// Of those, the ones read back from a cache or a recording.
    public var replayedCalls: Int
    /// Tokens of what was asked.
    public var promptTokens: Int
    /// Of those, tokens that the provider had read before.
    public var cachedTokens: Int
    /// Tokens of the replies, reasoning included.
    public var replyTokens: Int
    /// In US dollars, as if no reply had been read back; nil where the price of any call is not known.
    public var price: Double?
    /// The time that models took, as if no reply had been read back, in seconds.
    public var seconds: Double
    /// Times that a reply in the wrong form was asked for again.
    public var askedAgain: Int
    /// Calls that failed, by the failure's class (`PlumbError.Code.description`); most were tried again.
    public var failures: [String: Int]

    /// Makes a usage; without arguments nothing was spent, which costs nothing.
    public init(
        calls: Int = 0, replayedCalls: Int = 0, promptTokens: Int = 0, cachedTokens: Int = 0, replyTokens: Int = 0,
        price: Double? = 0, seconds: Double = 0, askedAgain: Int = 0, failures: [String: Int] = [:]
    ) {
        self.calls = calls
        self.replayedCalls = replayedCalls
        self.promptTokens = promptTokens
        self.cachedTokens = cachedTokens
        self.replyTokens = replyTokens
        self.price = price
        self.seconds = seconds
        self.askedAgain = askedAgain
        self.failures = failures
    }

    /// What was asked and replied, in tokens.
    public var tokens: Int { promptTokens + replyTokens }

    /// Both together.
    public static func + (left: ModelUsage, right: ModelUsage) -> ModelUsage {
        ModelUsage(
            calls: left.calls + right.calls, replayedCalls: left.replayedCalls + right.replayedCalls,
            promptTokens: left.promptTokens + right.promptTokens, cachedTokens: left.cachedTokens + right.cachedTokens,
            replyTokens: left.replyTokens + right.replyTokens,
            price: left.price.flatMap { price in right.price.map { price + $0 } },
            seconds: left.seconds + right.seconds, askedAgain: left.askedAgain + right.askedAgain,
            failures: left.failures.merging(right.failures, uniquingKeysWith: +))
    }

    /// Adds what else was spent.
    public static func += (left: inout ModelUsage, right: ModelUsage) { left = left + right }
}
