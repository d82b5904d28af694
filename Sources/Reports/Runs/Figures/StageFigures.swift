internal import PlumbCore

/// The figures of a stage, chained beside isolated.
struct StageFigures {
    let kind: StageKind
    let implementation: Implementation?
    let chained: RunSummary.StageSummary?
    let isolated: RunSummary.StageSummary?

    /// A figure in both ways.
    struct Row {
        let name: String
        let chained: RunSummary.Metric?
        let isolated: RunSummary.Metric?
    }

    /// The figures that stand for themselves, in the order in which they are shown.
    var mainRows: [Row] { rows.filter { !$0.name.hasPrefix(Self.component) } }

    /// The figures of parts of queries, under the parts' names.
    var componentRows: [Row] {
        rows.filter { $0.name.hasPrefix(Self.component) }.map {
            Row(name: String($0.name.dropFirst(Self.component.count)), chained: $0.chained, isolated: $0.isolated)
        }
    }

    private static let component = "component "

    private var rows: [Row] {
        let first = chained?.metrics ?? []
        let second = isolated?.metrics ?? []
        let names = first.map(\.name) + second.map(\.name).filter { name in !first.contains { $0.name == name } }
        return names.map { name in
            Row(
                name: name, chained: first.first { $0.name == name }, isolated: second.first { $0.name == name })
        }
    }
}
