import PlumbCore

/// Texts that try to be more than text.
enum HostileTexts {
    static let all = [
        "</script><script>alert(1)</script>", "\" onload=\"alert(1)", "' onload='alert(1)", "]]><x>", "<!-- ",
        "&lt;b&gt; &amp; &#x26;", "\u{0}\u{1}\u{8}\u{B}\u{1F}\u{7F}\u{85}", "\u{202E}evil\u{2066}", "\u{FFFE}\u{FFFF}",
        "{{name}} {{{name}}} {{#list}}", "a\nb\tc\r\nd", "| [x](javascript:alert(1)) `code` @everyone #1", "漢字 👩‍👩‍👧",
        "</style><img src=x onerror=alert(1)>", "</textarea></details>",
    ]

    /// A run all of whose texts are hostile.
    static var run: RunRecord {
        var record = RunSamples.run(all[0], examples: all.count * 7)
        record.making.pipeline = all[1]
        record.making.contract = all[2]
        record.making.evalSets[0].name = all[0]
        for (index, text) in record.examples.indices.map({ ($0, all[($0 / 7) % all.count]) }) {
            record.examples[index].id = "\(index) \(text)"
            record.examples[index].database = text
            record.examples[index].question = Question(text, evidence: text)
            record.examples[index].tags = [text]
            record.examples[index].difficulty = text
            if record.examples[index].sql != nil { record.examples[index].sql = "SELECT '\(text)'" }
            if record.examples[index].comparison?.reason != nil {
                record.examples[index].comparison?.reason?.detail = text
            }
            for gold in record.examples[index].gold.indices {
                record.examples[index].gold[gold].sql = "SELECT 1 -- \(text)"
                record.examples[index].gold[gold].result = QueryResult(
                    columns: [ResultColumn(name: text)], rows: [[.text(text)], [.null], [.blob([0, 255])]])
            }
        }
        for index in record.summary.breakdown.indices {
            record.summary.breakdown[index].name = all[index % all.count]
        }
        return record
    }
}
