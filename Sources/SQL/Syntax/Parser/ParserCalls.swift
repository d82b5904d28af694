internal import PlumbCore

/// Function calls.
extension Parser {
    /// Reads what follows a function's name, from the opening parenthesis on.
    mutating func parseCall(_ name: QualifiedName) -> FunctionCall {
        var call = FunctionCall(name: name)
        expect(.leftParenthesis, "(")
        if dialect == .postgres, name.schema == nil, name.name.quoting == .none, parseSpecialArguments(&call) {
            expectClosing()
            return call
        }
        if take(.star) {
            call.isStar = true
        } else if !at(.rightParenthesis) {
            parseArguments(&call)
        }
        expectClosing()
        if dialect == .postgres, take(.within, .group) { parseWithinGroup(&call) }
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
        repeat {
            parseArgument(&call)
        } while !isRecovering && call.labels.last != .variadic && take(.comma)
        if at(.order) { call.orderBy = parseOrderBy() }
    }

    private mutating func parseArgument(_ call: inout FunctionCall) {
        guard dialect == .postgres else {
            call.arguments.append(parseExpression())
            return
        }
        if at(.variadic), !call.distinct {
            advance()
            append(.variadic, to: &call)
        } else if peek().kind == .namedArgument, isName(current, .function) {
            let name = consumeName()
            advance()
            append(.named(name), to: &call)
        } else {
            append(.none, to: &call)
        }
    }

    /// Reads arguments that are separated by commas.
    mutating func parsePlainArguments(_ call: inout FunctionCall) {
        repeat {
            parseArgument(&call)
        } while !isRecovering && call.labels.last != .variadic && take(.comma)
    }

    /// Reads an argument.
    ///
    /// Labels are kept from the first one that says anything.
    mutating func append(_ label: ArgumentLabel, to call: inout FunctionCall) {
        addLabel(label, to: &call)
        call.arguments.append(parseExpression())
    }

    /// Notes how the next argument is introduced.
    mutating func addLabel(_ label: ArgumentLabel, to call: inout FunctionCall) {
        guard label != .none || !call.labels.isEmpty else { return }
        while call.labels.count < call.arguments.count { call.labels.append(.none) }
        call.labels.append(label)
    }

    private mutating func parseWithinGroup(_ call: inout FunctionCall) {
        if call.distinct || !call.orderBy.isEmpty || call.labels.contains(.variadic) {
            let place = SourceRange(start: lastEnd, end: lastEnd)
            reportNotPermitted("WITHIN GROUP allows no DISTINCT, ORDER BY or VARIADIC among the arguments", at: place)
        }
        expect(.leftParenthesis, "(")
        if at(.order) { call.withinGroup = parseOrderBy() } else { report(expected: "ORDER BY") }
        expectClosing()
    }
}
