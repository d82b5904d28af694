internal import PlumbCore
public import PlumbSQL

/// Joins along the foreign keys where the condition of a join names a column that is not there.
public struct Reroute: MendRule {
    /// `reroute`.
    public let name = "reroute"

    /// For a list of rules.
    public let summary = "join along foreign keys where a join names a column that is not there"

    /// Makes the rule.
    public init() {}

    /// The longest path that is taken, in keys; a longer one is hardly meant.
    private static let longestPath = 3

    /// Corrects one join.
    public func mend(_ query: Query, in scope: MendScope) async throws -> (query: Query, note: String)? {
        for problem in scope.problems(of: query) where problem.kind == .unknownColumn {
            var note = ""
            let changed = query.changingBlock(around: problem.range, in: scope) { view in
                guard let read = view.read(at: problem.range), case .join(let place) = read.place, place > 0,
                    let end = view.sources[place].table
                else { return nil }
                let partners =
                    view.partners(of: read).filter { $0 < place }
                    + [read.column.table.flatMap { view.source(named: $0) } ?? place].filter { $0 < place }
                let starts = partners.isEmpty ? Array(0..<place) : partners
                guard
                    let path = scope.path(from: view.tableNames(starts), to: end.name),
                    !path.isEmpty, path.count <= Self.longestPath
                else { return nil }
                let kept = (view.chain.links[place].condition?.conjuncts ?? []).filter {
                    !$0.range.covers(problem.range) && $0.equalColumns == nil
                }
                var joining = Joining(view, in: scope)
                joining.prefer(view.sources[place].name, for: end.name)
                for start in starts.reversed() {
                    if let table = view.sources[start].table {
                        joining.prefer(view.sources[start].name, for: table.name)
                    }
                }
                guard joining.rejoin(place, along: path, keeping: kept) else { return nil }
                note =
                    "joined along \(path.map(\.words).joined(separator: " and ")): there is no column \(problem.name)"
                return joining.block
            }
            if let changed { return (changed, note) }
        }
        return nil
    }
}

extension ForeignKey {
    /// `song.singer_id → singer.id`, for notes.
    var words: String {
        "\(table.name).\(columns.joined(separator: ", ")) = \(referencedTable.name).\(referencedColumns.joined(separator: ", "))"
    }
}
