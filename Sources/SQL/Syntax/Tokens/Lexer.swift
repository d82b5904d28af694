internal import PlumbCore

/// Splits a text into tokens: one pass over its bytes, in linear time.
struct Lexer: ~Copyable {
    let bytes: UnsafeBufferPointer<UInt8>
    let dialect: SQLDialect
    private let keywords = KeywordTable.shared

    /// The offset of the next byte.
    var offset = 0

    /// What is wrong with the last token, where it is illegal and `explains`.
    private var problem: String?
    private let explains: Bool

    /// Where the tokens go; who makes the lexer keeps this memory alive and frees it.
    private let memory: UnsafeMutableBufferPointer<Token>

    /// The tokens that were read, and the ends.
    var tokens: UnsafeBufferPointer<Token> { UnsafeBufferPointer(rebasing: memory[..<(count + Self.ends)]) }

    /// How many tokens were read, `endOfText` not counted.
    private(set) var count = 0

    /// The token that was read last.
    var lastToken: Token? { count > 0 ? memory[count - 1] : nil }

    /// Makes a lexer that writes into memory for at least one token for each byte, or for `limit`, and the ends.
    init(
        _ bytes: UnsafeBufferPointer<UInt8>, dialect: SQLDialect, into tokens: UnsafeMutableBufferPointer<Token>,
        explains: Bool = false
    ) {
        self.bytes = bytes
        self.dialect = dialect
        self.explains = explains
        memory = tokens
    }

    /// Why bytes are no token, as a sentence without its full stop.
    ///
    /// They are read again to say it: a text may be full of them, and only the first few are ever reported.
    static func problem(with token: Token, in source: TokenText) -> String {
        withUnsafeTemporaryAllocation(of: Token.self, capacity: 2) { tokens in
            var lexer = Lexer(source.bytes, dialect: source.dialect, into: tokens, explains: true)
            lexer.offset = Int(token.start)
            lexer.skipSpace()
            if lexer.problem == nil { lexer.readToken() }
            return lexer.problem ?? "these characters stand for nothing"
        }
    }

    /// How many `endOfText` stand behind the last token, so that the parser may look ahead without a thought.
    static let ends = 8

    /// How many tokens a text may need memory for.
    ///
    /// A comment that is never closed is one more, even behind the limit.
    static func capacity(for bytes: Int, limit: Int) -> Int { min(bytes, max(limit, 0)) + 1 + ends }

    /// Reads all tokens, or as many as there is memory for; the last are always `endOfText`.
    ///
    /// - Returns: whether the whole text was read.
    mutating func run() -> Bool {
        let limit = memory.count - Self.ends - 1
        skipSpace()
        while offset < bytes.count, count < limit {
            readToken()
            skipSpace()
        }
        let end = Token(kind: .endOfText, start: UInt32(offset), end: UInt32(offset))
        for place in count..<count + Self.ends { memory.initializeElement(at: place, to: end) }
        return offset >= bytes.count
    }

    /// The byte at a distance from the next one; 0 behind the end.
    @inline(__always)
    func byte(_ distance: Int = 0) -> UInt8 {
        let index = offset + distance
        return index < bytes.count ? bytes[index] : 0
    }

    @inline(__always)
    mutating func add(_ kind: TokenKind, _ keyword: Keyword = .none, from start: Int) {
        let token = Token(
            kind: kind, keyword: keyword, start: UInt32(truncatingIfNeeded: start),
            end: UInt32(truncatingIfNeeded: offset))
        memory.initializeElement(at: count, to: token)
        count += 1
    }

    mutating func addIllegal(_ message: @autoclosure () -> String, from start: Int) {
        if explains { problem = message() }
        add(.illegal, from: start)
    }

    @inline(__always)
    private mutating func addSign(_ kind: TokenKind, length: Int = 1) {
        let start = offset
        offset += length
        add(kind, from: start)
    }

    private mutating func skipSpace() {
        while offset < bytes.count {
            let next = bytes[offset]
            if next.isSpace {
                offset += 1
            } else if next == UInt8(ascii: "-"), byte(1) == UInt8(ascii: "-") {
                skipLine()
            } else if next == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "*"), isCommentStart {
                guard skipBlockComment() else { return }
            } else if next == 0xEF, dialect == .sqlite, byte(1) == 0xBB, byte(2) == 0xBF {
                // SQLite takes a byte order mark for a space, wherever a token may start.
                offset += 3
            } else {
                return
            }
        }
    }

    /// SQLite reads `/*` at the very end of a text as two operators.
    private var isCommentStart: Bool { dialect == .postgres || offset + 2 < bytes.count }

    private mutating func skipLine() {
        // A NUL ends the text for SQLite, so it must not vanish in a comment.
        while offset < bytes.count, bytes[offset] != 0x0A, bytes[offset] != 0 {
            if bytes[offset] == 0x0D, dialect == .postgres { return }
            offset += 1
        }
    }

    /// Skips a comment; Postgres's nest.
    private mutating func skipBlockComment() -> Bool {
        let start = offset
        var depth = 1
        offset += 2
        while offset < bytes.count {
            let next = bytes[offset]
            if next == 0 { return true }
            if next == UInt8(ascii: "*"), byte(1) == UInt8(ascii: "/") {
                offset += 2
                depth -= 1
                if depth == 0 { return true }
            } else if dialect == .postgres, next == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "*") {
                offset += 2
                depth += 1
            } else {
                offset += 1
            }
        }
        // SQLite lets a comment run to the end of the text.
        if dialect == .postgres { addIllegal("this comment is never closed", from: start) }
        return true
    }

    private mutating func readToken() {
        let first = bytes[offset]
        if first.startsName {
            readWord(first)
        } else if first.isASCIIDigit || (first == UInt8(ascii: ".") && byte(1).isASCIIDigit) {
            readNumber()
        } else {
            readSign(first)
        }
    }

    private mutating func readWord(_ first: UInt8) {
        if byte(1) == UInt8(ascii: "'") || byte(1) == UInt8(ascii: "&"), readPrefixedString(first) { return }
        let start = offset
        var index = offset + 1
        while index < bytes.count, bytes[index].continuesName { index &+= 1 }
        offset = index
        let word = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[start..<index])
        add(.word, keywords.keyword(word), from: start)
    }

    private mutating func readSign(_ first: UInt8) {
        switch first {
        case UInt8(ascii: "("): addSign(.leftParenthesis)
        case UInt8(ascii: ")"): addSign(.rightParenthesis)
        case UInt8(ascii: ","): addSign(.comma)
        case UInt8(ascii: ";"): addSign(.semicolon)
        case UInt8(ascii: "."): addSign(.dot)
        case UInt8(ascii: "'"):
            if continuesEscapeString {
                readQuoted(.escapeString, quote: first, escapes: true)
            } else {
                readQuoted(.string, quote: first)
            }
        case UInt8(ascii: "\""): readQuoted(.quotedName, quote: first)
        case 0: readUnexpected("NUL byte, which ends the text for some databases")
        default:
            switch dialect {
            case .sqlite: readSQLiteSign(first)
            case .postgres: readPostgresSign(first)
            }
        }
    }

    /// Makes one illegal token of a character that starts none.
    mutating func readUnexpected(_ what: @autoclosure () -> String) {
        let start = offset
        offset += 1
        addIllegal("unexpected " + what(), from: start)
    }

    /// Adds a sign of the given length.
    mutating func readSign(_ kind: TokenKind, _ length: Int) { addSign(kind, length: length) }
}
