public import PlumbCore

/// One line for one stage: what it is, how long it took, and what it chose.
public struct StageLine: Sendable {
    private let record: StageRecord

    /// Makes the line of a stage that has finished.
    public init(_ record: StageRecord) {
        self.record = record
    }

    /// The line, cut to the screen, without a line break.
    public func text(for screen: Screen) -> String {
        let title = Self.title(record.kind, attempt: record.attempt, screen: screen)
        let time = record.cost.isReplayed ? "replayed" : Wording.duration(record.cost.seconds)
        // A very narrow screen has no room for the time.
        let showsTime = screen.columns.map { $0 >= 32 } ?? true
        let lead = showsTime ? title + String(repeating: " ", count: max(0, 8 - time.count)) + time + "  " : title
        let width = max(8, (screen.columns ?? 160) - DisplayWidth.of(lead))
        return screen.coloring(.faint, lead) + detail(width: width, coloring: screen.coloring)
    }

    /// The line of a stage that is still running, without a line break.
    public static func running(_ start: StageStart, for screen: Screen) -> String {
        screen.coloring(.faint, title(start.kind, attempt: start.attempt, screen: screen) + "      …")
    }

    private static func title(_ kind: StageKind, attempt: Int, screen: Screen) -> String {
        var title = kind.title
        var width = 18
        if let columns = screen.columns, columns < 60 {
            title = kind.shortTitle
            width = 10
        }
        if attempt > 1 { title += " \(attempt)" }
        return VisibleText.padded(title, to: width)
    }

    private func detail(width: Int, coloring: Coloring) -> String {
        switch record.output {
        case .tables(let output):
            let ranked = output.ranked.map(\.table).filter(output.kept.contains)
            let names = (ranked + output.kept.filter { !ranked.contains($0) }).map(\.description)
            return names.isEmpty ? coloring(.doubt, "none fits") : Wording.list(names, width: width)
        case .columns(let output): return columns(output, width: width, coloring: coloring)
        case .queries(let output):
            guard let best = output.candidates.first else { return coloring(.doubt, "no candidate") }
            let count = Wording.count(output.candidates.count, "candidate")
            let unplaced = output.unplacedWords.isEmpty ? "" : ", unplaced \(Wording.quoted(output.unplacedWords))"
            var text = "\(count), \(Wording.percent(best.confidence)) sure\(unplaced)"
            if let tokens = record.cost.usage?.tokens { text += ", \(Wording.grouped(tokens)) tokens" }
            return VisibleText.clipped(text, to: width).text
        case .verdict(let verdict):
            let (role, text) = Self.text(of: verdict)
            return coloring(role, VisibleText.clipped(text, to: width).text)
        }
    }

    private func columns(_ output: ColumnSelection.Output, width: Int, coloring: Coloring) -> String {
        var links: [String] = []
        var linked: Set<ColumnReference> = []
        for link in output.values where !links.contains(where: { $0.hasPrefix("“\(link.words)”") }) {
            links.append("“\(link.words)” in \(link.column)")
            linked.insert(link.column)
        }
        let kept = Set(output.kept).subtracting(linked)
        let names = output.ranked.map(\.column).filter(kept.contains).map(\.description)
        if links.isEmpty, names.isEmpty { return coloring(.doubt, "none fits") }
        return Wording.list(links + names, width: width)
    }

    private static func text(of verdict: Verdict) -> (Coloring.Role, String) {
        switch verdict {
        case .accepted(let query):
            let rows = query.result.rows.count
            let count = query.result.isComplete ? Wording.count(rows, "row") : "more than \(Wording.count(rows, "row"))"
            return (.good, "candidate \(query.candidate + 1): \(count)")
        case .repair(let feedback): return (.doubt, "asks for another try: \(feedback.problem)")
        case .clarify: return (.doubt, "asks back")
        case .refuse: return (.bad, "refused")
        case .fail: return (.bad, "no answer")
        }
    }
}

extension StageKind {
    /// The kind in one word, for narrow screens.
    fileprivate var shortTitle: String {
        switch self {
        case .tableSelection: "tables"
        case .columnSelection: "columns"
        case .querySynthesis: "queries"
        case .executionCheck: "check"
        }
    }
}
