internal import PlumbCore

/// A recursive descent parser over tokens that are all read beforehand.
///
/// It never throws. The first thing that is wrong in a clause is reported; from there until the next place where
/// reading can go on, `isRecovering` keeps what follows from it silent.
struct Parser {
    let bytes: UnsafeBufferPointer<UInt8>
    let dialect: SQLDialect
    let limits: ParserLimits
    let strengths: Strengths
    let tokens: [Token]
    let problems: [LexicalProblem]

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

    init(_ bytes: UnsafeBufferPointer<UInt8>, dialect: SQLDialect, limits: ParserLimits) {
        self.bytes = bytes
        self.dialect = dialect
        self.limits = limits
        strengths = dialect == .sqlite ? .sqlite : .postgres
        let end = Token(kind: .endOfText, start: 0, end: 0)
        guard bytes.count <= limits.maximumBytes else {
            tokens = [end]
            problems = []
            current = end
            refuse("the text has \(bytes.count) bytes; at most \(limits.maximumBytes) are read")
            return
        }
        var lexer = Lexer(bytes, dialect: dialect)
        let isWhole = lexer.run(limit: limits.maximumTokens)
        tokens = lexer.tokens
        problems = lexer.problems
        current = lexer.tokens.first ?? end
        if !isWhole {
            refuse("the text has more than \(limits.maximumTokens) words and signs")
        }
    }

    // MARK: Moving

    /// Consumes the current token.
    @inline(__always)
    mutating func advance() {
        guard current.kind != .endOfText else { return }
        lastEnd = Int(current.end)
        position += 1
        current = tokens[position]
    }

    /// The token at a distance from the current one.
    @inline(__always)
    func peek(_ distance: Int = 1) -> Token {
        tokens[min(position + distance, tokens.count - 1)]
    }

    /// Gives up on the rest of the text.
    mutating func skipToEnd() {
        position = tokens.count - 1
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
