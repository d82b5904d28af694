internal import PlumbCore

/// What the columns that expressions name mean.
extension NameResolver {
    func resolve(_ expression: Expression, in scopes: [NameScope]) {
        var walker = ColumnWalker(resolver: self, scopes: scopes)
        walker.walk(expression)
    }

    func resolve(_ name: ColumnName, at range: SourceRange, in scopes: [NameScope]) {
        if let table = name.table {
            resolve(name, table: key(table), at: range, in: scopes)
        } else {
            resolve(bare: name, at: range, in: scopes)
        }
    }

    private func resolve(_ name: ColumnName, table: String, at range: SourceRange, in scopes: [NameScope]) {
        let column = key(name.name)
        let schema = name.schema.map { key($0) }
        for scope in scopes.reversed() {
            let sources = scope.sources.filter { source in
                source.name == table && (schema == nil || source.schema == nil || source.schema == schema)
            }
            guard !sources.isEmpty else { continue }
            if let source = sources.first(where: { has($0, column) }) {
                read(column, of: source)
            } else {
                report(.unknownColumn, name, sources.flatMap(\.columns), range)
            }
            return
        }
        let names = scopes.flatMap { $0.sources.compactMap(\.name) }
        let near = NearNames.of(table, among: names)
        footprint.problems.append(
            NameProblem(
                kind: .unknownColumn, name: name.description, suggestions: near.map { "\($0).\(name.name.text)" },
                range: range))
    }

    private func resolve(bare name: ColumnName, at range: SourceRange, in scopes: [NameScope]) {
        let column = key(name.name)
        for scope in scopes.reversed() {
            if scope.prefersAliases, scope.aliases.contains(column) { return }
            let sources = scope.sources.filter { has($0, column, isBare: true) }
            if sources.count > 1, !scope.merged.contains(column), sources.allSatisfy({ !$0.isOpen }) {
                let meanings = sources.map { "\($0.name ?? "?").\(name.name.text)" }
                footprint.problems.append(
                    NameProblem(kind: .ambiguousColumn, name: name.name.text, suggestions: meanings, range: range))
            }
            if !sources.isEmpty {
                for source in sources { read(column, of: source) }
                return
            }
            if scope.seesAliases, scope.aliases.contains(column) { return }
        }
        if catalog.dialect == .sqlite, name.mayBeString {
            footprint.quotedStrings.append(name.name.text)
            return
        }
        if catalog.dialect == .postgres, readRow(column, in: scopes) { return }
        report(.unknownColumn, name, scopes.flatMap { $0.sources.flatMap(\.columns) }, range)
    }

    /// In Postgres, a table's name stands for its whole row.
    private func readRow(_ name: String, in scopes: [NameScope]) -> Bool {
        for scope in scopes.reversed() {
            guard let source = scope.sources.first(where: { $0.name == name }) else { continue }
            if let table = source.table { readAll(of: table) }
            return true
        }
        return false
    }

    private func report(
        _ kind: NameProblem.Kind, _ name: ColumnName, _ candidates: [String], _ range: SourceRange
    ) {
        footprint.problems.append(
            NameProblem(
                kind: kind, name: name.description, suggestions: NearNames.of(name.name.text, among: candidates),
                range: range))
    }

    private func has(_ source: NameSource, _ column: String, isBare: Bool = false) -> Bool {
        source.columns.contains(column) || source.isOpen
            || (catalog.dialect == .sqlite && source.table?.isView == false && Self.rowNames.contains(column))
    }

    /// Names of SQLite for a row's number.
    private static let rowNames: Set<String> = ["rowid", "oid", "_rowid_"]

    // MARK: Reading

    /// Notes that a column of a source is read, where it is a column of a table.
    func read(_ column: String, of source: NameSource) {
        guard let table = source.table else { return }
        if let index = source.columns.firstIndex(of: column), index < table.columns.count {
            note(ColumnReference(table.name, table.columns[index].name))
        } else if Self.rowNames.contains(column), table.primaryKey.count == 1,
            table.column(table.primaryKey[0])?.type == .integer
        {
            note(ColumnReference(table.name, table.primaryKey[0]))
        }
    }

    func readAll(of table: Table) {
        for column in table.columns { note(ColumnReference(table.name, column.name)) }
    }

    private func note(_ column: ColumnReference) {
        footprint.columns[column, default: []].insert(clause)
    }

    /// Reads what `*` stands for.
    ///
    /// - Parameters:
    ///   - table: the table in front of the star, if any.
    ///   - select: the select around it, for the place of an error.
    ///   - scope: what the select sees.
    /// - Returns: the names of the columns.
    func readAll(of table: QualifiedName?, select: Select, scope: NameScope) -> [String] {
        let wanted = table.map { key($0.name) }
        let sources = scope.sources.filter { wanted == nil || $0.name == wanted }
        if let table, sources.isEmpty {
            footprint.problems.append(
                NameProblem(
                    kind: .unknownTable, name: table.description,
                    suggestions: NearNames.of(table.name.text, among: scope.sources.compactMap(\.name)),
                    range: select.range))
        }
        var columns: [String] = []
        for source in sources {
            if let table = source.table { readAll(of: table) }
            for column in source.columns where !(scope.merged.contains(column) && columns.contains(column)) {
                columns.append(column)
            }
        }
        return columns
    }
}

/// Meets the columns of an expression, and looks at its subqueries with all that they see.
private struct ColumnWalker: SyntaxVisitor {
    let resolver: NameResolver
    let scopes: [NameScope]

    mutating func visit(_ expression: Expression) -> VisitContinuation {
        switch expression.kind {
        case .column(let name): resolver.resolve(name, at: expression.range, in: scopes)
        case .inTable(_, let table, _):
            var scope = NameScope()
            resolver.resolve(table, outer: scopes, scope: &scope)
            // SQLite reads the table's first column; there must be no other.
            for source in scope.sources {
                if let first = source.columns.first { resolver.read(first, of: source) }
            }
        default: break
        }
        return .visitChildren
    }

    mutating func visit(_ query: Query) -> VisitContinuation {
        _ = resolver.resolve(query, outer: scopes)
        return .skipChildren
    }

    mutating func visit(_ item: FromItem) -> VisitContinuation { .skipChildren }
}
