internal import PlumbCore
internal import PlumbLanguage

/// Finds foreign keys that nobody declared: the names fit, and every value is there.
///
/// Values alone prove nothing, because small integers are contained in any other key; a name must speak of the table.
struct ForeignKeyInference {
    let connection: SQLiteConnection
    let reading: QueryRun
    let tables: [Table]

    /// A column that others may point at.
    private struct Target {
        var table: Table
        var column: Column
        var tableWords: [String]
        var columnWords: [String]
        var isPrimaryKey: Bool
    }

    /// The keys that hold, besides those that are known.
    func keys(besides known: [ForeignKey]) throws(PlumbError) -> [ForeignKey] {
        let targets = tables.flatMap(targets)
        let taken = Set(
            known.flatMap { key in key.columns.map { ColumnReference(key.table, $0) } })
        var found: [ForeignKey] = []
        for table in tables where !table.isView && table.problem == nil {
            for column in table.columns where !taken.contains(ColumnReference(table.name, column.name)) {
                let candidates = targets.compactMap { target in
                    fit(column, of: table, target).map { (target: target, fit: $0) }
                }
                let best = candidates.map(\.fit).max() ?? .person
                let likely =
                    candidates.isEmpty
                    ? persons(column, among: targets).map { (target: $0, fit: .person) }
                    : candidates.filter { $0.fit == best }
                // Two tables that fit equally well: nobody can tell which is meant.
                guard likely.count == 1, let target = likely.first?.target else { continue }
                guard try holds(column, of: table, target, isSure: best >= .sameKey) else { continue }
                found.append(
                    ForeignKey(
                        table: table.name, columns: [column.name], referencedTable: target.table.name,
                        referencedColumns: [target.column.name], origin: .inferred))
            }
        }
        return found
    }

    private func targets(of table: Table) -> [Target] {
        guard !table.isView, table.problem == nil else { return [] }
        let words = KeyNameFit.words(table.name.name)
        var names = table.uniqueKeys.filter { $0.count == 1 }.flatMap { $0 }
        if table.primaryKey.count == 1 { names = table.primaryKey + names }
        if table.primaryKey.isEmpty {
            // No key is declared at all: a column named as a key, all of whose values differ, is one.
            names += table.columns.filter { column in
                let columnWords = KeyNameFit.words(column.name)
                let isNamedAsKey =
                    columnWords == ["id"] || (columnWords.last == "id" && columnWords.dropLast() == words[...])
                return isNamedAsKey && isUnique(column, in: table)
            }.map(\.name)
        }
        // A key may be declared twice, as primary and as unique.
        let different = names.enumerated().filter { !names.prefix($0.offset).contains($0.element) }.map(\.element)
        return different.compactMap { name in
            table.column(name).map {
                Target(
                    table: table, column: $0, tableWords: words, columnWords: KeyNameFit.words(name),
                    isPrimaryKey: table.primaryKey == [name])
            }
        }
    }

    /// Keys of the tables of persons, where a column is called after what a person does: `head_id`, `done_by`.
    private func persons(_ column: Column, among targets: [Target]) -> [Target] {
        guard KeyNameFit.speaksOfPerson(KeyNameFit.words(column.name)), column.type == .integer else { return [] }
        return targets.filter { $0.isPrimaryKey && KeyNameFit.areStaff($0.tableWords) && Self.isKeyType($0.column) }
    }

    private func isUnique(_ column: Column, in table: Table) -> Bool {
        guard let statistics = column.statistics, let rows = table.rowCount, !rows.isEstimate, rows.count > 0 else {
            return false
        }
        return statistics.distinctCount == rows.count
    }

    private func fit(_ column: Column, of table: Table, _ target: Target) -> KeyNameFit? {
        let isSameTable = table.name == target.table.name
        guard !(isSameTable && column.name == target.column.name), Self.isKeyType(column),
            Self.isKeyType(target.column)
        else { return nil }
        let fit = KeyNameFit(
            of: KeyNameFit.words(column.name), toKey: target.columnWords, ofTable: target.tableWords,
            isPrimaryKey: target.isPrimaryKey, isSameTable: isSameTable)
        // A table's own key points elsewhere only where it carries the other table's whole name.
        return table.primaryKey == [column.name] && fit != .fullName ? nil : fit
    }

    /// Whether every value is among the target's.
    ///
    /// A column without any value proves nothing; then the answer is `isSure`, whether the name alone is enough.
    private func holds(
        _ column: Column, of table: Table, _ target: Target, isSure: Bool
    ) throws(PlumbError) -> Bool {
        if let statistics = column.statistics, statistics.nullShare == 1 || table.rowCount?.count == 0 {
            return isSure
        }
        let child = SQLiteConnection.quoted(column.name)
        let parent = SQLiteConnection.quoted(target.column.name)
        // NULL is not all that stands for "none": so do an empty text, 0 and -1.
        let sample = "SELECT DISTINCT \(child) AS v FROM \(SQLiteConnection.quoted(table.name.name)) LIMIT 20000"
        let statement = try connection.trusted(
            """
            SELECT 1 FROM (\(sample)) AS c WHERE c.v NOT IN ('', 0, -1) AND NOT EXISTS
              (SELECT 1 FROM \(SQLiteConnection.quoted(target.table.name.name)) AS p WHERE p.\(parent) = c.v) LIMIT 1
            """)
        let run = QueryRun(limits: ExecutionLimits(seconds: 0.5), partOf: reading)
        do {
            return try connection.callbacks.bounded(by: run) { () throws(PlumbError) in try !statement.step() }
        } catch  where error.code == .limitExceeded || error.code == .queryFailed {
            return false
        }
    }

    /// Whether values of the type can name rows.
    ///
    /// Numbers written as text can: SQLite compares them as numbers.
    private static func isKeyType(_ column: Column) -> Bool {
        [.integer, .text, .real, .other].contains(column.type)
    }
}
