internal import PlumbCore
public import PlumbSQL

/// Puts names with capitals into quotes, without which Postgres reads them in lower case.
public struct Casing: MendRule {
    /// `casing`.
    public let name = "casing"

    /// For a list of rules.
    public let summary = "Postgres: write names in the case that they have, in quotes where they need them"

    /// Makes the rule.
    public init() {}

    /// Corrects all names of which only the case is wrong.
    public func mend(_ query: Query, in scope: MendScope) async throws -> (query: Query, note: String)? {
        guard scope.dialect == .postgres else { return nil }
        let problems = scope.problems(of: query)
        var notes: [String] = []
        var tables: [SourceRange: Table] = [:]
        var columns: [SourceRange: Expression] = [:]
        for problem in problems where problem.range.isKnown {
            switch problem.kind {
            case .unknownTable:
                guard
                    let table = Self.only(scope.tables.filter { Name.folded($0.name.name) == Self.last(problem.name) })
                else { continue }
                tables[problem.range] = table
                notes.append(table.name.name)
            case .unknownColumn:
                // The tables come first: their columns are known only then.
                guard tables.isEmpty, let (column, name) = column(at: problem.range, query, scope) else { continue }
                columns[problem.range] = column
                notes.append(name)
            case .ambiguousColumn: continue
            }
        }
        guard let first = notes.first else { return nil }
        var renaming = TableRenaming(tables: tables)
        let changed = renaming.walk(query.replacing(columns))
        let printer = SQLPrinter(dialect: scope.dialect)
        return (
            changed, "\(printer.quoted(Name(first))) with its capitals: without quotes they are read as small letters"
        )
    }

    private func column(at range: SourceRange, _ query: Query, _ scope: MendScope) -> (Expression, String)? {
        var found: (Expression, String)?
        _ = query.changingBlock(around: range, in: scope) { view in
            guard found == nil, let read = view.read(at: range) else { return nil }
            let own = read.column.table.flatMap { view.source(named: $0) }.map { [view.sources[$0]] } ?? view.sources
            let names = Set(own.compactMap { $0.table?.column(named: read.column.name)?.name })
            guard let name = Self.only(Array(names)), name != read.column.name.text else { return nil }
            var column = read.column
            column.name = Name(name)
            found = (Expression(.column(column)), name)
            return nil
        }
        return found
    }

    private static func only<Element>(_ elements: [Element]) -> Element? { elements.count == 1 ? elements[0] : nil }

    /// A table's own name, of one that may stand behind a schema's.
    private static func last(_ name: String) -> String {
        Name.folded(name.split(separator: ".").last.map(String.init) ?? name)
    }
}

/// Gives tables other names; the query goes on calling them what it did.
private struct TableRenaming: SyntaxRewriter {
    let tables: [SourceRange: Table]

    func rewrite(_ table: TableReference) -> TableReference {
        let place = tables.keys.first { $0 == table.range || table.range.covers($0) }
        guard let found = place.flatMap({ tables[$0] }) else { return table }
        var table = table
        if table.alias == nil { table.alias = Alias(table.name.name) }
        table.name = QualifiedName(
            Name(found.name.name), schema: found.name.schema.map { Name($0) } ?? table.name.schema)
        return table
    }
}
