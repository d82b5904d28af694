/// A word, number, quotation or sign of a question.
public struct Token: Hashable, Sendable {
    /// What a token is.
    public enum Kind: Hashable, Sendable {
        /// Letters and digits.
        case word
        /// A number in digits; its value stands in `number`.
        case number
        /// Text between quotation marks.
        case quotation
        /// A day as `yyyy-mm-dd`.
        case date
        /// Punctuation or a sign such as `>=`.
        case sign
    }

    /// The token as typed; of a quotation, what stands between the marks.
    public var text: String

    /// The text without case and accents.
    public var folded: String

    /// The stem of the folded text.
    public var stem: String

    /// What it is.
    public var kind: Kind

    /// The value of a number in digits, with a following `k`, `m` or `%` taken in.
    public var number: Double?

    /// Whether it starts with a capital letter, as names do.
    public var isCapitalized: Bool

    /// Which turn of the conversation it belongs to, 0 for the first.
    public var turn: Int
}
