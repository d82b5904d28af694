internal import PlumbCore
public import PlumbSQL

/// Makes a string of a name in double quotes that no column has.
public struct Quotes: MendRule {
    /// `quotes`.
    public let name = "quotes"

    /// For a list of rules.
    public let summary = "make a string of a \"name\" that no column has"

    /// Makes the rule.
    public init() {}

    /// Puts all such names into single quotes.
    public func mend(_ query: Query, in scope: MendScope) async throws -> (query: Query, note: String)? {
        if scope.dialect == .postgres {
            let strings = scope.strings(in: query)
            let changed = query.replacing(strings)
            guard changed != query, let first = strings.min(by: { $0.key < $1.key }) else { return nil }
            return (changed, "\(first.value) is a string: no column has that name")
        }
        let names = scope.problems(of: query).filter { $0.mayBeString && $0.range.isKnown }
        guard let first = names.first else { return nil }
        let strings = names.map { ($0.range, Expression.string($0.name)) }
        let changed = query.replacing(Dictionary(strings) { first, _ in first })
        guard changed != query else { return nil }
        return (changed, "'\(first.name)' is a string: no column has that name")
    }
}

extension MendScope {
    /// Names in double quotes that can be nothing but strings, as strings.
    ///
    /// In whatever case, no column of the query's tables is called so, and no value of a result: to Postgres, other
    /// than to SQLite, the quotes may be there for capitals that are wrong.
    func strings(in query: Query) -> [SourceRange: Expression] {
        var finder = QuotedNameFinder()
        finder.walk(query)
        let columns = tables.filter { finder.tables.contains(Name.folded($0.name.name)) }.flatMap(\.columns)
        let known = finder.others.union(columns.map { Name.folded($0.name) })
        return finder.quoted.filter { !known.contains($0.value.folded) }.mapValues { .string($0.text) }
    }
}

/// Finds names in double quotes that stand alone, and what else has a name.
private struct QuotedNameFinder: SyntaxVisitor {
    var quoted: [SourceRange: Name] = [:]
    /// The tables that are read, in lower case.
    var tables: Set<String> = []
    /// What the query itself gives names to, in lower case.
    var others: Set<String> = []

    mutating func visit(_ expression: Expression) -> VisitContinuation {
        if case .column(let column) = expression.kind, column.mayBeString, expression.range.isKnown {
            quoted[expression.range] = column.name
        }
        return .visitChildren
    }

    mutating func visit(_ select: Select) -> VisitContinuation {
        for case .expression(_, let alias?) in select.items { others.insert(alias.folded) }
        return .visitChildren
    }

    mutating func visit(_ table: CommonTable) -> VisitContinuation {
        others.formUnion(table.columns.map(\.folded))
        return .visitChildren
    }

    mutating func visit(_ item: FromItem) -> VisitContinuation {
        if case .table(let table) = item {
            tables.insert(table.name.name.folded)
            others.insert(table.visibleName.folded)
        }
        return .visitChildren
    }
}
