/// An order that leaves something open, or rows that depend on an order that nothing fixes.
struct GoldOrder: LintRule {
    let name = "gold-order"
    let level = LintLevel.warning
    let summary = "rows of equal rank come in any order, or a value depends on the order in which rows are read"
    let needs: LintNeeds = [.schema, .rows, .reversedRows, .ties]

    func message(for gold: LintedGold, of example: LintedExample) -> String? {
        if gold.orderEffect == .rows, !gold.hasLimit {
            return "other values come when the database reads its tables backwards: the order of rows decides"
        }
        if let column = gold.openColumn {
            return "a group has several values of \(column), which the query does not group by: any of them comes"
        }
        return gold.ties?.within == true ? "rows with equal order keys come in any order" : nil
    }
}
