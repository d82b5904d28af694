/// Reporting what is wrong, and going on behind it.
extension Parser {
    /// Reports that the current token isn't what has to stand here, unless that follows from an earlier error.
    mutating func report(expected: String) {
        guard !isRecovering else { return }
        isRecovering = true
        guard diagnostics.count < limits.maximumDiagnostics else { return }
        if current.kind == .illegal {
            add(.illegalText, Lexer.problem(with: current, in: source), expected: expected, at: current)
        } else {
            let message = "expected \(expected), found \(found(current))" + (misspelling ?? "")
            add(.unexpectedToken, message, expected: expected, at: current)
        }
    }

    /// Reports something that the grammar has a place for and the dialect refuses; reading goes on.
    mutating func reportNotPermitted(_ message: String, at range: SourceRange) {
        guard !isRecovering, diagnostics.count < limits.maximumDiagnostics else { return }
        diagnostics.append(
            SQLSyntaxError(.notPermitted, message, found: text(of: range), range: range, in: bytes))
    }

    /// Reports that a limit is passed, and gives up on the text.
    mutating func refuse(_ message: String) {
        if !isRecovering {
            let range = SourceRange(start: Int(current.start), end: Int(current.end))
            diagnostics.append(
                SQLSyntaxError(.limitExceeded, message, found: found(current), range: range, in: bytes))
        }
        skipToEnd()
    }

    private mutating func add(_ code: SQLSyntaxError.Code, _ message: String, expected: String?, at token: Token) {
        diagnostics.append(
            SQLSyntaxError(code, message, expected: expected, found: found(token), range: token.range, in: bytes))
    }

    /// A word here or just before that is nearly the first of a clause, as a question to add to a message.
    private var misspelling: String? {
        let before = position > 0 ? tokens[position - 1] : current
        for token in [current, before] where token.kind == .word && token.keyword == .none {
            let word = text(of: token.range)
            if let keyword = Misspelling.clauseWord(near: word) {
                return "; is \(word) meant to be \(keyword.spelling.uppercased())?"
            }
        }
        return nil
    }

    /// A token as an error names it.
    private func found(_ token: Token) -> String {
        guard token.kind != .endOfText else { return "the end" }
        let text = text(of: token.range)
        return text.count > 40 ? "\(text.prefix(40))…" : text
    }

    /// The text of a range; its beginning, where it is very long.
    func text(of range: SourceRange) -> String {
        let end = min(range.end, range.start + 200, bytes.count)
        return String(decoding: bytes[min(range.start, end)..<end], as: UTF8.self)
    }

    /// Skips tokens up to one that fits, a semicolon, or a closing parenthesis that was opened before.
    mutating func skip(until fits: (Token) -> Bool) {
        var depth = 0
        while current.kind != .endOfText, current.kind != .semicolon {
            if depth == 0, fits(current) { return }
            if current.kind == .leftParenthesis {
                depth += 1
            } else if current.kind == .rightParenthesis {
                if depth == 0 { return }
                depth -= 1
            }
            advance()
        }
    }

    /// Behind a clause that could not be read whole: goes on at the next clause of the same query.
    mutating func recoverAtClause() {
        guard isRecovering else { return }
        skip { token in
            switch token.keyword {
            case .from, .where, .group, .having, .order, .limit, .offset, .union, .intersect, .except: true
            default: false
            }
        }
        // At the end of the text there is nothing left to go wrong that isn't a consequence.
        if current.kind != .endOfText { isRecovering = false }
    }

    /// Opens a nested construct; false, with the text given up, where that would go too deep.
    @inline(__always)
    mutating func enter() -> Bool {
        guard nesting < limits.maximumNesting else {
            refuse("nested more than \(limits.maximumNesting) levels deep")
            return false
        }
        nesting += 1
        return true
    }

    /// Closes a nested construct.
    @inline(__always)
    mutating func leave() { nesting -= 1 }

    /// Notes that the tree has become taller; gives the text up where that is too tall.
    @inline(__always)
    mutating func grow(by links: Int = 1) {
        height += links
        if height > limits.maximumHeight {
            refuse("a chain of more than \(limits.maximumHeight) operators, joins or set operations")
        }
    }
}
