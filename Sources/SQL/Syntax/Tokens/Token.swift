/// A word, sign or constant of a text, by its place in it.
struct Token: Sendable {
    /// What it is.
    var kind: TokenKind

    /// Which keyword an unquoted word is.
    var keyword: Keyword = .none

    /// The offset of its first byte.
    var start: UInt32

    /// The offset behind its last byte.
    var end: UInt32

    var range: SourceRange { SourceRange(start: Int(start), end: Int(end)) }
}

/// The kinds of tokens.
enum TokenKind: UInt8, Sendable {
    case endOfText

    /// A name or keyword without quotes.
    case word

    /// `"name"`, `[name]`, `` `name` ``, `U&"name"`.
    case quotedName, bracketName, backtickName, unicodeName

    /// `'text'`, `N'text'`, `E'text'`, `U&'text'`, `$tag$text$tag$`.
    case string, nationalString, escapeString, unicodeString, dollarString

    /// `x'0a'` in SQLite; `B'01'` and `X'1f'` in Postgres.
    case blob, bits, hexadecimalBits

    case integer, decimal, parameter

    case leftParenthesis, rightParenthesis, leftBracket, rightBracket
    case comma, semicolon, dot, colon, doubleColon, namedArgument

    case plus, minus, star, slash, percent, caret
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
    case concatenate, ampersand, bar, shiftLeft, shiftRight, tilde, arrow, longArrow

    /// Another operator of Postgres.
    case otherOperator

    /// Bytes that are no token; `Lexer.problem(with:in:)` says why.
    case illegal
}
