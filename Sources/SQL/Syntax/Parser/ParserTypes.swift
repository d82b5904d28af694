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
            type.modifiers.append(parseSignedNumber())
            if !isRecovering, take(.comma) { type.modifiers.append(parseSignedNumber()) }
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
        let isBuiltIn = KeywordSet.postgresTypes.contains(keyword)
        guard isBuiltIn || isName(current, .function), !KeywordSet.postgresCalls.contains(keyword) else {
            report(expected: "a type")
            return type
        }
        var name = consumeName()
        while at(.dot), !isBuiltIn, isName(peek(), .label) {
            advance()
            if type.schema != nil {
                reportNotPermitted("one schema, and no more, stands in front of a type", at: current.range)
            }
            type.schema = name
            name = consumeName()
        }
        type.name = name
        parseTypeWords(keyword, &type)
        if at(.leftParenthesis), takesModifiers(keyword) {
            type.modifiers = parseExpressionList()
            if takesLength(keyword), !type.modifiers.allSatisfy(\.isInteger) {
                reportNotPermitted("the length or precision of this type is a number", at: range(from: lastEnd))
            }
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

    private func takesModifiers(_ keyword: Keyword) -> Bool {
        switch keyword {
        case .int, .integer, .smallint, .bigint, .real, .boolean: false
        default: true
        }
    }

    /// Whether what stands in parentheses behind a type is digits, not any expression.
    private func takesLength(_ keyword: Keyword) -> Bool {
        switch keyword {
        case .char, .character, .nchar, .varchar, .national, .float, .time, .timestamp, .interval: true
        default: false
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
        guard type.modifiers.isEmpty else { return }
        let first = current.keyword
        guard first == .year || first == .month || isTimeField(first) else { return }
        addField(&type)
        guard at(.to) else { return }
        let last = peek().keyword
        guard first == .year ? last == .month : isLonger(first, than: last) else { return }
        advance()
        type.name.text += " to"
        addField(&type)
    }

    private mutating func addField(_ type: inout TypeName) {
        type.name.text += " " + current.keyword.spelling
        let isSecond = at(.second)
        advance()
        if isSecond, at(.leftParenthesis) { type.modifiers = parseExpressionList() }
    }

    private func isTimeField(_ keyword: Keyword) -> Bool { Self.timeFields.contains(keyword) }

    private func isLonger(_ first: Keyword, than last: Keyword) -> Bool {
        guard let first = Self.timeFields.firstIndex(of: first), let last = Self.timeFields.firstIndex(of: last) else {
            return false
        }
        return first < last
    }

    /// The fields that may be joined by `TO`, the longest first.
    private static let timeFields: [Keyword] = [.day, .hour, .minute, .second]

    private mutating func parseArrayBounds(_ type: inout TypeName) {
        if take(.array) {
            if at(.leftBracket) { parseArrayBound(&type) } else { type.arrayBounds.append(nil) }
            return
        }
        while at(.leftBracket), peek().kind == .rightBracket || peek().kind == .integer { parseArrayBound(&type) }
    }

    private mutating func parseArrayBound(_ type: inout TypeName) {
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
