internal import PlumbCore

/// Sums and averages of reals, whose last digits depend on the order in which they are added.
struct GoldFloatSum: LintRule {
    let name = "gold-float-sum"
    let level = LintLevel.warning
    let summary = "the last digits of a sum or an average depend on the order in which rows are read"
    let needs: LintNeeds = [.rows, .reversedRows]

    func message(for gold: LintedGold, of example: LintedExample) -> String? {
        guard gold.orderEffect == .digits, example.example.contract != .strict else { return nil }
        return
            "the last digits differ when the database reads its tables backwards; round them, or use the contract strict"
    }
}
