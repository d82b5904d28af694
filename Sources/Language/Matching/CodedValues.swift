public import PlumbCore

/// Finds codes by what a column's description says they mean: "I inpatient, O outpatient" explains `I` and `O`.
public enum CodedValues {
    /// Links from a question's words to codes.
    ///
    /// - Parameters:
    ///   - text: the question.
    ///   - tables: the tables whose descriptions are read.
    /// - Returns: the links, each to the tokens that explain the code.
    public static func links(in text: QuestionText, tables: [Table]) -> [ValueLink] {
        var links: [ValueLink] = []
        let stems = text.tokens.map(\.stem)
        for table in tables {
            for column in table.columns {
                for (code, words) in meanings(of: column) {
                    guard let start = place(of: words, in: stems) else { continue }
                    let span = start..<(start + words.count)
                    links.append(
                        ValueLink(
                            words: text.words(span), span: span, column: ColumnReference(table.name, column.name),
                            value: code, match: .stem, score: 0.85))
                }
            }
        }
        return links
    }

    /// The codes of a column that its description explains, with their meanings' stems.
    static func meanings(of column: Column) -> [(code: SQLValue, words: [String])] {
        guard let description = column.description, let statistics = column.statistics else { return [] }
        var codes: [String: SQLValue] = [:]
        for value in statistics.frequentValues.map(\.value) {
            if case .text(let text) = value, text.count <= 8 { codes[text] = value }
            if case .integer(let number) = value { codes["\(number)"] = value }
        }
        var meanings: [(code: SQLValue, words: [String])] = []
        for part in description.split(whereSeparator: { ",;:".contains($0) }) {
            var words = part.split(whereSeparator: { $0 == " " || $0 == "=" || $0 == "(" || $0 == ")" }).map(
                String.init)
            guard let first = words.first, let code = codes[first], words.count > 1 else { continue }
            words.removeFirst()
            if ["is", "means", "for", "-", "–"].contains(words.first ?? "") { words.removeFirst() }
            let stems = Words.stems(of: words.joined(separator: " "))
            if !stems.isEmpty, stems.count <= 4 { meanings.append((code, stems)) }
        }
        return meanings
    }

    private static func place(of words: [String], in stems: [String]) -> Int? {
        guard words.count <= stems.count else { return nil }
        return (0...(stems.count - words.count)).first { Array(stems[$0..<($0 + words.count)]) == words }
    }
}
