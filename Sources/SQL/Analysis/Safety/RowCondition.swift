package import PlumbCore

/// A condition that rows must meet to be read, as a policy holds it for a table.
package struct RowCondition: Sendable {
    /// What it says.
    package let expression: Expression

    /// Whether it looks at anything that differs between rows, or plainly closes all rows.
    ///
    /// A variable that was left out makes `tenant_id = 5` a mere `5`, which would open all rows without a word.
    package let looksAtRows: Bool

    /// Whether it asks other tables.
    package let asksQueries: Bool

    /// Reads a condition.
    ///
    /// - Parameters:
    ///   - text: the condition.
    ///   - dialect: whose SQL it is.
    /// - Throws: `SQLSyntaxError` for what is not one expression.
    package init(_ text: String, dialect: SQLDialect) throws(SQLSyntaxError) {
        expression = try SQLParser.expression(text, dialect: dialect)
        var reads = Reads()
        reads.walk(expression)
        asksQueries = reads.asksQueries
        switch expression.kind {
        case .literal(.boolean(false)), .literal(.integer("0")): looksAtRows = true
        default: looksAtRows = reads.readsColumn || reads.asksQueries
        }
    }

    private struct Reads: SyntaxVisitor {
        var readsColumn = false
        var asksQueries = false

        mutating func visit(_ expression: Expression) -> VisitContinuation {
            if case .column = expression.kind { readsColumn = true }
            // SQLite's `value IN table` asks a query too.
            if case .inTable = expression.kind { asksQueries = true }
            return .visitChildren
        }

        mutating func visit(_ query: Query) -> VisitContinuation {
            asksQueries = true
            return .skipChildren
        }
    }
}
