internal import PlumbCore
public import PlumbSQL

/// Says which table a column is of where several have it.
public struct Qualify: MendRule {
    /// `qualify`.
    public let name = "qualify"

    /// For a list of rules.
    public let summary = "say which table a column is of where several have it"

    /// Makes the rule.
    public init() {}

    /// Names the table of one column: the first that has it, or the first that the question speaks of.
    public func mend(_ query: Query, in scope: MendScope) async throws -> (query: Query, note: String)? {
        for problem in scope.problems(of: query) where problem.kind == .ambiguousColumn {
            var note = ""
            let changed = query.changingBlock(around: problem.range, in: scope) { view in
                guard let read = view.read(at: problem.range), read.column.table == nil else { return nil }
                let holders = view.sources.indices.filter { view.sources[$0].has(read.column.name) }
                let asked = holders.first { place in
                    view.sources[place].table.map { scope.isAsked($0.name.name) } ?? false
                }
                guard let place = asked ?? holders.first else { return nil }
                var column = read.column
                column.table = view.sources[place].name
                note = "\(column): several tables have \(read.column.name)"
                return view.block.replacing([read.range: Expression(.column(column))])
            }
            if let changed { return (changed, note) }
        }
        return nil
    }
}
