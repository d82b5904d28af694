internal import PlumbSQL

/// A limit that cuts between rows of equal rank: which of them comes is left to the database.
struct GoldTies: LintRule {
    let name = "gold-ties"
    let level = LintLevel.warning
    let summary = "a limit cuts between rows that the order does not tell apart"
    let needs: LintNeeds = [.schema, .rows, .reversedRows, .ties]

    func message(for gold: LintedGold, of example: LintedExample) -> String? {
        if gold.ties?.atCut == true {
            return gold.query?.orderBy.isEmpty == true
                ? "LIMIT without ORDER BY: which rows come is left open"
                : "the limit cuts between rows with equal order keys: which of them come is left open"
        }
        guard gold.orderEffect == .rows, gold.hasLimit else { return nil }
        return "other rows come when the database reads its tables backwards: a limit inside depends on their order"
    }
}

extension LintedGold {
    /// Whether it has a limit anywhere.
    var hasLimit: Bool {
        guard let query else { return false }
        var finder = LimitFinder()
        finder.walk(query)
        return finder.isFound
    }
}
