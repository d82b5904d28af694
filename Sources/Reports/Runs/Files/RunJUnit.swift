public import PlumbCore

/// A run as JUnit XML, which build servers show: a suite for each database, a case for each example.
public struct RunJUnit: Sendable {
    private let record: RunRecord

    /// Makes a report.
    public init(_ record: RunRecord) {
        self.record = record
    }

    /// The document, its last line ended.
    public var text: String {
        var databases: [String] = []
        var examples: [String: [ExampleRecord]] = [:]
        for example in record.examples {
            if examples[example.database] == nil { databases.append(example.database) }
            examples[example.database, default: []].append(example)
        }
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        text += "<testsuites name=\"\(escaped(record.id))\"\(counts(record.examples))>\n"
        for database in databases {
            let examples = examples[database] ?? []
            text += "  <testsuite name=\"\(escaped(database))\"\(counts(examples)) errors=\"0\""
            text += " timestamp=\"\(escaped(timestamp))\">\n"
            for example in examples { text += testCase(example) }
            text += "  </testsuite>\n"
        }
        return text + "</testsuites>\n"
    }

    /// ISO 8601 without a time zone, as the form wants it.
    private var timestamp: String {
        record.startedAt.hasSuffix("Z") ? String(record.startedAt.dropLast()) : record.startedAt
    }

    private func counts(_ examples: [ExampleRecord]) -> String {
        let failures = examples.count { $0.outcome == .wrong || $0.outcome == .unanswered }
        let skipped = examples.count { $0.outcome == .unscored }
        let seconds = examples.reduce(0) { $0 + $1.seconds }
        return " tests=\"\(examples.count)\" failures=\"\(failures)\" skipped=\"\(skipped)\""
            + " time=\"\(Wording.fixed(seconds, 6))\""
    }

    private func testCase(_ example: ExampleRecord) -> String {
        var text = "    <testcase classname=\"\(escaped(example.database))\""
        text += " name=\"\(escaped(example.id)): \(escaped(example.question.text))\""
        text += " time=\"\(Wording.fixed(example.seconds, 6))\""
        let reason = example.failureReason ?? example.outcome.words
        switch example.outcome {
        case .right: return text + "/>\n"
        case .unscored: text += ">\n      <skipped message=\"\(escaped(reason))\"/>\n"
        case .wrong, .unanswered:
            text += ">\n      <failure type=\"\(example.outcome.words)\" message=\"\(escaped(reason))\">"
            text += MarkupText.escaped(details(of: example), keepsLineBreaks: true)
            text += "</failure>\n"
        }
        return text + "    </testcase>\n"
    }

    private func details(of example: ExampleRecord) -> String {
        var parts = [example.question.text]
        if let stage = example.firstStageToBlame { parts.append("first stage whose gold mends it: \(stage.title)") }
        if let sql = example.sql { parts.append("given:\n\(sql)") }
        if let gold = example.shownGold { parts.append("gold:\n\(gold.sql)") }
        return parts.joined(separator: "\n\n")
    }

    private func escaped(_ text: String) -> String { MarkupText.escaped(text) }
}
