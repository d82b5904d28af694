internal import PlumbSQL

/// Gold that is more than one query, or does more than read.
struct GoldWrites: LintRule {
    let name = "gold-writes"
    let level = LintLevel.error
    let summary = "a gold query is not one SELECT that only reads"

    func message(for gold: LintedGold, of example: LintedExample) -> String? {
        let violations = gold.verdict.violations
        return violations.contains { $0.code == .notReadable } ? nil : violations.first?.message
    }
}
