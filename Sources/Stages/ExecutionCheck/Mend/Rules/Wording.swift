internal import PlumbCore
public import PlumbSQL

/// Corrects a column's name of which only some words are right.
public struct Wording: MendRule {
    /// `wording`.
    public let name = "wording"

    /// For a list of rules.
    public let summary = "correct a column's name of which some words are right"

    /// Makes the rule.
    public init() {}

    /// Corrects one name, where one column of the query's tables is more like it than all others.
    public func mend(_ query: Query, in scope: MendScope) async throws -> (query: Query, note: String)? {
        for problem in scope.problems(of: query) where problem.kind == .unknownColumn && !problem.mayBeString {
            var note = ""
            let changed = query.changingBlock(around: problem.range, in: scope) { view in
                guard let read = view.read(at: problem.range), let column = nearest(read, in: view, scope)
                else { return nil }
                note = "\(column) instead of \(problem.name): there is no such column"
                return view.block.replacing([read.range: Expression(.column(column))])
            }
            if let changed { return (changed, note) }
        }
        return nil
    }

    private func nearest(_ read: BlockRead, in view: BlockView, _ scope: MendScope) -> ColumnName? {
        let own = read.column.table.flatMap { view.source(named: $0) }.map { [$0] } ?? Array(view.sources.indices)
        return nearest(read, among: own, in: view) ?? nearest(read, among: Array(view.sources.indices), in: view)
    }

    private func nearest(_ read: BlockRead, among places: [Int], in view: BlockView) -> ColumnName? {
        for limit in [NameLikeness.context, .part] {
            var found: [ColumnName] = []
            for place in places {
                guard let table = view.sources[place].table else { continue }
                let names = NameLikeness.nearest(
                    read.column.name.text,
                    among: table.columns.map(\.name).filter { !Name($0).matches(read.column.name) },
                    table: table.name.name, atMost: limit)
                for name in names?.names ?? [] {
                    let isNamed = read.column.table != nil || view.sources.count > 1
                    found.append(ColumnName(Name(name), table: isNamed ? view.sources[place].name : nil))
                }
            }
            if found.count == 1 { return found[0] }
        }
        return nil
    }
}
