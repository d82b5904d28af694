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
        var note = ""
        let changed = query.changingBlock(in: scope) { view in
            guard view.sources.count > 1, !view.countsRows else { return nil }
            for place in view.sources.indices.reversed() where !view.isStarred(place) {
                let others = view.sources.indices.filter { $0 != place }.compactMap { view.sources[$0].table?.name.name }
                guard let table = view.sources[place].table, !scope.isAsked(table.name.name, apartFrom: others),
                    let block = view.without(place)
                else { continue }
                note = "without \(table.name), which nothing reads and the question does not name"
                return block
            }
            return nil
        }
        return changed.map { ($0, note) }
    }
}
