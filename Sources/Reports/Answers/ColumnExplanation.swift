internal import PlumbCore

/// The output of column selection: columns, values, ranges and join paths.
struct ColumnExplanation {
    let output: ColumnSelection.Output

    init(_ output: ColumnSelection.Output) {
        self.output = output
    }

    func write(to lines: inout Lines) {
        let kept = Set(output.kept)
        RankedList(
            entries: output.ranked.map {
                .init(
                    name: $0.column.description, score: $0.score, isKept: kept.contains($0.column),
                    evidence: $0.evidence)
            }
        ).write(to: &lines)
        for link in output.values {
            lines.add(
                "“\(link.words)” → \(link.column) = \(ValueText.literal(link.value))"
                    + " (\(link.match.title), \(Wording.fixed(link.score, 2)))",
                after: "  value  ", leadRole: .faint)
        }
        for link in output.ranges {
            let columns = link.columns.map(\.description).joined(separator: " or ")
            lines.add(
                "“\(link.words)” → \(columns.isEmpty ? "a count of rows" : columns) \(link.bounds.text)",
                after: "  range  ", leadRole: .faint)
        }
        for path in output.joins {
            let keys = path.keys.map(\.condition).joined(separator: " and ")
            lines.add("\(path.from) to \(path.to) by \(keys)", after: "  join   ", leadRole: .faint)
        }
    }
}

extension ValueLink.Match {
    /// How the words and the value agree, in words.
    fileprivate var title: String {
        switch self {
        case .same: "the same"
        case .stem: "same stem"
        case .part: "a part"
        case .typo: "nearly"
        }
    }
}

extension RangeLink.Bounds {
    /// The bounds in words, such as `from 2024-01-01 to before 2025-01-01`.
    fileprivate var text: String {
        let isTime = unit == .time
        if let lower, lower == upper { return "= \(ValueText.plain(lower))" }
        var parts: [String] = []
        if let lower {
            let word = isTime ? (includesLower ? "from" : "after") : (includesLower ? "at least" : "more than")
            parts.append("\(word) \(ValueText.plain(lower))")
        }
        if let upper {
            let word =
                isTime
                ? (includesUpper ? "to" : lower == nil ? "before" : "to before")
                : (includesUpper ? "at most" : "less than")
            parts.append("\(word) \(ValueText.plain(upper))")
        }
        return parts.joined(separator: isTime ? " " : " and ")
    }
}

extension ForeignKey {
    /// The key as pairs of columns that are equal.
    var condition: String {
        zip(columns, referencedColumns).map { "\(table).\($0) = \(referencedTable).\($1)" }.joined(separator: ", ")
            + (origin == .inferred ? " (inferred)" : "")
    }
}
