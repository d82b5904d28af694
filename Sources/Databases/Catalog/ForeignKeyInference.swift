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

    /// Words that say "this names a row" and nothing of which table's.
    private static let keyWords: Set<String> = ["id", "code", "key", "no", "number", "num", "nr", "uuid", "fk", "pk"]

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
                guard let best = candidates.map(\.fit).max() else { continue }
                let likely = candidates.filter { $0.fit == best }
                // Two tables that fit equally well: nobody can tell which is meant.
                guard likely.count == 1, let target = likely.first?.target else { continue }
                guard try holds(column, of: table, target, isSure: best >= 3) else { continue }
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
        let words = Self.words(table.name.name)
        var names = table.uniqueKeys.filter { $0.count == 1 }.flatMap { $0 }
        if table.primaryKey.count == 1 { names = table.primaryKey + names }
        if table.primaryKey.isEmpty {
            // No key is declared at all: a column named as a key, all of whose values differ, is one.
            names += table.columns.filter { column in
                let columnWords = Self.words(column.name)
                let isNamedAsKey =
                    columnWords == ["id"] || (columnWords.last == "id" && columnWords.dropLast() == words[...])
                return isNamedAsKey && isUnique(column, in: table)
            }.map(\.name)
        }
        return names.compactMap { name in
            table.column(name).map {
                Target(
                    table: table, column: $0, tableWords: words, columnWords: Self.words(name),
                    isPrimaryKey: table.primaryKey == [name])
            }
        }
    }

    private func isUnique(_ column: Column, in table: Table) -> Bool {
        guard let statistics = column.statistics, let rows = table.rowCount, !rows.isEstimate, rows.count > 0 else {
            return false
        }
        return statistics.distinctCount == rows.count
    }

    /// How well a column's name speaks of a target, 1...4; nil where it does not.
    private func fit(_ column: Column, of table: Table, _ target: Target) -> Int? {
        let isSame = table.name == target.table.name
        guard !(isSame && column.name == target.column.name), Self.agree(column.type, target.column.type) else {
            return nil
        }
        let words = Self.words(column.name)
        guard !words.isEmpty else { return nil }
        let tableWords = target.tableWords
        // What the target's key is called from outside: `customer_id`, whether it is customer.id or customer.customer_id.
        let keyPart =
            target.columnWords.starts(with: tableWords)
            ? Array(target.columnWords.dropFirst(tableWords.count)) : target.columnWords
        let isKeyNamed = keyPart.isEmpty || keyPart.allSatisfy(Self.keyWords.contains)
        let isOwnKey = words == target.columnWords
        let speaksOfTable = !tableWords.isEmpty && target.columnWords.starts(with: tableWords)
        var fit: Int?
        if !isSame {
            if isKeyNamed, !keyPart.isEmpty, words == tableWords + keyPart { fit = 4 }
            if isOwnKey, target.isPrimaryKey, words.count > 1, speaksOfTable { fit = 4 }
            // The last word of a table's name often stands for it: `order_item_id` → shop_order_items.id.
            if fit == nil, isOwnKey, target.isPrimaryKey, words.count > 1,
                Self.keyWords.contains(words.last ?? ""), !Self.keyWords.contains(words.first ?? "")
            {
                fit = 3
            }
            if fit == nil, words == tableWords, isKeyNamed, target.isPrimaryKey { fit = 2 }
        }
        // A table's own key only points elsewhere where it carries the other table's whole name.
        if table.primaryKey == [column.name] { return fit == 4 ? fit : nil }
        // `home_team_id` → team.id, and `parent_category_id` within category itself.
        if fit == nil, isKeyNamed, target.isPrimaryKey, !keyPart.isEmpty {
            let whole = tableWords + keyPart
            if words.count > whole.count, Array(words.suffix(whole.count)) == whole { fit = 1 }
        }
        // `parent_id` within one table can only mean another row of it.
        if fit == nil, isSame, target.isPrimaryKey, words.count == 2, words[0] == "parent",
            Self.keyWords.contains(words[1])
        {
            fit = 2
        }
        return fit
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
        let sample = "SELECT DISTINCT \(child) AS v FROM \(SQLiteConnection.quoted(table.name.name)) LIMIT 20000"
        let statement = try connection.trusted(
            """
            SELECT 1 FROM (\(sample)) AS c WHERE c.v IS NOT NULL AND c.v <> '' AND NOT EXISTS
              (SELECT 1 FROM \(SQLiteConnection.quoted(target.table.name.name)) AS p WHERE p.\(parent) = c.v) LIMIT 1
            """)
        let run = QueryRun(limits: ExecutionLimits(seconds: 0.5), partOf: reading)
        do {
            return try connection.callbacks.bounded(by: run) { () throws(PlumbError) in try !statement.step() }
        } catch  where error.code == .limitExceeded || error.code == .queryFailed {
            return false
        }
    }

    private static func agree(_ left: ColumnType, _ right: ColumnType) -> Bool {
        let keys: Set<ColumnType> = [.integer, .text, .real, .other]
        guard keys.contains(left), keys.contains(right) else { return false }
        return left == right || left == .other || right == .other || (left != .text && right != .text)
    }

    /// The stems of a name's words; `custid` is cut as `cust_id` is.
    private static func words(_ name: String) -> [String] {
        let words = NameWords.of(name)
        if let only = words.first, words.count == 1, only.count > 4, only.hasSuffix("id") {
            return [Stemmer.stem(String(only.dropLast(2))), "id"]
        }
        return words.map(Stemmer.stem)
    }
}
