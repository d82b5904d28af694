public import PlumbCore

extension ColumnSelection {
    /// Checks that an output fulfils the contract: every column is one of the kept tables', ranked at most once, and
    /// every kept column is ranked; links and join paths name known columns and tables.
    ///
    /// - Throws: `PlumbError` with `contractViolated`, naming the column.
    public static func validate(_ output: Output, for input: Input) throws(PlumbError) {
        var known: Set<ColumnReference> = []
        let tables = Set(input.tables)
        for table in input.catalog.tables where tables.contains(table.name) {
            for column in table.columns { known.insert(ColumnReference(table.name, column.name)) }
        }
        func require(_ column: ColumnReference, _ role: String) throws(PlumbError) {
            guard known.contains(column) else {
                throw PlumbError(
                    .contractViolated, "column selection \(role) '\(column)', which is in no kept table")
            }
        }
        var ranked: Set<ColumnReference> = []
        for scored in output.ranked {
            try require(scored.column, "ranked")
            guard ranked.insert(scored.column).inserted else {
                throw PlumbError(.contractViolated, "column selection ranked '\(scored.column)' twice")
            }
        }
        for column in output.kept where !ranked.contains(column) {
            throw PlumbError(.contractViolated, "column selection kept '\(column)' without ranking it")
        }
        for link in output.values { try require(link.column, "linked a value to") }
        for range in output.ranges { for column in range.columns { try require(column, "bounded") } }
        for path in output.joins {
            for key in path.keys where !tables.contains(key.table) || !tables.contains(key.referencedTable) {
                throw PlumbError(
                    .contractViolated, "column selection joined through '\(key.table)', which was not kept")
            }
        }
    }
}
