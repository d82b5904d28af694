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
    /// To Postgres, other than to SQLite, the quotes may be there for a column whose name is wrong, and a string in its
    /// place would run and answer something else. So they are strings only where something that is no constant is
    /// compared with them, and no column of the query's tables, nor a value of a result, is called so or nearly so, in
    /// whatever case.
    func strings(in query: Query) -> [SourceRange: Expression] {
        var finder = QuotedNameFinder()
        finder.walk(query)
        let columns = tables.filter { finder.tables.contains(Name.folded($0.name.name)) }.flatMap(\.columns)
        let known = finder.others.union(columns.map { Name.folded($0.name) })
        let unknown = finder.quoted.filter { !known.contains($0.value.folded) }
        var comparisons = ComparisonFinder()
        comparisons.walk(query)
        let compared = comparisons.compared.filter { range, others in
            // Two names that nobody has tell nothing of each other.
            unknown[range] != nil && others.contains { !$0.isConstant && unknown[$0.range] == nil }
        }
        return unknown.filter { range, name in
            compared[range] != nil
                && NameLikeness.nearest(name.text, among: columns.map(\.name), atMost: .slip) == nil
        }.mapValues { .string($0.text) }
    }
}

/// Finds what is compared, by its place, and what with.
private struct ComparisonFinder: SyntaxVisitor {
    var compared: [SourceRange: [Expression]] = [:]

    mutating func visit(_ expression: Expression) -> VisitContinuation {
        switch expression.kind {
        case .binary(let left, let operation, let right)
        where operation.isComparison || [.isDistinctFrom, .isNotDistinctFrom].contains(operation):
            note(left, right)
            note(right, left)
        case .inList(let value, let elements, _): for element in elements { note(element, value) }
        case .between(let between):
            note(between.low, between.value)
            note(between.high, between.value)
        case .like(let like): note(like.pattern, like.value)
        case .caseWhen(let value):
            guard let operand = value.operand else { break }
            for branch in value.branches { note(branch.condition, operand) }
        default: break
        }
        return .visitChildren
    }

    private mutating func note(_ value: Expression, _ other: Expression) {
        compared[value.range, default: []].append(other)
    }
}

extension Expression {
    /// Whether it is written down as a constant.
    fileprivate var isConstant: Bool {
        switch kind {
        case .literal: true
        case .unary(_, let value), .cast(let value, _): value.isConstant
        default: false
        }
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
