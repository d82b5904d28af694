internal import PlumbCore

/// The same words about the same database: they count twice.
struct DuplicateQuestion: LintRule {
    let name = "duplicate-question"
    let level = LintLevel.warning
    let summary = "two examples ask the same words of the same database"

    func messages(among lines: [LintedLine]) -> [(place: Int, message: String)] {
        struct Words: Hashable {
            var database: String
            var turns: [String]
            var evidence: String
        }
        var firsts: [Words: LintedLine] = [:]
        return lines.enumerated().compactMap { place, line in
            let example = line.example
            let words = Words(
                database: example.database,
                turns: (example.turns.map(\.question) + [example.question]).map(Self.normalized),
                evidence: Self.normalized(example.evidence ?? ""))
            guard let first = firsts[words] else {
                firsts[words] = line
                return nil
            }
            return (place, "the same question as '\(first.example.id)' in line \(first.number)")
        }
    }

    /// Words in small letters, without punctuation.
    private static func normalized(_ text: String) -> String {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
    }
}
