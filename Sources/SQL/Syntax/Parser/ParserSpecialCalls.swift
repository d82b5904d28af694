internal import PlumbCore

/// Calls for which Postgres's grammar has rules of their own: words between arguments, and how many there must be.
///
/// Nothing may follow their closing parenthesis, and `DISTINCT` or `ORDER BY` stand in none of them.
extension Parser {
    /// Reads the arguments of such a call; false, with nothing read, for other functions.
    mutating func parseSpecialArguments(_ call: inout FunctionCall) -> Bool {
        switch KeywordTable.shared.keyword(call.name.name.text) {
        case .coalesce, .greatest, .least, .grouping, .xmlconcat: call.arguments = parseExpressions()
        case .nullif:
            append(.none, to: &call)
            if !take(.comma) { report(expected: "','") }
            append(.none, to: &call)
        case .extract: parseExtract(&call)
        case .position:
            call.arguments.append(parseBareExpression())
            expect(.in)
            addLabel(.keyword("IN"), to: &call)
            call.arguments.append(parseBareExpression())
        case .substring: parseSubstring(&call)
        case .overlay: parseOverlay(&call)
        case .trim: parseTrim(&call)
        default: return false
        }
        return true
    }

    /// Reads `word argument` for each of the words that comes next.
    private mutating func parseWordArguments(_ words: [Keyword], _ call: inout FunctionCall) {
        while !isRecovering, words.contains(current.keyword) {
            let word = current.keyword.spelling.uppercased()
            advance()
            append(.keyword(word), to: &call)
        }
    }

    /// `extract(year FROM value)`; the field becomes a string, as it does on the server.
    private mutating func parseExtract(_ call: inout FunctionCall) {
        let isField =
            switch current.keyword {
            case .none: current.kind == .word || current.kind == .quotedName || atString
            case .year, .month, .day, .hour, .minute, .second: true
            default: false
            }
        guard isField else {
            report(expected: "a field such as year")
            return
        }
        let start = self.start
        let field = atString ? parseString() : consumeName().text
        call.arguments.append(Expression(.literal(.string(field)), range: range(from: start)))
        if at(.from) { parseWordArguments([.from], &call) } else { report(expected: "FROM") }
    }

    private mutating func parseSubstring(_ call: inout FunctionCall) {
        guard !at(.rightParenthesis) else { return }
        parsePlainArguments(&call)
        guard call.arguments.count == 1, call.labels.isEmpty else { return }
        if at(.similar) {
            parseWordArguments([.similar], &call)
            if at(.escape) { parseWordArguments([.escape], &call) } else { report(expected: "ESCAPE") }
        } else if at(.from) || at(.for) {
            let other: Keyword = at(.from) ? .for : .from
            parseWordArguments([current.keyword], &call)
            if at(other) { parseWordArguments([other], &call) }
        }
    }

    private mutating func parseOverlay(_ call: inout FunctionCall) {
        guard !at(.rightParenthesis) else { return }
        parsePlainArguments(&call)
        guard call.arguments.count == 1, call.labels.isEmpty, at(.placing) else { return }
        parseWordArguments([.placing], &call)
        if at(.from) { parseWordArguments([.from], &call) } else { report(expected: "FROM") }
        if at(.for) { parseWordArguments([.for], &call) }
    }

    /// `trim([BOTH | LEADING | TRAILING] [characters] FROM text)`, or a list of arguments.
    private mutating func parseTrim(_ call: inout FunctionCall) {
        var label = ArgumentLabel.none
        if at(.both) || at(.leading) || at(.trailing) {
            label = .keyword(current.keyword.spelling.uppercased())
            advance()
        }
        _ = take(.from)
        append(label, to: &call)
        if at(.from) { parseWordArguments([.from], &call) }
        while !isRecovering, take(.comma) { append(.none, to: &call) }
    }
}
