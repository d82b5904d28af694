internal import PlumbCore

/// Statements: which is a query, and what kind the others are.
extension Parser {
    mutating func parseText() -> ParseResult {
        var statements: [Statement] = []
        while true {
            while take(.semicolon) {}
            if at(.endOfText) { break }
            isRecovering = false
            statements.append(parseStatement())
            if !at(.semicolon), !at(.endOfText) {
                report(expected: "the end of the statement")
                skipStatement()
            }
        }
        return ParseResult(statements: statements, diagnostics: diagnostics)
    }

    private mutating func parseStatement() -> Statement {
        let start = self.start
        switch current.keyword {
        case .select, .values: return .query(parseQuery())
        case .table where dialect == .postgres: return .query(parseQuery())
        case .with: return parseWithStatement(start)
        default: break
        }
        if at(.leftParenthesis), startsQuery(at: 0) {
            return .query(parseQuery())
        }
        return parseOther(start)
    }

    /// `WITH …` may introduce a query or a modification.
    private mutating func parseWithStatement(_ start: Int) -> Statement {
        let with = parseWith()
        switch current.keyword {
        case .insert, .update, .delete, .replace, .merge: return parseOther(start)
        default: return .query(parseQuery(with: with, from: start))
        }
    }

    /// A statement that is no query, which is known by its first word and skipped.
    private mutating func parseOther(_ start: Int) -> Statement {
        let kind = statementKind
        if kind == .unknown { report(expected: "a query") }
        skipStatement()
        return .other(kind, range: range(from: start))
    }

    private var statementKind: StatementKind {
        switch current.keyword {
        case .insert, .replace: .insert
        case .abort, .alter, .analyze, .attach, .begin, .call, .checkpoint, .close, .cluster, .comment, .commit, .copy,
            .create, .deallocate, .declare, .delete, .detach, .discard, .do, .drop, .end, .execute, .explain,
            .fetch, .grant, .import, .listen, .load, .lock, .merge, .move, .notify, .pragma, .prepare, .reassign,
            .refresh, .reindex, .release, .reset, .revoke, .rollback, .savepoint, .security, .set, .show, .start,
            .truncate, .unlisten, .update, .vacuum:
            StatementKind(current.keyword.spelling)
        default: .unknown
        }
    }

    /// Skips to the end of a statement, whatever parentheses are open.
    private mutating func skipStatement() {
        while !at(.semicolon), !at(.endOfText) { advance() }
    }
}
