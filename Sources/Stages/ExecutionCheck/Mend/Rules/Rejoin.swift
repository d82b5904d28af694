internal import PlumbCore
public import PlumbSQL

/// Brings in the table that has a column, along foreign keys.
public struct Rejoin: MendRule {
    /// `rejoin`.
    public let name = "rejoin"

    /// For a list of rules.
    public let summary = "join the table that has a column, along foreign keys"

    /// Makes the rule.
    public init() {}

    /// The longest path that is taken, in keys; a longer one is hardly meant.
    private static let longestPath = 3

    /// Brings in one table.
    public func mend(_ query: Query, in scope: MendScope) async throws -> (query: Query, note: String)? {
        for problem in scope.problems(of: query) where problem.kind == .unknownColumn && !problem.mayBeString {
            var note = ""
            let changed = query.changingBlock(around: problem.range, in: scope) { view in
                guard let read = view.read(at: problem.range),
                    let (table, path) = nearest(read, in: view, scope)
                else { return nil }
                var joining = Joining(view, in: scope)
                guard let name = joining.append(path) else { return nil }
                var column = read.column
                column.table = name
                column.qualifiers = []
                note =
                    "joined \(table.name), which has \(read.column.name), by \(path.map(\.words).joined(separator: " and "))"
                return joining.block.replacing([read.range: Expression(.column(column))])
            }
            if let changed { return (changed, note) }
        }
        return nil
    }

    /// The table that has a column, and how to get there.
    ///
    /// Fewer joins are better; among tables as near, one that the question speaks of.
    private func nearest(_ read: BlockRead, in view: BlockView, _ scope: MendScope) -> (Table, [ForeignKey])? {
        let joined = view.tableNames(view.sources.indices)
        guard !joined.isEmpty else { return nil }
        let own = read.column.table.flatMap { view.source(named: $0) }.flatMap { view.sources[$0].table?.name }
        var found: [(order: [Double], table: Table, path: [ForeignKey])] = []
        for (place, table) in scope.tables.enumerated() where !joined.contains(table.name) {
            guard table.column(named: read.column.name) != nil,
                var path = scope.path(from: joined, to: table.name), !path.isEmpty, path.count <= Self.longestPath
            else { continue }
            // As near, the table that the query names is meant.
            if let own, let other = scope.path(from: [own], to: table.name), other.count == path.count { path = other }
            let isNamed = read.column.table.map { Name(table.name.name).matches($0) } ?? false
            let asked = scope.askedShare(of: table.name.name)
            found.append(([isNamed ? 0 : 1, Double(path.count), -asked, Double(place)], table, path))
        }
        return found.min { $0.order.lexicographicallyPrecedes($1.order) }.map { ($0.table, $0.path) }
    }
}
