public import PlumbCore

/// Which columns show a row to a person.
public enum DisplayColumns {
    /// The columns that name a table's rows: its name or title, or first and last name, or else its key.
    ///
    /// - Returns: at least one column's name unless the table has no columns.
    public static func of(_ table: Table) -> [String] {
        let tableStems = Set(NameWords.expanded(table.name.name).map(Stemmer.stem))
        let words = table.columns.map { column in NameWords.expanded(column.name).map(Stemmer.stem) }
        func column(_ matches: ([String]) -> Bool) -> String? {
            table.columns.indices.first { matches(words[$0]) && isText(table.columns[$0]) }
                .map { table.columns[$0].name }
        }
        let own = { (words: [String]) in words.filter { !tableStems.contains($0) } }
        let saidWords = table.columns.map { column in column.synonyms.map { Words.stems(of: $0) } }
        func part(_ first: String, _ others: [String]) -> String? {
            let names = [[first, "name"], [first]] + others.map { [$0] }
            return column { names.contains(own($0)) || names.contains(Array($0.suffix(2))) }
                ?? table.columns.indices.first { index in
                    isText(table.columns[index]) && saidWords[index].contains { names.prefix(1).contains($0) }
                }.map { table.columns[$0].name }
        }
        if let found = column({ $0 == ["name"] }) ?? column({ own($0) == ["name"] }) { return [found] }
        let first = part("first", ["forenam"])
        let last = part("last", ["surnam"]) ?? column { own($0) == ["famili", "name"] }
        if let first, let last { return [first, last] }
        for noun in ["titl", "label"] {
            if let found = column({ $0 == [noun] }) ?? column({ own($0) == [noun] }) { return [found] }
        }
        if let said = column({ own($0) == ["descript"] || $0.suffix(1) == ["descript"] && $0.count == 2 }) {
            return [said]
        }
        if let full = column({ $0 == ["full", "name"] || $0 == ["display", "name"] }) { return [full] }
        if let last { return [last] }
        if let partly = column({ $0.last == "name" }) ?? column({ $0.contains("name") || $0.contains("titl") }) {
            return [partly]
        }
        if let unique = table.columns.first(where: { column in
            isText(column)
                && column.statistics.map { statistics in
                    statistics.distinctCount.map { Double($0) >= 0.9 * Double(table.rowCount?.count ?? .max) } ?? false
                } ?? false
        }) {
            return [unique.name]
        }
        if let key = table.primaryKey.first, table.primaryKey.count == 1 { return [key] }
        return table.columns.first.map { [$0.name] } ?? []
    }

    private static func isText(_ column: Column) -> Bool {
        column.type == .text || column.type == .other
    }
}
