/// Why a stage thinks that words of the question speak of something in the database.
public struct Evidence: Codable, Hashable, Sendable {
    /// The words of the question.
    public var words: String

    /// Where they stand: the first token and the one after the last, 0-based; nil where nothing was said of it,
    /// as for a table that only joins two others.
    public var span: Span?

    /// What the words were matched with, such as a synonym or a value.
    public var matched: String

    /// In what way they match.
    public var kind: Kind

    /// How well, 0...1.
    public var score: Double

    /// In what way words match.
    public enum Kind: String, Codable, Hashable, Sendable {
        case name, synonym, description, value, glossary, concept, foreignKey
    }

    /// A range of tokens, 0-based, the end excluded.
    public struct Span: Codable, Hashable, Sendable {
        /// The first token.
        public var start: Int
        /// The token after the last.
        public var end: Int

        /// Makes a span.
        public init(_ range: Range<Int>) {
            start = range.lowerBound
            end = range.upperBound
        }

        /// The tokens' range.
        public var range: Range<Int> { start..<max(start, end) }
    }

    /// Makes evidence.
    public init(words: String, span: Range<Int>?, matched: String, kind: Kind, score: Double) {
        self.words = words
        self.span = span.map(Span.init)
        self.matched = matched
        self.kind = kind
        self.score = score
    }
}
