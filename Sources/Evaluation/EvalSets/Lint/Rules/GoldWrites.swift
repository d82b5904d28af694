internal import PlumbSQL

/// Gold that is more than one query, or does more than read.
struct GoldWrites: LintRule {
    let name = "gold-writes"
    let level = LintLevel.error
    let summary = "a gold query is not one SELECT that only reads"

    func message(for gold: LintedGold, of example: LintedExample) -> String? {
        gold.verdict.violations.first { $0.code != .notReadable }?.message
    }
}
