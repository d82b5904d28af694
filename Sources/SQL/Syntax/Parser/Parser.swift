internal import PlumbCore

/// A recursive descent parser over tokens that are all read beforehand.
///
/// It never throws. The first thing that is wrong in a clause is reported; from there until the next place where
/// reading can go on, `isRecovering` keeps what follows from it silent. It can't be copied, which it would be at every
/// look at a token otherwise.
struct Parser: ~Copyable {
    let source: TokenText
    let limits: ParserLimits
    let strengths: Strengths

    /// The tokens, behind them some more ends of the text; the memory is `withParser`'s.
    let tokens: UnsafeBufferPointer<Token>

    /// The index of the first end of the text in `tokens`.
    private let lastPosition: Int

    var tokenCount: Int { lastPosition }

    /// The index of `current` in `tokens`.
    private(set) var position = 0

    /// The next token that isn't consumed yet.
    private(set) var current: Token

    /// The offset behind the last consumed token.
    private(set) var lastEnd = 0

    /// What is wrong so far.
    var diagnostics: [SQLSyntaxError] = []

    /// Whether something was reported and no place was found yet where reading can go on.
    var isRecovering = false

    /// Whether the open expression ends before `AND`, `LIKE` and the like.
    var isBare = false

    /// How many nested calls are open.
    var nesting = 0

    /// The height of the tallest tree that the open construct holds so far.
    var height = 0

    /// Makes a parser for a text, and hands it to a function that may not keep it.
    static func withParser<Result>(
        _ text: String, dialect: SQLDialect, limits: ParserLimits, _ body: (inout Parser) -> Result
    ) -> Result {
        var text = text
        return text.withUTF8 { bytes in
            let read = bytes.count <= limits.maximumBytes ? bytes.count : 0
            let capacity = Lexer.capacity(for: read, limit: limits.maximumTokens)
            let few = min(capacity, fewTokens)
            let result = withUnsafeTemporaryAllocation(of: Token.self, capacity: few) { tokens -> Result? in
                var parser = Parser(bytes, dialect: dialect, limits: limits, tokens: tokens, mayBeCut: few < capacity)
                return parser.isCut ? nil : body(&parser)
            }
            if let result { return result }
            return withUnsafeTemporaryAllocation(of: Token.self, capacity: capacity) { tokens in
                var parser = Parser(bytes, dialect: dialect, limits: limits, tokens: tokens, mayBeCut: false)
                return body(&parser)
            }
        }
    }

    /// As many as stay on the stack: temporary memory of more than 1024 bytes comes from the heap, aligned at a price.
    private static let fewTokens = 1024 / MemoryLayout<Token>.stride

    /// Whether the memory was too small for the tokens, and the text has to be read anew with more.
    private let isCut: Bool

    private init(
        _ bytes: UnsafeBufferPointer<UInt8>, dialect: SQLDialect, limits: ParserLimits,
        tokens: UnsafeMutableBufferPointer<Token>, mayBeCut: Bool
    ) {
        source = TokenText(bytes: bytes, dialect: dialect)
        self.limits = limits
        strengths = dialect == .sqlite ? .sqlite : .postgres
        let isReadable = bytes.count <= limits.maximumBytes
        var lexer = Lexer(
            isReadable ? bytes : UnsafeBufferPointer(rebasing: bytes[..<0]), dialect: dialect, into: tokens)
        let isWhole = lexer.run()
        lastPosition = lexer.count
        self.tokens = lexer.tokens
        isCut = mayBeCut && !isWhole
        current = self.tokens[0]
        if isCut { return }
        if !isReadable {
            refuse("the text has \(bytes.count) bytes; at most \(limits.maximumBytes) are read")
        } else if !isWhole {
            refuse("the text has more than \(limits.maximumTokens) words and signs")
        }
    }

    @inline(__always)
    var bytes: UnsafeBufferPointer<UInt8> { source.bytes }

    @inline(__always)
    var dialect: SQLDialect { source.dialect }

    /// The bytes between two offsets as a string.
    @inline(__always)
    func text(_ start: Int, _ end: Int) -> String { source.text(start, end) }

    // MARK: Moving

    /// Consumes the current token.
    @inline(__always)
    mutating func advance() {
        guard current.kind != .endOfText else { return }
        lastEnd = Int(current.end)
        position &+= 1
        current = tokens[position]
    }

    /// The token at a distance from the current one.
    @inline(__always)
    func peek(_ distance: Int = 1) -> Token {
        // Who looks far ahead stops at the end of the text, and the ends behind it are more than anyone looks further.
        tokens[position &+ distance]
    }

    /// Gives up on the rest of the text.
    mutating func skipToEnd() {
        position = lastPosition
        current = tokens[position]
        isRecovering = true
    }

    @inline(__always)
    func at(_ keyword: Keyword) -> Bool { current.keyword == keyword }

    @inline(__always)
    func at(_ kind: TokenKind) -> Bool { current.kind == kind }

    /// Consumes the keyword if it is next.
    @inline(__always)
    mutating func take(_ keyword: Keyword) -> Bool {
        guard current.keyword == keyword else { return false }
        advance()
        return true
    }

    /// Consumes the sign if it is next.
    @inline(__always)
    mutating func take(_ kind: TokenKind) -> Bool {
        guard current.kind == kind else { return false }
        advance()
        return true
    }

    /// Consumes two keywords if both are next.
    mutating func take(_ first: Keyword, _ second: Keyword) -> Bool {
        guard current.keyword == first, peek().keyword == second else { return false }
        advance()
        advance()
        return true
    }

    /// Consumes the keyword, or reports that it is missing.
    mutating func expect(_ keyword: Keyword) {
        if !take(keyword) { report(expected: keyword.spelling.uppercased()) }
    }

    /// Consumes the sign, or reports that it is missing.
    mutating func expect(_ kind: TokenKind, _ spelling: String) {
        if !take(kind) { report(expected: "'\(spelling)'") }
    }

    /// Consumes a closing parenthesis; where other tokens are in its way, skips to the one that belongs here.
    mutating func expectClosing() {
        if take(.rightParenthesis) { return }
        report(expected: "')'")
        guard isClosingAhead else { return }
        skip { _ in false }
        if take(.rightParenthesis) { isRecovering = false }
    }

    /// Whether the parenthesis that is open is closed in this statement, and not too far away to look for.
    private var isClosingAhead: Bool {
        var depth = 0
        for distance in 0..<1000 {
            switch peek(distance).kind {
            case .leftParenthesis: depth += 1
            case .rightParenthesis where depth == 0: return true
            case .rightParenthesis: depth -= 1
            case .semicolon, .endOfText: return false
            default: break
            }
        }
        return false
    }

    /// The range from an offset to the last consumed token.
    @inline(__always)
    func range(from start: Int) -> SourceRange { SourceRange(start: start, end: max(start, lastEnd)) }

    /// The offset of the current token.
    @inline(__always)
    var start: Int { Int(current.start) }
}
