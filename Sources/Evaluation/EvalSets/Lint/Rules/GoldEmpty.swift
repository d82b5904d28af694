internal import PlumbCore

/// Gold without rows: many wrong queries give none either.
struct GoldEmpty: LintRule {
    let name = "gold-empty"
    let level = LintLevel.warning
    let summary = "a gold query gives no row, as many wrong queries do"
    let needs = LintNeeds.rows

    func message(for gold: LintedGold, of example: LintedExample) -> String? {
        guard case .success(let rows) = gold.rows else { return nil }
        if rows.rows.isEmpty { return "gives no row" }
        return rows.rows.count == 1 && rows.rows[0].allSatisfy(\.isNull) ? "gives nothing but NULL" : nil
    }
}
