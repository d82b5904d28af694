internal import PlumbCore

/// Gold that takes longer than anybody waits.
struct GoldSlow: LintRule {
    let name = "gold-slow"
    let level = LintLevel.warning
    let summary = "a gold query runs more of SQLite's instructions than --steps allows"
    let needs = LintNeeds.rows

    func message(for gold: LintedGold, of example: LintedExample) -> String? {
        guard case .failure(let error) = gold.rows, error.code == .limitExceeded else { return nil }
        return "stopped at the limit on steps; what it gives is not looked at"
    }
}
