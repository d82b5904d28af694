internal import PlumbCore
internal import PlumbLanguage

/// Finds foreign keys that nobody declared: the names fit, and the values do not speak against it.
///
/// Values alone prove nothing, because small integers are contained in any other key; a name must speak of the table.
struct ForeignKeyInference<Evidence: KeyEvidence> {
    let tables: [Table]
    let evidence: Evidence

    /// More tables than this that a name may speak of can't be told apart, and are not compared one by one.
    private static var mostCandidates: Int { 64 }

    /// The keys that hold, besides those that are known.
    func keys(besides known: [ForeignKey]) throws(PlumbError) -> [ForeignKey] {
        var words = WordCache()
        let targets = KeyTargets(tables.flatMap { self.targets(of: $0, &words) })
        let taken = Set(known.flatMap { key in key.columns.map { ColumnReference(key.table, $0) } })
        var found: [ForeignKey] = []
        for table in tables where !table.isView && table.problem == nil {
            for column in table.columns where Self.isKeyType(column) {
                guard !taken.contains(ColumnReference(table.name, column.name)) else { continue }
                let likely = likely(column, of: table, targets, words.of(column.name))
                // Two tables that fit equally well: nobody can tell which is meant.
                guard likely.targets.count == 1, let target = likely.targets.first else { continue }
                let holds = try evidence.holds(
                    column, of: table, pointingAt: target.column, of: target.table, fit: likely.fit)
                guard holds else { continue }
                found.append(
                    ForeignKey(
                        table: table.name, columns: [column.name], referencedTable: target.table.name,
                        referencedColumns: [target.column.name], origin: .inferred))
            }
        }
        return found
    }

    /// The keys that a column's name fits best, first of its own schema, then of all.
    private func likely(
        _ column: Column, of table: Table, _ targets: KeyTargets, _ words: [String]
    ) -> (targets: [KeyTarget], fit: KeyNameFit) {
        let named = targets.named(words, near: table)
        for group in [named.filter { $0.table.name.schema == table.name.schema }, named] {
            guard !group.isEmpty, group.count <= Self.mostCandidates else { continue }
            let fits = group.compactMap { target in fit(column, words, of: table, target).map { (target, $0) } }
            if let best = fits.map(\.1).max() { return (fits.filter { $0.1 == best }.map(\.0), best) }
        }
        guard KeyNameFit.speaksOfPerson(words), column.type == .integer else { return ([], .person) }
        let staff = targets.ofStaff
        let near = staff.filter { $0.table.name.schema == table.name.schema }
        return (near.isEmpty ? staff : near, .person)
    }

    private func targets(of table: Table, _ words: inout WordCache) -> [KeyTarget] {
        guard !table.isView, table.problem == nil else { return [] }
        let tableWords = words.of(table.name.name)
        var names = table.uniqueKeys.filter { $0.count == 1 }.flatMap { $0 }
        if table.primaryKey.count == 1 { names = table.primaryKey + names }
        if table.primaryKey.isEmpty {
            // No key is declared at all: a column named as a key, all of whose values differ, is one.
            names += table.columns.filter { column in
                let columnWords = words.of(column.name)
                let isNamedAsKey =
                    columnWords == ["id"] || (columnWords.last == "id" && columnWords.dropLast() == tableWords[...])
                return isNamedAsKey && evidence.isUnique(column, in: table)
            }.map(\.name)
        }
        // A key may be declared twice, as primary and as unique.
        let different = names.enumerated().filter { !names.prefix($0.offset).contains($0.element) }.map(\.element)
        return different.compactMap { name in
            guard let column = table.column(name), Self.isKeyType(column) else { return nil }
            return KeyTarget(
                table: table, column: column, tableWords: tableWords, columnWords: words.of(name),
                isPrimaryKey: table.primaryKey == [name])
        }
    }

    private func fit(_ column: Column, _ words: [String], of table: Table, _ target: KeyTarget) -> KeyNameFit? {
        let isSameTable = table.name == target.table.name
        guard !(isSameTable && column.name == target.column.name) else { return nil }
        let fit = KeyNameFit(
            of: words, toKey: target.columnWords, ofTable: target.tableWords, isPrimaryKey: target.isPrimaryKey,
            isSameTable: isSameTable)
        // A table's own key points elsewhere only where it carries the other table's whole name.
        return table.primaryKey == [column.name] && fit != .fullName ? nil : fit
    }

    /// Whether values of the type can name rows.
    ///
    /// Numbers written as text can: SQLite compares them as numbers.
    private static func isKeyType(_ column: Column) -> Bool {
        [.integer, .text, .real, .other].contains(column.type)
    }
}

/// What an engine knows of keys that are not declared.
protocol KeyEvidence {
    /// Whether all values of a column differ.
    func isUnique(_ column: Column, in table: Table) -> Bool

    /// Whether the values of a column may be those of a key.
    ///
    /// - Parameters:
    ///   - column: the column that would point.
    ///   - table: its table.
    ///   - key: the column pointed at.
    ///   - referenced: its table.
    ///   - fit: how plainly the name says so.
    /// - Returns: whether the key holds.
    /// - Throws: `PlumbError` where the search has to end.
    func holds(
        _ column: Column, of table: Table, pointingAt key: Column, of referenced: Table, fit: KeyNameFit
    ) throws(PlumbError) -> Bool
}

/// The words of names, each name cut once: thousands of tables have columns of the same names.
private struct WordCache {
    private var known: [String: [String]] = [:]

    mutating func of(_ name: String) -> [String] {
        if let words = known[name] { return words }
        let words = KeyNameFit.words(name)
        known[name] = words
        return words
    }
}
