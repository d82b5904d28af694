internal import PlumbCore

/// What the template of a stage's figures is filled with.
struct StageView {
    let title: String
    let facts: String
    let hasIsolated: Bool
    let rows: [Row]

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
        hasIsolated = stage.isolated != nil
        rows = stage.rows.map {
            Row(
                name: $0.name, chained: $0.chained?.text ?? "–", chainedInterval: $0.chained?.interval ?? "",
                isolated: $0.isolated?.text ?? "–", isolatedInterval: $0.isolated?.interval ?? "")
        }
    }
}
