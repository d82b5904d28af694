public import PlumbCore

/// A run in words and figures, for a terminal of any width.
public struct RunReport: Sendable {
    private let record: RunRecord
    private let screen: Screen
    private let failures: Int

    /// Makes a report.
    ///
    /// - Parameters:
    ///   - record: the run.
    ///   - screen: where the report will be read.
    ///   - failures: how many of the examples that are not right are listed at the end; 0 for none.
    public init(_ record: RunRecord, on screen: Screen, failures: Int = 10) {
        self.record = record
        self.screen = screen
        self.failures = failures
    }

    /// The report, its last line ended.
    public var text: String {
        let figures = RunFigures(record)
        var lines = Lines(for: screen)
        lines.add(figures.headline + ".", after: "", role: .title)
        for note in figures.notes { lines.add(note + ".", after: "") }
        lines.add(
            figures.facts.joined(separator: " · "), after: VisibleText.of(record.id) + "  ", leadRole: .name,
            role: .faint)
        writeFunnel(to: &lines)
        for stage in figures.stages { write(stage, to: &lines) }
        for breakdown in figures.breakdowns { write(breakdown.parts, by: breakdown.by, to: &lines) }
        writeEndings(to: &lines)
        writeConfidence(figures, to: &lines)
        write(figures.usageSentences, under: "models", to: &lines)
        write(figures.mendSentences, under: "mended", to: &lines)
        writeFailures(figures, to: &lines)
        return lines.text
    }

    private func title(_ text: String, _ explanation: String = "", to lines: inout Lines) {
        lines.add()
        guard !explanation.isEmpty else { return lines.add(screen.coloring(.title, VisibleText.of(text))) }
        lines.add(explanation, after: VisibleText.of(text) + "  ", leadRole: .title, role: .faint)
    }

    private func writeFunnel(to lines: inout Lines) {
        let funnel = Funnel(record.summary)
        guard !funnel.steps.isEmpty else { return }
        title("what each stage costs", "accuracy with gold through a stage", to: &lines)
        var table = TextTable(columns: [
            .init(title: "", isNumber: false), .init(title: "accuracy"), .init(title: "95% interval", spare: 2),
            .init(title: "headroom"), .init(title: "", isNumber: false, spare: 3),
        ])
        for step in funnel.steps {
            let headroom = step.headroom.map { Wording.change($0.value) } ?? ""
            table.rows.append([
                .init(step.title), .init(step.accuracy.share), .init(step.accuracy.interval, .faint), .init(headroom),
                .init(TextBar.of(step.accuracy.value), .good),
            ])
        }
        table.write(to: &lines)
        if let sentence = funnel.sentence { lines.add(sentence + ".", after: "  ") }
        if let sentence = RunFigures(record).blameSentence { lines.add(sentence + ".", after: "  ") }
    }

    private func write(_ stage: StageFigures, to lines: inout Lines) {
        var facts: [String] = []
        if let implementation = stage.implementation { facts.append(implementation.name) }
        if let seconds = stage.chained?.seconds { facts.append("\(Wording.duration(seconds)) on average") }
        title(stage.kind.title, facts.joined(separator: " · "), to: &lines)
        var table = TextTable(columns: [
            .init(title: "", isNumber: false),
            .init(title: stage.chained == nil || stage.isolated == nil ? "" : "chained"),
            .init(title: "95% interval", spare: 1), .init(title: stage.isolated == nil ? "" : "isolated"),
            .init(title: "95% interval", spare: 1),
        ])
        for row in stage.mainRows {
            table.rows.append([
                .init(row.name), .init(row.chained?.text ?? (stage.chained == nil ? "" : "–")),
                .init(row.chained?.interval ?? "", .faint),
                .init(row.isolated?.text ?? (stage.isolated == nil ? "" : "–")),
                .init(row.isolated?.interval ?? "", .faint),
            ])
        }
        table.write(to: &lines)
        let components = stage.componentRows.map { "\($0.name) \(($0.chained ?? $0.isolated)?.text ?? "–")" }
        if !components.isEmpty {
            lines.add(components.joined(separator: ", "), after: "  components  ", role: .faint)
        }
    }

    private func write(_ parts: [RunSummary.Breakdown], by: String, to lines: inout Lines) {
        title("accuracy by \(by)", to: &lines)
        var table = TextTable(columns: [
            .init(title: "", isNumber: false), .init(title: "accuracy"), .init(title: "95% interval", spare: 2),
            .init(title: "examples"), .init(title: "", isNumber: false, spare: 3),
        ])
        for part in parts {
            table.rows.append([
                .init(part.name), .init(part.accuracy.share), .init(part.accuracy.interval, .faint),
                .init(Wording.grouped(part.accuracy.count)), .init(TextBar.of(part.accuracy.value), .good),
            ])
        }
        table.write(to: &lines)
    }

    private func writeEndings(to lines: inout Lines) {
        let endings = record.summary.endings
        guard !endings.isEmpty else { return }
        title("what was done", "where a pipeline should", to: &lines)
        let expectations = ExampleRecord.Expectation.allCases.filter { endings[$0] != nil }
        var table = TextTable(
            columns: [.init(title: "", isNumber: false)] + expectations.map { .init(title: $0.imperative) })
        for ending in ExampleRecord.Ending.allCases {
            table.rows.append(
                [.init(ending.words)] + expectations.map { .init(Wording.grouped(endings[$0]?[ending] ?? 0)) })
        }
        table.write(to: &lines)
    }

    private func writeConfidence(_ figures: RunFigures, to lines: inout Lines) {
        let sentences = figures.confidenceSentences + [figures.latencySentence].compactMap(\.self)
        guard !sentences.isEmpty else { return }
        title("confidence and time", to: &lines)
        for sentence in sentences { lines.add(sentence + ".", after: "  ") }
    }

    private func write(_ sentences: [String], under heading: String, to lines: inout Lines) {
        guard !sentences.isEmpty else { return }
        title(heading, to: &lines)
        for sentence in sentences { lines.add(sentence + ".", after: "  ") }
    }

    private func writeFailures(_ figures: RunFigures, to lines: inout Lines) {
        let all = figures.failures
        guard failures > 0, !all.isEmpty else { return }
        title("not right", "\(Wording.grouped(min(failures, all.count))) of \(Wording.grouped(all.count))", to: &lines)
        for example in all.prefix(failures) {
            let outcome = example.outcome
            var facts = [outcome.words, example.database]
            if let stage = example.firstStageToBlame { facts.append(stage.title) }
            lines.add(
                facts.joined(separator: " · "), after: "  \(outcome.mark) \(VisibleText.of(example.id))  ",
                leadRole: outcome.role, role: .faint)
            lines.add(example.question.text, after: "    ")
            if let reason = example.failureSentence { lines.add(reason, after: "    ", role: .faint) }
        }
        if all.count > failures {
            lines.add("and \(Wording.grouped(all.count - failures)) more", after: "  ", role: .faint)
        }
    }
}
