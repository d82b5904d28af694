internal import PlumbEvaluation

/// Findings with their counts, for programs.
struct LintReport: Codable {
    var findings: [LintFinding]
    var summary: LintSummary
}

/// How many findings there are.
struct LintSummary: Codable {
    var examples: Int
    var levels: [String: Int]
    var rules: [String: Int]

    init(_ findings: [LintFinding], examples: Int) {
        self.examples = examples
        levels = Dictionary(LintLevel.allCases.map { ($0.rawValue, 0) }) { $1 }
        rules = [:]
        for finding in findings {
            levels[finding.level.rawValue, default: 0] += 1
            rules[finding.rule, default: 0] += 1
        }
    }

    /// One line for people.
    var text: String {
        let parts = LintLevel.allCases.map { level in
            let count = levels[level.rawValue] ?? 0
            return "\(count) \(level.rawValue)\(count == 1 ? "" : "s")"
        }
        return "\(parts.joined(separator: ", ")) in \(examples) \(examples == 1 ? "line" : "lines")"
    }
}
