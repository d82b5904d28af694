internal import PlumbCore

/// Names.
extension Parser {
    /// Where a name stands, which decides the keywords that it may be.
    enum NameRole {
        /// A column, table or alias behind `AS`'s absence of doubt: SQLite's `nm`, Postgres's `ColId`.
        case general
        /// Behind `AS` or a dot: Postgres takes any keyword there.
        case label
        /// An alias without `AS`.
        case bareAlias
        /// A table's alias without `AS`.
        case tableAlias
        /// A function in front of its parenthesis.
        case function
    }

    /// Whether a token may be a name in a role.
    func isName(_ token: Token, _ role: NameRole) -> Bool {
        switch token.kind {
        case .word:
            token.keyword == .none || isName(token.keyword, role)
        case .quotedName, .bracketName, .backtickName, .unicodeName: true
        case .string: dialect == .sqlite && role != .function
        default: false
        }
    }

    private func isName(_ keyword: Keyword, _ role: NameRole) -> Bool {
        switch dialect {
        case .sqlite:
            if KeywordSet.sqliteReserved.contains(keyword) { return false }
            switch role {
            case .bareAlias: return !KeywordSet.sqliteJoin.contains(keyword) && !continuesExpression(keyword)
            case .tableAlias: return !KeywordSet.sqliteJoin.contains(keyword)
            default: return true
            }
        case .postgres:
            switch role {
            case .label: return true
            case .bareAlias: return !KeywordSet.postgresNeedsAs.contains(keyword)
            case .general, .tableAlias:
                return !KeywordSet.postgresReserved.contains(keyword)
                    && !KeywordSet.postgresFunction.contains(keyword)
            case .function:
                return !KeywordSet.postgresReserved.contains(keyword)
                    && (!KeywordSet.postgresColumn.contains(keyword) || KeywordSet.postgresCalls.contains(keyword))
            }
        }
    }

    /// Keywords that SQLite lets be names, but reads as operators behind an expression.
    private func continuesExpression(_ keyword: Keyword) -> Bool {
        switch keyword {
        case .like, .glob, .regexp, .match: true
        default: false
        }
    }

    /// Consumes a name, or reports that one is missing.
    mutating func parseName(_ role: NameRole = .general, expected: String = "a name") -> Name {
        guard isName(current, role) else {
            report(expected: expected)
            return Name("")
        }
        return consumeName()
    }

    /// Consumes the current token as a name.
    mutating func consumeName() -> Name {
        let token = current
        advance()
        if token.kind == .unicodeName { return checked(Name(unicodeText(token), quoting: .double), token) }
        let name = name(of: token)
        return dialect == .postgres && token.kind == .quotedName ? checked(name, token) : name
    }

    /// Reports a quoted name without a character, of which Postgres has none.
    private mutating func checked(_ name: Name, _ token: Token) -> Name {
        if name.text.isEmpty { reportNotPermitted("a name in quotes needs a character at least", at: token.range) }
        return name
    }

    /// Consumes `name`, `schema.name` or `database.schema.name`.
    mutating func parseQualifiedName(expected: String) -> QualifiedName {
        let first = parseName(expected: expected)
        guard take(.dot) else { return QualifiedName(first) }
        let second = parseName(.label, expected: expected)
        guard dialect == .postgres, take(.dot) else { return QualifiedName(second, schema: first) }
        return QualifiedName(parseName(.label, expected: expected), schema: second, database: first)
    }

    /// Consumes `(name, name, …)`.
    mutating func parseNameList(expected: String) -> [Name] {
        expect(.leftParenthesis, "(")
        var names: [Name] = []
        repeat {
            names.append(parseName(expected: expected))
        } while take(.comma)
        expectClosing()
        return names
    }

    /// The name that a token spells.
    private func name(of token: Token) -> Name {
        switch token.kind {
        case .word: Name(wordText(token))
        case .quotedName: Name(unquoted(token, prefix: 0), quoting: .double)
        case .bracketName: Name(text(Int(token.start) + 1, Int(token.end) - 1), quoting: .bracket)
        case .backtickName: Name(unquoted(token, prefix: 0), quoting: .backtick)
        default: Name(unquoted(token, prefix: 0), quoting: .single)
        }
    }

    /// An unquoted word, in the case that the dialect gives it.
    private func wordText(_ token: Token) -> String {
        let word = UnsafeBufferPointer(rebasing: bytes[Int(token.start)..<Int(token.end)])
        guard dialect == .postgres, word.contains(where: { (0x41...0x5A).contains($0) }) else {
            return String(decoding: word, as: UTF8.self)
        }
        return String(unsafeUninitializedCapacity: word.count) { folded in
            for (index, byte) in word.enumerated() {
                folded.initializeElement(at: index, to: (0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
            }
            return word.count
        }
    }

    /// The bytes between two offsets as a string.
    func text(_ start: Int, _ end: Int) -> String {
        String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<max(start, end)]), as: UTF8.self)
    }
}
