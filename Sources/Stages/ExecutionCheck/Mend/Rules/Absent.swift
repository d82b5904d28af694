internal import PlumbCore
public import PlumbSQL

/// Leaves out a joined table that there is not, where another item has all that is read of it.
public struct Absent: MendRule {
    /// `absent`.
    public let name = "absent"

    /// For a list of rules.
    public let summary = "leave out a joined table that there is not, and read its columns where they are"

    /// Makes the rule.
    public init() {}

    /// Leaves out one table.
    public func mend(_ query: Query, in scope: MendScope) async throws -> (query: Query, note: String)? {
        guard scope.problems(of: query).contains(where: { $0.kind == .unknownTable }) else { return nil }
        var columns: [SourceRange: Expression] = [:]
        var missing: (name: Name, holder: Name)?
        _ = query.changingBlock(in: scope) { view in
            guard missing == nil, view.sources.count > 1 else { return nil }
            for place in view.sources.indices where isMissing(view.sources[place]) && !view.isStarred(place) {
                let reads = view.readsOutsideJoin(of: place)
                let holder = view.sources.first { source in
                    !reads.isEmpty && reads.allSatisfy { source.has($0.column.name) }
                }
                guard let holder else { continue }
                for read in reads {
                    columns[read.range] = Expression(.column(ColumnName(read.column.name, table: holder.name)))
                }
                missing = (view.sources[place].name, holder.name)
                break
            }
            return nil
        }
        guard let missing else { return nil }
        let changed = query.replacing(columns).changingBlock(in: scope) { view in
            view.source(named: missing.name).flatMap { isMissing(view.sources[$0]) ? view.without($0) : nil }
        }
        return changed.map {
            ($0, "columns of \(missing.holder) instead of \(missing.name)'s, a table that there is not")
        }
    }

    private func isMissing(_ source: BlockSource) -> Bool { source.table == nil && source.columns?.isEmpty == true }
}

extension BlockView {
    /// The reads that name an item, outside of the condition by which it is joined.
    func readsOutsideJoin(of place: Int) -> [BlockRead] {
        reads.filter { read in
            guard let table = read.column.table, sources[place].name.matches(table) else { return false }
            if case .join(let join) = read.place { return join != max(place, 1) || read.isNested }
            return true
        }
    }
}
