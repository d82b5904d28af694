internal import PlumbCore

/// Judges by statistics alone whether the values of a column may be those of a key: no table is read.
struct StatisticalKeys: KeyEvidence {
    func isUnique(_ column: Column, in table: Table) -> Bool {
        guard let distinct = column.statistics?.distinctCount, let rows = table.rowCount?.count, rows > 0 else {
            return false
        }
        return distinct >= rows
    }

    /// Whether the types fit, and the values that are known lie where the key's do.
    ///
    /// Where nothing is known of the values, the name alone must be enough.
    func holds(
        _ column: Column, of table: Table, pointingAt key: Column, of referenced: Table, fit: KeyNameFit
    ) throws(PlumbError) -> Bool {
        guard Self.areComparable(column, key) else { return false }
        let isSure = fit >= .sameKey
        guard let seen = column.statistics, seen.nullShare < 1, let known = key.statistics, known.nullShare < 1 else {
            return isSure
        }
        // Texts that nobody lists have no bounds worth comparing: which of two comes first is the collation's say.
        if !known.isExhaustive, column.type != .integer, column.type != .real { return isSure }
        if let distinct = seen.distinctCount, let most = known.distinctCount {
            // Both are estimates; and a key may have been analyzed before rows were added.
            guard Double(distinct) <= Double(most) * 1.2 + 10 else { return false }
        }
        let values = seen.frequentValues.map(\.value) + [seen.minimum, seen.maximum].compactMap { $0 }
        let told = values.filter { $0 != .integer(0) && $0 != .integer(-1) && $0 != .text("") }
        guard !told.isEmpty else { return isSure }
        if known.isExhaustive {
            let keys = Set(known.frequentValues.map(\.value))
            return told.allSatisfy { keys.contains($0) }
        }
        guard let low = known.minimum?.number, let high = known.maximum?.number else { return isSure }
        // The ends of a sample are not those of the table.
        let slack = (high - low) * 0.05 + 1
        return told.allSatisfy { value in
            value.number.map { low - slack <= $0 && $0 <= high + slack } ?? false
        }
    }

    /// Whether Postgres compares the columns without being told how.
    private static func areComparable(_ left: Column, _ right: Column) -> Bool {
        if left.type.isNumeric && right.type.isNumeric { return true }
        return left.type == right.type && (left.type == .text || left.declaredType == right.declaredType)
    }
}
