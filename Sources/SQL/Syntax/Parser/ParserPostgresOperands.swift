internal import PlumbCore

/// Operands that only Postgres knows: arrays, rows, constants with their type in front.
extension Parser {
    /// Reads an operand that starts with a keyword of Postgres's own; nil where none does.
    mutating func parsePostgresKeyword(_ start: Int) -> Expression? {
        switch current.keyword {
        case .array:
            if peek().kind == .leftBracket {
                advance()
                return parseArray(start)
            }
            guard peek().kind == .leftParenthesis, startsQuery(at: 2) else { return nil }
            advance()
            advance()
            let query = parseQuery()
            expectClosing()
            return Expression(.arrayQuery(query), range: range(from: start))
        case .row where peek().kind == .leftParenthesis:
            advance()
            advance()
            let elements = at(.rightParenthesis) ? [] : parseExpressions()
            expectClosing()
            return Expression(.row(elements), range: range(from: start))
        default: return nil
        }
    }

    /// `[a, b]`, and `[[a], [b]]`.
    private mutating func parseArray(_ start: Int) -> Expression {
        guard enter() else { return Expression(.error) }
        defer { leave() }
        advance()
        var elements: [Expression] = []
        let isNested = at(.leftBracket)
        while !isRecovering, !at(.rightBracket) {
            if isNested {
                guard at(.leftBracket) else {
                    report(expected: "'['")
                    break
                }
                elements.append(parseArray(self.start))
                grow()
            } else {
                elements.append(parseExpression())
            }
            if !take(.comma) { break }
        }
        expect(.rightBracket, "]")
        return Expression(.array(elements), range: range(from: start))
    }

    /// Whether a type and a string are next: `DATE '2024-01-01'`, `timestamp(3) with time zone '…'`.
    var isTypedLiteral: Bool {
        guard dialect == .postgres, current.kind == .word || current.kind == .quotedName else { return false }
        var distance = 1
        switch current.keyword {
        case .national:
            guard peek().keyword == .character || peek().keyword == .char else { return false }
            distance += 1
            if peek(distance).keyword == .varying { distance += 1 }
        case .interval, .time, .timestamp, .float, .decimal, .dec, .numeric, .bit, .char, .character, .varchar:
            if peek(distance).keyword == .varying { distance += 1 }
            if peek(distance).kind == .leftParenthesis, peek(distance + 1).kind == .integer {
                distance += 2
                if peek(distance).kind == .comma { distance += 2 }
                guard peek(distance).kind == .rightParenthesis else { return false }
                distance += 1
            }
            if peek(distance).keyword == .with || peek(distance).keyword == .without {
                guard peek(distance + 1).keyword == .time, peek(distance + 2).keyword == .zone else { return false }
                distance += 3
            }
        default:
            if KeywordSet.postgresReserved.contains(current.keyword) { return false }
            while peek(distance).kind == .dot, isName(peek(distance + 1), .label) { distance += 2 }
            if peek(distance).keyword == .precision { distance += 1 }
        }
        switch peek(distance).kind {
        case .string, .escapeString, .unicodeString, .dollarString: return true
        default: return false
        }
    }

    mutating func parseTypedLiteral(_ start: Int) -> Expression {
        let isInterval = at(.interval)
        var type = parseType(fields: false)
        let text = parseString()
        if isInterval { parseIntervalFields(&type) }
        return Expression(.literal(.typed(type, text)), range: range(from: start))
    }
}
