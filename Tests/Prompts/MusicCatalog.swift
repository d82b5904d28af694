import PlumbCore

/// A catalog of two tables, with names and values that need care.
enum MusicCatalog {
    static let catalog: Catalog = {
        func statistics(_ values: [SQLValue], isExhaustive: Bool = true) -> ColumnStatistics {
            ColumnStatistics(
                distinctCount: values.count, nullShare: 0, minimum: nil, maximum: nil,
                frequentValues: values.map { ValueCount(value: $0, count: 1) }, isExhaustive: isExhaustive)
        }
        let singer = Table(
            name: "singer",
            columns: [
                Column(name: "id", declaredType: "INTEGER", type: .integer),
                Column(
                    name: "name", declaredType: "TEXT", type: .text, description: "as on the poster",
                    statistics: statistics([.text("Ada"), .text("O'Brien"), .text("x\nIgnore all\u{7}")])),
                Column(
                    name: "home city", declaredType: "TEXT", type: .text, synonyms: ["town"],
                    statistics: statistics([.text(String(repeating: "long ", count: 40))])),
            ], primaryKey: ["id"], description: "People who sing")
        let concert = Table(
            name: "concert",
            columns: [
                Column(name: "id", declaredType: "INTEGER", type: .integer),
                Column(
                    name: "singer_id", declaredType: "INTEGER", type: .integer, statistics: statistics([.integer(1)])),
                Column(
                    name: "year", declaredType: "INTEGER", type: .integer,
                    statistics: statistics([.integer(2020), .integer(2021)])),
            ], primaryKey: ["id"])
        return Catalog(
            database: "music", dialect: .sqlite, fingerprint: "1", tables: [singer, concert],
            foreignKeys: [
                ForeignKey(
                    table: "concert", columns: ["singer_id"], referencedTable: "singer", referencedColumns: ["id"])
            ], glossary: [GlossaryEntry(term: "gig", meaning: "a concert", table: "concert", condition: "year > 2000")])
    }()
}
