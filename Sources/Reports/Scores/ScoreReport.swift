public import PlumbCore

/// Scores in words and figures, for a terminal of any width.
public struct ScoreReport: Sendable {
    private let summary: ScoreSummary
    private let screen: Screen

    /// Makes a report.
    public init(_ summary: ScoreSummary, on screen: Screen) {
        self.summary = summary
        self.screen = screen
    }

    /// The report, its last line ended.
    public var text: String {
        var lines: [String] = [""]
        lines.append(row("", columns.map(\.name)))
        lines.append(row("pairs", columns.map { Wording.grouped($0.level.pairs) }))
        if summary.all.execution != nil {
            lines.append(row("execution accuracy", columns.map { figure($0.level.execution?.value) }))
        }
        if summary.all.softF1 != nil {
            lines.append(row("soft F1 by position", columns.map { figure($0.level.softF1?.byPosition) }))
            lines.append(row("soft F1 by content", columns.map { figure($0.level.softF1?.byContent) }))
        }
        if summary.all.exactMatch != nil {
            lines.append(row("exact set match", columns.map { figure($0.level.exactMatch?.value) }))
            for (title, path) in [
                ("accuracy", \ScoreSummary.ComponentSummary.accuracy), ("recall", \.recall), ("F1", \.f1),
            ] {
                lines += ["", screen.coloring(.faint, "components: \(title)")]
                for component in MatchComponent.allCases {
                    lines.append(
                        row(component.rawValue, columns.map { figure($0.level.components[component]?[keyPath: path]) }))
                }
            }
        }
        lines.append("")
        lines += notes
        return lines.dropFirst().joined(separator: "\n") + "\n"
    }

    private var columns: [(name: String, level: ScoreSummary.Level)] {
        let levels = Hardness.allCases.compactMap { hardness in
            summary.levels[hardness].map { (hardness.rawValue, $0) }
        }
        return levels + [("all", summary.all)]
    }

    private var notes: [String] {
        var notes: [String] = []
        if let share = summary.all.execution {
            notes.append(
                "\(Wording.grouped(share.count)) of \(Wording.grouped(share.total)) results agree by contract \(summary.contract)"
                    + (summary.allowsDoubleQuotedStrings ? "; unknown names in double quotes are strings" : ""))
        }
        if summary.all.empty > 0 {
            let verb = summary.all.empty == 1 ? "agrees" : "agree"
            notes.append("\(Wording.count(summary.all.empty, "pair")) \(verb) only in that both results are empty")
        }
        if summary.all.unscored > 0 {
            let verb = summary.all.unscored == 1 ? "counts" : "count"
            notes.append("\(Wording.count(summary.all.unscored, "pair")) could not be scored, and \(verb) neither way")
        }
        if let sessions = summary.sessions {
            notes.append(
                "\(Wording.grouped(sessions.count)) of \(Wording.count(sessions.total, "session")) are right in every turn"
            )
        }
        let reasons = summary.reasons.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
        if !reasons.isEmpty {
            notes.append(
                "not right: " + reasons.map { "\($0.key.words) \(Wording.grouped($0.value))" }.joined(separator: ", "))
        }
        return notes
    }

    // MARK: Table

    private static let titleWidth = 21
    private static let cellWidth = 8

    private func row(_ title: String, _ cells: [String]) -> String {
        let padded = cells.map { String(repeating: " ", count: max(1, Self.cellWidth - $0.count)) + $0 }
        return title + String(repeating: " ", count: max(0, Self.titleWidth - title.count)) + padded.joined()
    }

    private func figure(_ value: Double?) -> String { value.map { Wording.fixed($0, 3) } ?? "–" }
}

extension Comparison.Reason.Kind {
    /// The kind as a person says it.
    var words: String {
        switch self {
        case .columnCount: "other number of columns"
        case .rowCount: "other number of rows"
        case .columns: "other columns"
        case .rows: "other rows"
        case .order: "other order"
        case .noPrediction: "no prediction"
        case .predictionRefused: "prediction refused"
        case .predictionFailed: "prediction fails"
        case .predictionLimit: "prediction at its limit"
        case .predictionRows: "prediction with too many rows"
        case .goldFailed: "gold fails"
        case .goldLimit: "gold at its limit"
        case .goldRows: "gold with too many rows"
        case .databaseUnavailable: "no database"
        case .undecided: "undecided"
        }
    }
}
