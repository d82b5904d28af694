internal import PlumbCore
public import PlumbSQL

/// Leaves out a joined table that nothing reads.
public struct Prune: MendRule {
    /// `prune`.
    public let name = "prune"

    /// For a list of rules.
    public let summary = "leave out a joined table that nothing reads"

    /// Makes the rule.
    public init() {}

    /// Leaves out one table.
    public func mend(_ query: Query, in scope: MendScope) async throws -> (query: Query, note: String)? {
        let problems = scope.problems(of: query).filter { $0.kind != .ambiguousColumn }
        var note = ""
        let changed = query.changingBlock(in: scope) { view in
            guard view.sources.count > 1, !view.countsRows else { return nil }
            for place in view.sources.indices.reversed() where !view.isStarred(place) {
                let isBroken = problems.contains { problem in
                    guard let read = view.read(at: problem.range), case .join(let join) = read.place else {
                        return false
                    }
                    return join == place || view.partners(of: read).contains(place)
                        || read.column.table?.matches(view.sources[place].name) == true
                }
                // What the question speaks of is joined for a reason.
                guard view.sources[place].table.map({ !scope.isAsked($0.name.name) }) ?? false else { continue }
                guard isBroken || (problems.isEmpty && !scope.ran), let block = view.without(place) else { continue }
                note =
                    "without \(view.sources[place].table?.name.name ?? view.sources[place].name.text), which nothing reads"
                return block
            }
            return nil
        }
        return changed.map { ($0, note) }
    }

}

extension BlockView {
    /// The select without an item; nil where something reads it.
    func without(_ place: Int) -> SelectBlock? {
        let view = self
        let isRead = view.reads.contains { read in
            guard view.mayRead(read, place) else { return false }
            // Its own condition goes with it; for the first item, that of the second.
            if case .join(let join) = read.place { return join != max(place, 1) || read.isNested }
            return true
        }
        guard !isRead, case .table = view.chain.links[place].item else { return nil }
        var chain = view.chain
        let next = max(place, 1)
        guard [.inner, .left].contains(chain.links[next].kind), let condition = chain.links[next].condition,
            condition.conjuncts.allSatisfy({ $0.equalColumns != nil }),
            place > 0 || chain.links[1].kind == .inner
        else { return nil }
        // The condition must not join two other items.
        for case (let left, let right)? in condition.conjuncts.map(\.equalColumns) {
            let sides = [left, right].map { column in
                column.table.flatMap { view.source(named: $0) } ?? view.source(of: column)
            }
            guard sides.contains(place) || sides.contains(nil) else { return nil }
        }
        if place == 0 {
            chain.links[1].kind = .comma
            chain.links[1].constraint = .none
        }
        chain.links.remove(at: place)
        var block = view.block
        block.select.from = chain.from
        return block
    }
}
