internal import PlumbCore

/// Types.
extension Parser {
    /// Reads a type.
    ///
    /// - Parameter fields: whether an interval's fields (`DAY TO SECOND`) may follow its name.
    /// - Returns: the type.
    mutating func parseType(fields: Bool = true) -> TypeName {
        switch dialect {
        case .sqlite: return parseSQLiteType()
        case .postgres: return parsePostgresType(fields: fields)
        }
    }

    /// SQLite's types are any words at all, even none, and up to two numbers.
    private mutating func parseSQLiteType() -> TypeName {
        var words: [String] = []
        while isName(current, .tableAlias) { words.append(consumeName().text) }
        var type = TypeName(Name(words.joined(separator: " ")))
        if !words.isEmpty, take(.leftParenthesis) {
            repeat {
                type.modifiers.append(parseSignedNumber())
            } while !isRecovering && take(.comma)
            expectClosing()
        }
        return type
    }

    private mutating func parseSignedNumber() -> Expression {
        let number = at(.plus) || at(.minus) ? peek() : current
        switch number.kind {
        case .integer, .decimal: return parseExpression(minimum: strengths.unary)
        default:
            report(expected: "a number")
            return Expression(.error)
        }
    }

    private mutating func parsePostgresType(fields: Bool) -> TypeName {
        var type = TypeName(Name(""))
        let isSet = take(.setof)
        let keyword = current.keyword
        guard isName(current, .function) else {
            report(expected: "a type")
            return type
        }
        var name = consumeName()
        while at(.dot), isName(peek(), .label) {
            advance()
            type.schema = name
            name = consumeName()
        }
        type.name = name
        parseTypeWords(keyword, &type)
        if take(.leftParenthesis) {
            type.modifiers = parseExpressions()
            expectClosing()
        }
        switch keyword {
        case .time, .timestamp: parseTimeZone(&type)
        case .interval where fields: parseIntervalFields(&type)
        default: break
        }
        if isSet { type.name.text = "setof " + type.name.text }
        parseArrayBounds(&type)
        return type
    }

    /// The second word of types that have two.
    private mutating func parseTypeWords(_ keyword: Keyword, _ type: inout TypeName) {
        guard type.schema == nil else { return }
        if type.name.text == "double", take(.precision) { type.name.text += " precision" }
        if keyword == .national, at(.character) || at(.char) || at(.varchar) {
            type.name.text += " " + consumeName().text
        }
        switch keyword {
        case .character, .char, .nchar, .bit, .national:
            if take(.varying) { type.name.text += " varying" }
        default: break
        }
    }

    private mutating func parseTimeZone(_ type: inout TypeName) {
        guard at(.with) || at(.without), peek().keyword == .time else { return }
        type.name.text += at(.with) ? " with time zone" : " without time zone"
        advance()
        advance()
        expect(.zone)
    }

    /// `YEAR`, `DAY TO SECOND(3)`: they become part of the type's name, the precision its modifier.
    mutating func parseIntervalFields(_ type: inout TypeName) {
        while isIntervalField(current.keyword) {
            type.name.text += " " + current.keyword.spelling
            let isSecond = at(.second)
            advance()
            if isSecond, at(.leftParenthesis) { type.modifiers = parseExpressionList() }
            guard at(.to), isIntervalField(peek().keyword) else { return }
            advance()
            type.name.text += " to"
        }
    }

    private func isIntervalField(_ keyword: Keyword) -> Bool {
        switch keyword {
        case .year, .month, .day, .hour, .minute, .second: true
        default: false
        }
    }

    private mutating func parseArrayBounds(_ type: inout TypeName) {
        if take(.array) {
            if at(.leftBracket) { parseArrayBounds(&type) } else { type.arrayBounds.append(nil) }
            return
        }
        while at(.leftBracket), peek().kind == .rightBracket || peek().kind == .integer {
            advance()
            var bound: Int?
            if current.kind == .integer {
                bound = Int(text(of: current.range))
                advance()
            }
            expect(.rightBracket, "]")
            type.arrayBounds.append(bound)
        }
    }
}
