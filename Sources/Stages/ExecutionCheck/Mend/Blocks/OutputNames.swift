internal import PlumbSQL

/// The names of the columns that a query gives.
enum OutputNames {
    /// The names in lower case; nil where a star or a set of values hides them.
    static func of(_ query: Query) -> Set<String>? {
        var body = query.body
        while case .setOperation(let operation) = body { body = operation.left }
        if case .nested(let inner) = body { return of(inner) }
        guard case .select(let select) = body else { return nil }
        var names: Set<String> = []
        for item in select.items {
            guard case .expression(let value, let alias) = item else { return nil }
            if let alias {
                names.insert(alias.folded)
            } else if case .column(let column) = value.kind {
                names.insert(column.name.folded)
            }
        }
        return names
    }
}

/// Finds the common tables of a query.
struct CommonTableFinder: SyntaxVisitor {
    /// The names of each one's columns, in lower case; nil inside where they aren't known.
    var found: [String: Set<String>?] = [:]

    mutating func visit(_ table: CommonTable) -> VisitContinuation {
        let columns: Set<String>? =
            table.columns.isEmpty ? table.query.flatMap(OutputNames.of) : Set(table.columns.map(\.folded))
        found[table.name.folded] = .some(columns)
        return .visitChildren
    }
}
