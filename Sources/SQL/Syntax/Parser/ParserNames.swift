internal import PlumbCore

/// Names.
extension Parser {
    /// Whether a token may be a name in a role.
    @inline(__always)
    func isName(_ token: Token, _ role: NameRole) -> Bool { dialect.isName(token, role) }

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
        let name = source.name(of: token)
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
}
