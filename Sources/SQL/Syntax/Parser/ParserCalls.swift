internal import PlumbCore

/// Function calls and windows.
extension Parser {
    /// Reads what follows a function's name, from the opening parenthesis on.
    mutating func parseCall(_ name: QualifiedName) -> FunctionCall {
        var call = FunctionCall(name: name)
        expect(.leftParenthesis, "(")
        if take(.star) {
            call.isStar = true
        } else if !at(.rightParenthesis) {
            parseArguments(&call)
        }
        expectClosing()
        if dialect == .postgres, take(.within, .group) {
            expect(.leftParenthesis, "(")
            if at(.order) { call.withinGroup = parseOrderBy() } else { report(expected: "ORDER BY") }
            expectClosing()
        }
        if at(.filter), peek().kind == .leftParenthesis {
            advance()
            advance()
            expect(.where)
            call.filter = parseExpression()
            expectClosing()
        }
        if at(.over), peek().kind == .leftParenthesis || isName(peek(), .general) {
            advance()
            call.over = at(.leftParenthesis) ? .specification(parseWindowSpecification()) : .named(consumeName())
        }
        return call
    }

    private mutating func parseArguments(_ call: inout FunctionCall) {
        if take(.distinct) { call.distinct = true } else { _ = take(.all) }
        // SQLite's grammar lets nothing follow these words.
        if dialect == .sqlite, at(.rightParenthesis) { return }
        if dialect == .postgres, parseSpecialArguments(&call) { return }
        repeat {
            parseArgument(&call)
        } while !isRecovering && take(.comma)
        if at(.order) { call.orderBy = parseOrderBy() }
    }

    private mutating func parseArgument(_ call: inout FunctionCall) {
        guard dialect == .postgres else {
            call.arguments.append(parseExpression())
            return
        }
        if take(.variadic) {
            append(.variadic, to: &call)
        } else if peek().kind == .namedArgument, isName(current, .function) {
            let name = consumeName()
            advance()
            append(.named(name), to: &call)
        } else {
            append(.none, to: &call)
        }
    }

    /// Reads an argument.
    ///
    /// Labels are kept from the first one that says anything.
    private mutating func append(_ label: ArgumentLabel, to call: inout FunctionCall, minimum: Int = 0) {
        if label != .none || !call.labels.isEmpty {
            while call.labels.count < call.arguments.count { call.labels.append(.none) }
            call.labels.append(label)
        }
        call.arguments.append(parseExpression(minimum: minimum))
    }

    /// Reads the arguments of functions whose arguments are separated by words; false for other functions.
    private mutating func parseSpecialArguments(_ call: inout FunctionCall) -> Bool {
        guard call.name.schema == nil else { return false }
        switch call.name.name.text {
        case "extract": return parseExtract(&call)
        case "position":
            append(.none, to: &call, minimum: strengths.pattern + 1)
            parseWordArguments([.in], &call)
        case "substring":
            append(.none, to: &call)
            parseWordArguments([.from, .for, .similar, .escape], &call)
        case "overlay":
            append(.none, to: &call)
            parseWordArguments([.placing, .from, .for], &call)
        case "trim":
            if at(.both) || at(.leading) || at(.trailing) {
                let side = current.keyword.spelling.uppercased()
                advance()
                if take(.from) {
                    append(.keyword(side), to: &call)
                } else {
                    append(.keyword(side), to: &call)
                    parseWordArguments([.from], &call)
                }
            } else {
                _ = take(.from)
                append(.none, to: &call)
                parseWordArguments([.from], &call)
            }
        default: return false
        }
        while !isRecovering, take(.comma) { append(.none, to: &call) }
        return true
    }

    private mutating func parseWordArguments(_ words: [Keyword], _ call: inout FunctionCall) {
        while !isRecovering, words.contains(current.keyword) {
            let word = current.keyword.spelling.uppercased()
            advance()
            append(.keyword(word), to: &call)
        }
    }

    /// `extract(year FROM value)`; the field becomes a string, as it does on the server.
    private mutating func parseExtract(_ call: inout FunctionCall) -> Bool {
        guard peek().keyword == .from, current.kind == .word || current.kind == .quotedName || atString else {
            return false
        }
        let start = self.start
        let field = atString ? parseString() : consumeName().text
        call.arguments.append(Expression(.literal(.string(field)), range: range(from: start)))
        parseWordArguments([.from], &call)
        return true
    }

    // MARK: Windows

    mutating func parseWindowSpecification() -> WindowSpecification {
        expect(.leftParenthesis, "(")
        var window = WindowSpecification()
        switch current.keyword {
        case .partition, .order, .rows, .range, .groups: break
        default: if isName(current, .general) { window.base = consumeName() }
        }
        if take(.partition) {
            expect(.by)
            window.partitionBy = parseExpressions()
        }
        if at(.order) { window.orderBy = parseOrderBy() }
        window.frame = parseFrame()
        expectClosing()
        return window
    }

    private mutating func parseFrame() -> WindowSpecification.Frame? {
        let unit: WindowSpecification.Frame.Unit
        switch current.keyword {
        case .rows: unit = .rows
        case .range: unit = .range
        case .groups: unit = .groups
        default: return nil
        }
        advance()
        var frame: WindowSpecification.Frame
        if take(.between) {
            let from = parseBound()
            expect(.and)
            frame = WindowSpecification.Frame(unit, from: from, to: parseBound())
        } else {
            frame = WindowSpecification.Frame(unit, from: parseBound())
        }
        guard take(.exclude) else { return frame }
        if take(.no) {
            expect(.others)
            frame.exclusion = .noOthers
        } else if take(.current) {
            expect(.row)
            frame.exclusion = .currentRow
        } else if take(.group) {
            frame.exclusion = .group
        } else {
            expect(.ties)
            frame.exclusion = .ties
        }
        return frame
    }

    private mutating func parseBound() -> WindowSpecification.Bound {
        if take(.unbounded, .preceding) { return .unboundedPreceding }
        if take(.unbounded, .following) { return .unboundedFollowing }
        if take(.current, .row) { return .currentRow }
        // A bound of BETWEEN ends at its AND.
        let distance = parseExpression(minimum: strengths.isTest)
        if take(.following) { return .following(distance) }
        expect(.preceding)
        return .preceding(distance)
    }
}
