public import PlumbCore

/// A run as Markdown: a summary for the comment on a change.
public struct RunMarkdown: Sendable {
    private let record: RunRecord
    private let failures: Int

    /// Makes a report.
    ///
    /// - Parameters:
    ///   - record: the run.
    ///   - failures: how many of the examples that are not right are listed; 0 for none.
    public init(_ record: RunRecord, failures: Int = 20) {
        self.record = record
        self.failures = failures
    }

    /// The summary, its last line ended.
    public var text: String {
        let figures = RunFigures(record)
        var parts = ["### \(Self.escaped(figures.headline))"]
        parts += figures.notes.map { Self.escaped($0) + "." }
        parts.append("\(Self.escaped(([record.id] + figures.facts).joined(separator: " · ")))")
        parts += funnel
        parts += stages(figures)
        parts += figures.breakdowns.map { by, parts in
            folded(
                "Accuracy by \(by)",
                table(
                    ["", "accuracy", "95% interval", "examples"],
                    parts.map {
                        [$0.name, $0.accuracy.share, $0.accuracy.interval, Wording.grouped($0.accuracy.count)]
                    }))
        }
        let sentences =
            (figures.confidenceSentences + [figures.latencySentence].compactMap(\.self))
            + figures.usageSentences + figures.mendSentences.map { "Mended by " + $0 }
        if !sentences.isEmpty { parts.append(sentences.map { Self.escaped($0) + "." }.joined(separator: "\n")) }
        parts += failed(figures)
        return parts.joined(separator: "\n\n") + "\n"
    }

    private var funnel: [String] {
        let funnel = Funnel(record.summary)
        guard !funnel.steps.isEmpty else { return [] }
        let rows = funnel.steps.map { step in
            [
                step.title, step.accuracy.share, step.accuracy.interval,
                step.headroom.map { Wording.change($0.value) } ?? "",
            ]
        }
        return [table(["gold through", "accuracy", "95% interval", "headroom"], rows)]
            + [funnel.sentence].compactMap { $0.map { Self.escaped($0) + "." } }
    }

    private func stages(_ figures: RunFigures) -> [String] {
        let rows = figures.stages.flatMap { stage in
            (stage.mainRows + stage.componentRows).map { row in
                [
                    stage.kind.title, row.name, row.chained?.text ?? "", row.chained?.interval ?? "",
                    row.isolated?.text ?? "", row.isolated?.interval ?? "",
                ]
            }
        }
        guard !rows.isEmpty else { return [] }
        return [
            folded(
                "Figures of each stage",
                table(["stage", "figure", "chained", "95% interval", "isolated", "95% interval"], rows, texts: 2))
        ]
    }

    private func failed(_ figures: RunFigures) -> [String] {
        let all = figures.failures
        guard failures > 0, !all.isEmpty else { return [] }
        let rows = all.prefix(failures).map { example in
            [
                example.id, example.outcome.words, example.firstStageToBlame?.title ?? "",
                VisibleText.clipped(example.question.text, to: 120).text,
                VisibleText.clipped(example.failureReason ?? "", to: 160).text,
            ]
        }
        let count = Wording.grouped(all.count)
        let title = all.count > failures ? "\(Wording.grouped(failures)) of \(count) not right" : "\(count) not right"
        return [folded(title, table(["example", "how", "stage", "question", "why"], rows, texts: 5))]
    }

    /// A part that is opened by the reader.
    private func folded(_ title: String, _ content: String) -> String {
        "<details><summary>\(MarkupText.escaped(title))</summary>\n\n\(content)\n\n</details>"
    }

    /// A table whose first columns are texts, and whose others are figures.
    private func table(_ titles: [String], _ rows: [[String]], texts: Int = 1) -> String {
        func line(_ cells: [String]) -> String { "| " + cells.map(Self.escaped).joined(separator: " | ") + " |" }
        let rule = "| " + titles.indices.map { $0 < texts ? "---" : "---:" }.joined(separator: " | ") + " |"
        return ([line(titles), rule] + rows.map(line)).joined(separator: "\n")
    }

    /// The text with everything escaped that Markdown, or a service that reads it, would take for its own.
    private static func escaped(_ text: String) -> String {
        var bytes: [UInt8] = []
        MarkdownWriter.append(text, to: &bytes)
        // A mention or a reference would call people and changes that have nothing to do with the run.
        return String(decoding: bytes, as: UTF8.self).replacing("#", with: "&#35;").replacing("@", with: "&#64;")
    }
}
