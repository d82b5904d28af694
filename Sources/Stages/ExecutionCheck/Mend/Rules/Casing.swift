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
        for problem in problems where problem.kind == .unknownTable && problem.range.isKnown {
            guard let table = Self.only(scope.tables.filter { Name.folded($0.name.name) == Self.last(problem.name) })
            else { continue }
            tables[problem.range] = table
            notes.append(table.name.name)
        }
        // The tables come first: what their columns are is known only then.
        let columns = tables.isEmpty ? self.columns(of: query, scope) : [:]
        for case .column(let column) in columns.values.map(\.kind) { notes.append(column.name.text) }
        guard let first = notes.min() else { return nil }
        var renaming = TableRenaming(tables: tables)
        let changed = renaming.walk(query.replacing(columns))
        let printer = SQLPrinter(dialect: scope.dialect)
        return (
            changed, "\(printer.quoted(Name(first))) with its capitals: without quotes they are read as small letters"
        )
    }

    /// The columns that stand in another case, as they are called.
    private func columns(of query: Query, _ scope: MendScope) -> [SourceRange: Expression] {
        var found: [SourceRange: Expression] = [:]
        // What an inner select has is none of the outer ones' columns.
        var decided: Set<SourceRange> = []
        _ = query.changingBlock(in: scope) { view in
            for read in view.reads where read.range.isKnown && !decided.contains(read.range) {
                var sources = view.sources
                if let qualifier = read.column.table {
                    sources = view.source(named: qualifier).map { [view.sources[$0]] } ?? []
                }
                let holders = sources.filter { $0.has(read.column.name) }
                guard !holders.isEmpty else { continue }
                decided.insert(read.range)
                let names = holders.map { $0.table?.column(named: read.column.name)?.name }
                guard !names.contains(read.column.name.text), let name = Self.only(Array(Set(names))).flatMap({ $0 })
                else { continue }
                var column = read.column
                column.name = Name(name)
                found[read.range] = Expression(.column(column))
            }
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
