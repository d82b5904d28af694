internal import PlumbCore

/// What the template of a stage's figures is filled with.
struct StageView {
    let title: String
    let facts: String
    /// What the first column of figures is called.
    let column: String
    let hasIsolated: Bool
    let rows: [Row]
    let hasComponents: Bool
    let components: [Row]

    struct Row {
        let name: String
        let chained: String
        let chainedInterval: String
        let isolated: String
        let isolatedInterval: String
    }

    init(_ stage: StageFigures) {
        title = stage.kind.title.prefix(1).uppercased() + stage.kind.title.dropFirst()
        var facts: [String] = []
        if let implementation = stage.implementation {
            facts.append("\(implementation.name), version \(implementation.version)")
            facts += implementation.parameters.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        }
        if let seconds = stage.chained?.seconds { facts.append("\(Wording.duration(seconds)) on average") }
        self.facts = facts.joined(separator: " · ")
        hasIsolated = stage.chained != nil && stage.isolated != nil
        column = hasIsolated ? "chained" : stage.isolated != nil ? "isolated" : "figure"
        let isOnlyIsolated = stage.chained == nil
        func rows(_ rows: [StageFigures.Row]) -> [Row] {
            rows.map { row in
                let first = isOnlyIsolated ? row.isolated : row.chained
                return Row(
                    name: row.name, chained: first?.text ?? "–", chainedInterval: first?.interval ?? "",
                    isolated: row.isolated?.text ?? "–", isolatedInterval: row.isolated?.interval ?? "")
            }
        }
        self.rows = rows(stage.mainRows)
        components = rows(stage.componentRows)
        hasComponents = !components.isEmpty
    }
}
