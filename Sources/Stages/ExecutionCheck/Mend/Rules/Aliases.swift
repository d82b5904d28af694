internal import PlumbCore
public import PlumbSQL

/// Writes out what a name of the result stands for, where Postgres does not know it yet.
public struct Aliases: MendRule {
    /// `aliases`.
    public let name = "aliases"

    /// For a list of rules.
    public let summary = "Postgres: write a value of the result out in WHERE, HAVING, and computed orders and groups"

    /// Makes the rule.
    public init() {}

    /// Writes the names of one select out.
    public func mend(_ query: Query, in scope: MendScope) async throws -> (query: Query, note: String)? {
        guard scope.dialect == .postgres else { return nil }
        var note = ""
        let changed = query.changingBlock(in: scope) { view in
            var values: [String: Expression] = [:]
            for case .expression(let value, let alias?) in view.block.select.items where !view.hasColumn(alias) {
                values[alias.text] = value
            }
            guard !values.isEmpty else { return nil }
            var finder = AliasFinder(values: values)
            if let condition = view.block.select.where { finder.walk(condition) }
            if let condition = view.block.select.having { finder.walk(condition) }
            // A name alone is known to GROUP BY and ORDER BY.
            for case .expression(let value) in view.block.select.groupBy where !value.isColumn { finder.walk(value) }
            for term in view.block.orderBy where !term.expression.isColumn { finder.walk(term.expression) }
            guard let first = finder.found.first else { return nil }
            note = "\(first.value) in place of its name, which only the result has"
            return view.block.replacing(finder.found)
        }
        return changed.map { ($0, note) }
    }
}

/// Finds names of values among the columns that a select reads, those of its subqueries left out.
private struct AliasFinder: SyntaxVisitor {
    let values: [String: Expression]
    var found: [SourceRange: Expression] = [:]

    mutating func visit(_ query: Query) -> VisitContinuation { .skipChildren }

    mutating func visit(_ expression: Expression) -> VisitContinuation {
        if case .column(let column) = expression.kind, column.table == nil, let value = values[column.name.text],
            expression.range.isKnown
        {
            found[expression.range] = value
        }
        return .visitChildren
    }
}

extension Expression {
    /// Whether it is a column and nothing else.
    var isColumn: Bool { if case .column = kind { true } else { false } }
}

extension BlockView {
    /// Whether an item has a column of that name, as far as is known.
    func hasColumn(_ name: Name) -> Bool { sources.contains { $0.columns == nil || $0.has(name) } }

    /// The column of the catalog that a name means; nil where it means none, or one of a query.
    func column(_ name: ColumnName) -> (column: Column, table: Table)? {
        guard let place = source(of: name), let table = sources[place].table,
            let column = table.column(named: name.name)
        else { return nil }
        return (column, table)
    }
}
