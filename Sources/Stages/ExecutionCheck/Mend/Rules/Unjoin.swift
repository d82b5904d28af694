internal import PlumbCore
public import PlumbSQL

/// Leaves out a joined table that nothing reads and the question does not speak of.
public struct Unjoin: MendRule {
    /// `unjoin`.
    public let name = "unjoin"

    /// For a list of rules.
    public let summary = "leave out a joined table that nothing reads and the question does not name"

    /// Such a join runs, and gives rows several times or not at all.
    public let touchesRunning = true

    /// Makes the rule.
    public init() {}

    /// Leaves out one table.
    public func mend(_ query: Query, in scope: MendScope) async throws -> (query: Query, note: String)? {
        guard scope.question != nil, scope.problems(of: query).allSatisfy(\.mayBeString) else { return nil }
        return left(query, in: scope) ?? left(substituted(query, in: scope), in: scope)
    }

    private func left(_ query: Query, in scope: MendScope) -> (query: Query, note: String)? {
        var note = ""
        let changed = query.changingBlock(in: scope) { view in
            guard view.sources.count > 1, !view.countsRows else { return nil }
            for place in view.sources.indices.reversed() where !view.isStarred(place) {
                guard let table = unasked(place, in: view, scope), let block = view.without(place) else { continue }
                note = "without \(table.name), which nothing reads and the question does not name"
                return block
            }
            return nil
        }
        return changed.map { ($0, note) }
    }

    /// The table at a place, where the question does not speak of it.
    private func unasked(_ place: Int, in view: BlockView, _ scope: MendScope) -> Table? {
        let others = view.sources.indices.filter { $0 != place }.compactMap { view.sources[$0].table?.name.name }
        guard let table = view.sources[place].table, !scope.isAsked(table.name.name, apartFrom: others) else {
            return nil
        }
        return table
    }

    /// The query with columns by which such a table is joined read where they come from: the values are the same.
    private func substituted(_ query: Query, in scope: MendScope) -> Query {
        var columns: [SourceRange: Expression] = [:]
        _ = query.changingBlock(in: scope) { view in
            guard columns.isEmpty, view.sources.count > 1 else { return nil }
            for place in view.sources.indices.dropFirst() where unasked(place, in: view, scope) != nil {
                guard view.chain.links[place].kind == .inner else { continue }
                let pairs = (view.chain.links[place].condition?.conjuncts ?? []).compactMap(\.equalColumns)
                func partner(_ column: ColumnName) -> ColumnName? {
                    pairs.lazy.compactMap { $0 == column ? $1 : $1 == column ? $0 : nil }.first
                }
                let reads = view.readsOutsideJoin(of: place)
                let partners = reads.compactMap { partner($0.column) }
                guard !reads.isEmpty, partners.count == reads.count else { continue }
                for (read, partner) in zip(reads, partners) { columns[read.range] = Expression(.column(partner)) }
                break
            }
            return nil
        }
        return columns.isEmpty ? query : query.replacing(columns)
    }
}
