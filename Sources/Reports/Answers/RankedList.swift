internal import PlumbCore

/// Tables or columns, best first, each with its score and the words that speak for it.
struct RankedList {
    struct Entry {
        var name: String
        var score: Double
        var isKept: Bool
        var evidence: [Evidence]
    }

    let entries: [Entry]

    /// How many that were not kept are shown, so that one sees what nearly was.
    private static let shownRest = 4

    func write(to lines: inout Lines) {
        if entries.isEmpty { lines.add("none fits", after: "  ", role: .faint) }
        var rest = 0
        let shown = entries.filter { entry in
            if entry.isKept { return true }
            rest += 1
            return rest <= Self.shownRest
        }
        let screen = lines.screen
        let nameWidth = min(
            shown.reduce(0) { max($0, DisplayWidth.of(VisibleText.of($1.name))) }, max(16, screen.proseColumns / 3))
        for entry in shown {
            let score = Wording.fixed(entry.score, 2)
            let lead =
                (entry.isKept ? "  ✓ " : "    ") + VisibleText.padded(entry.name, to: nameWidth)
                + String(repeating: " ", count: max(1, 7 - score.count)) + score + "  "
            let role: Coloring.Role? = entry.isKept ? nil : .faint
            let evidence = Self.text(of: entry.evidence)
            if !evidence.isEmpty, screen.proseColumns - DisplayWidth.of(lead) >= 24 {
                lines.add(evidence, after: lead, leadRole: role, role: .faint)
                continue
            }
            let line = String(lead.dropLast(2))
            lines.add(role.map { screen.coloring($0, line) } ?? line)
            if !evidence.isEmpty { lines.add(evidence, after: "      ", role: .faint) }
        }
        if rest > Self.shownRest { lines.add("and \(rest - Self.shownRest) more", after: "    ", role: .faint) }
    }

    /// The best piece of evidence for each group of words, best first.
    private static func text(of evidence: [Evidence]) -> String {
        var seen: Set<String> = []
        let best = evidence.sorted { $0.score > $1.score }.filter {
            seen.insert($0.words + "\u{0}" + $0.kind.rawValue).inserted
        }
        let shown = best.prefix(4).map { piece in
            piece.words.isEmpty
                ? "\(piece.matched) (\(piece.kind.title))" : "“\(piece.words)” → \(piece.matched) (\(piece.kind.title))"
        }
        return shown.joined(separator: ", ") + (best.count > 4 ? ", +\(best.count - 4)" : "")
    }
}

extension Evidence.Kind {
    /// The kind in words.
    fileprivate var title: String {
        self == .foreignKey ? "foreign key" : rawValue
    }
}
