public import PlumbCore

/// Reads SQL text into statements.
///
/// SQLite's `SELECT` is read whole, as versions up to 3.40 and, for `ORDER BY` among a function's arguments, later ones
/// take it. Of Postgres's, these are refused: functions on XML with words of their own (`xmlelement`, `xmltable`),
/// `IS DOCUMENT`, `TREAT`, the SQL/JSON constructors of version 16 on, `TABLE ONLY`, names of columns with types within
/// `ROWS FROM` and with `COLLATE`, and functions without parentheses in a `FROM` clause (`FROM current_date`).
public enum SQLParser {
    /// Reads all statements of a text.
    ///
    /// Takes linear time and memory, and never fails: what is wrong is among the diagnostics, and the tree holds
    /// what could be read, with `error` nodes where something could not.
    ///
    /// - Parameters:
    ///   - text: the SQL.
    ///   - dialect: whose SQL it is.
    ///   - limits: how much is taken on before the text is refused.
    /// - Returns: the statements in order, and what is wrong with them.
    public static func parse(
        _ text: String, dialect: SQLDialect, limits: ParserLimits = .default
    ) -> ParseResult {
        Parser.withParser(text, dialect: dialect, limits: limits) { $0.parseText() }
    }

    /// Reads a text that must be exactly one query; a semicolon may follow it.
    ///
    /// - Parameters:
    ///   - text: the SQL.
    ///   - dialect: whose SQL it is.
    ///   - limits: how much is taken on before the text is refused.
    /// - Returns: the query.
    /// - Throws: the first thing that is wrong, or that the text isn't one query.
    public static func query(
        _ text: String, dialect: SQLDialect, limits: ParserLimits = .default
    ) throws(SQLSyntaxError) -> Query {
        let result = parse(text, dialect: dialect, limits: limits)
        if let first = result.diagnostics.first { throw first }
        if result.statements.count == 1, case .query(let query) = result.statements[0] { return query }

        let message: String
        let range: SourceRange
        if let other = result.statements.first(where: { $0.query == nil }), case .other(let kind, let place) = other {
            message = "expected a query, found \(kind)"
            range = place
        } else if result.statements.isEmpty {
            message = "expected a query, found nothing"
            range = SourceRange(start: 0, end: 0)
        } else {
            message = "expected one query, found \(result.statements.count) statements"
            range = result.statements[1].query?.range ?? .none
        }
        var copy = text
        throw copy.withUTF8 { bytes in
            SQLSyntaxError(
                .notOneQuery, message, expected: "one query", found: range.text(in: text), range: range, in: bytes)
        }
    }

    /// How many words, signs and constants a text is split into, as `ParserLimits.maximumTokens` counts them.
    ///
    /// - Parameters:
    ///   - text: the SQL.
    ///   - dialect: whose SQL it is.
    /// - Returns: the number; for a text longer than the limits allow, that of as many as are read.
    public static func tokenCount(_ text: String, dialect: SQLDialect) -> Int {
        Parser.withParser(text, dialect: dialect, limits: .default) { $0.tokenCount }
    }

    /// Reads a text that must be exactly one expression, such as a condition of a glossary.
    ///
    /// - Parameters:
    ///   - text: the SQL.
    ///   - dialect: whose SQL it is.
    ///   - limits: how much is taken on before the text is refused.
    /// - Returns: the expression.
    /// - Throws: the first thing that is wrong.
    public static func expression(
        _ text: String, dialect: SQLDialect, limits: ParserLimits = .default
    ) throws(SQLSyntaxError) -> Expression {
        let (expression, problem) = Parser.withParser(text, dialect: dialect, limits: limits) { parser in
            let expression = parser.parseExpression()
            if parser.current.kind != .endOfText { parser.report(expected: "the end of the expression") }
            return (expression, parser.diagnostics.first)
        }
        if let problem { throw problem }
        return expression
    }
}

/// What a text holds.
public struct ParseResult: Hashable, Sendable {
    /// The statements, in order; empty ones are left out.
    public var statements: [Statement]

    /// What is wrong, in order; empty for a sound text.
    public var diagnostics: [SQLSyntaxError]

    /// Makes a result.
    public init(statements: [Statement], diagnostics: [SQLSyntaxError]) {
        self.statements = statements
        self.diagnostics = diagnostics
    }
}
