/// What is wrong with a text, where, and what was expected.
public struct SQLSyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of thing is wrong; new kinds may be added.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Storage: String {
            case unexpectedToken, illegalText, limitExceeded, notPermitted, notOneQuery
        }

        private let storage: Storage

        /// A token stands where the grammar has no place for it.
        public static let unexpectedToken = Code(storage: .unexpectedToken)
        /// Bytes that are no token, or a string, name or comment that is never closed.
        public static let illegalText = Code(storage: .illegalText)
        /// The text is larger or more deeply nested than `ParserLimits` lets it be.
        public static let limitExceeded = Code(storage: .limitExceeded)
        /// The grammar has a place for it, but the dialect refuses it.
        public static let notPermitted = Code(storage: .notPermitted)
        /// One query was asked for, and the text holds none, several, or another statement.
        public static let notOneQuery = Code(storage: .notOneQuery)

        /// The code as one word.
        public var description: String { storage.rawValue }
    }

    /// What kind of thing is wrong.
    public var code: Code

    /// What was wrong, in one sentence without its full stop.
    public var message: String

    /// What the grammar had a place for; nil where the message says it all.
    public var expected: String?

    /// What was found there, as the text spells it; "the end" where the text ends.
    public var found: String

    /// Where, as byte offsets into the text.
    public var range: SourceRange

    /// The line, 1-based.
    public var line: Int

    /// The column, 1-based, in characters.
    public var column: Int

    /// The line of the text, shortened around the place where it is long, and below it a caret.
    public var excerpt: String

    /// Line, column, message, and the excerpt.
    public var description: String { "line \(line), column \(column): \(message)\n\(excerpt)" }
}

extension SQLSyntaxError {
    /// Makes an error, with line, column and excerpt found from the range.
    init(
        _ code: Code, _ message: String, expected: String? = nil, found: String, range: SourceRange,
        in bytes: UnsafeBufferPointer<UInt8>
    ) {
        let place = SourcePlace(offset: range.start, in: bytes)
        self.init(
            code: code, message: message, expected: expected, found: found, range: range, line: place.line,
            column: place.column, excerpt: place.excerpt)
    }
}
