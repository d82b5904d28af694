public import PlumbCore

extension TableSelection {
    /// Checks that an output fulfils the contract: every table is in the catalog, ranked at most once, and every kept
    /// table is ranked.
    ///
    /// - Throws: `PlumbError` with `contractViolated`, naming the table.
    public static func validate(_ output: Output, for input: Input) throws(PlumbError) {
        let known = Set(input.catalog.tables.map(\.name))
        var ranked: Set<TableName> = []
        for scored in output.ranked {
            guard known.contains(scored.table) else {
                throw PlumbError(
                    .contractViolated, "table selection ranked '\(scored.table)', which the database does not have")
            }
            guard ranked.insert(scored.table).inserted else {
                throw PlumbError(.contractViolated, "table selection ranked '\(scored.table)' twice")
            }
            guard scored.score.isFinite else {
                throw PlumbError(.contractViolated, "table selection scored '\(scored.table)' with no finite number")
            }
        }
        for table in output.kept where !ranked.contains(table) {
            throw PlumbError(.contractViolated, "table selection kept '\(table)' without ranking it")
        }
    }
}
