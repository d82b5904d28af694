public import PlumbCore

/// What changed from one run to another, for a terminal of any width.
public struct RunComparisonReport: Sendable {
    private let comparison: RunComparison
    private let screen: Screen
    private let flips: Int

    /// Makes a report.
    ///
    /// - Parameters:
    ///   - comparison: the two runs.
    ///   - screen: where the report will be read.
    ///   - flips: how many of the examples that went another way are listed, each way; 0 for none.
    public init(_ comparison: RunComparison, on screen: Screen, flips: Int = 20) {
        self.comparison = comparison
        self.screen = screen
        self.flips = flips
    }

    /// The report, its last line ended.
    public var text: String {
        var lines = Lines(for: screen)
        let verdict = comparison.verdict
        lines.add(verdict.hasSuffix(".") ? verdict : verdict + ".", after: "", role: .title)
        lines.add(
            "over \(Wording.count(comparison.examples, "example")) that both have",
            after: "\(VisibleText.of(comparison.base)) → \(VisibleText.of(comparison.other))  ", leadRole: .name,
            role: .faint)
        lines.add()
        writeTable(
            title: "accuracy", [.init(of: "", name: "execution accuracy", difference: comparison.accuracy)], to: &lines)
        var order: [String] = []
        for part in comparison.parts where !order.contains(part.of) { order.append(part.of) }
        for of in order {
            lines.add()
            let isBreakdown = ["tag", "difficulty", "database"].contains(of)
            writeTable(
                title: isBreakdown ? "accuracy by \(of)" : of, comparison.parts.filter { $0.of == of }, to: &lines)
        }
        writeFlips(to: &lines)
        return lines.text
    }

    /// Writes the figures that changed, and how many did not.
    private func writeTable(title: String, _ all: [RunComparison.Part], to lines: inout Lines) {
        let parts = all.count == 1 ? all : all.filter { !$0.difference.isSame }
        let same = all.count - parts.count
        guard !parts.isEmpty else {
            lines.add(
                "all \(Wording.grouped(same)) the same", after: VisibleText.of(title) + "  ",
                leadRole: .title, role: .faint)
            return
        }
        lines.add(screen.coloring(.title, VisibleText.of(title)))
        var table = TextTable(columns: [
            .init(title: "", isNumber: false), .init(title: "before", spare: 2), .init(title: "after"),
            .init(title: "change"), .init(title: "95% interval", spare: 1), .init(title: "p", spare: 3),
            .init(title: "examples", spare: 4),
        ])
        for part in parts {
            let difference = part.difference
            let isShare = difference.isShare
            func figure(_ value: Double?) -> String {
                isShare ? Wording.share(value) : value.map { Wording.fixed($0, 2) } ?? "–"
            }
            table.rows.append([
                .init(part.name), .init(figure(difference.base)), .init(figure(difference.other)),
                .init(difference.changeText, difference.role(of: part.name)), .init(difference.intervalText, .faint),
                .init(difference.pValue.map(Self.text(ofChance:)) ?? ""),
                .init(Wording.grouped(difference.change.count), .faint),
            ])
        }
        table.write(to: &lines)
        if same > 0 { lines.add("and \(Wording.grouped(same)) the same", after: "  ", role: .faint) }
    }

    private static func text(ofChance value: Double) -> String {
        value < 0.001 ? "<0.001" : Wording.fixed(value, 3)
    }

    private func writeFlips(to lines: inout Lines) {
        let gained = comparison.flips.filter { $0.other == .right }
        let lost = comparison.flips.filter { $0.base == .right }
        let others = comparison.flips.filter { $0.other != .right && $0.base != .right }
        for (title, flips) in [("now right", gained), ("no longer right", lost), ("not right in another way", others)] {
            guard !flips.isEmpty, self.flips > 0 else { continue }
            lines.add()
            lines.add(Wording.count(flips.count, "example"), after: title + "  ", leadRole: .title, role: .faint)
            for flip in flips.prefix(self.flips) { write(flip, to: &lines) }
            if flips.count > self.flips {
                lines.add("and \(Wording.grouped(flips.count - self.flips)) more", after: "  ", role: .faint)
            }
        }
    }

    private func write(_ flip: RunComparison.Flip, to lines: inout Lines) {
        var facts = "\(flip.base.words) → \(flip.other.words)"
        if let stage = flip.stage { facts += " · \(stage.title)" }
        lines.add(
            facts, after: "  \(flip.other.mark) \(VisibleText.of(flip.id))  ", leadRole: flip.other.role, role: .faint)
        lines.add(flip.question, after: "    ")
    }
}

extension RunComparison.Difference {
    /// Whether both figures can be shares.
    var isShare: Bool { [base, other].allSatisfy { $0.map { (0...1).contains($0) } ?? true } }

    /// The change, in points for shares.
    var changeText: String {
        isShare ? Wording.change(change.value) : change.value.map { Wording.signed(Wording.fixed($0, 2)) } ?? "–"
    }

    /// The change's interval in the same unit; empty where there is none.
    var intervalText: String {
        guard !isShare else { return change.changeInterval }
        guard let low = change.low, let high = change.high else { return "" }
        return "\(Wording.signed(Wording.fixed(low, 2))) to \(Wording.signed(Wording.fixed(high, 2)))"
    }

    /// Whether no example differs.
    fileprivate var isSame: Bool {
        [change.value, change.low, change.high].allSatisfy { ($0 ?? 0) == 0 } && base == other
    }

    /// The color of a change that is more than chance; nil where it may be chance, or is neither good nor bad.
    fileprivate func role(of name: String) -> Coloring.Role? {
        guard isShare, let low = change.low, let high = change.high, low > 0 || high < 0 else { return nil }
        return (low > 0) == !Self.lowIsGood.contains(name) ? .good : .bad
    }

    private static let lowIsGood: Set = ["selection regret", "repair harmed", "repair left wrong"]
}
