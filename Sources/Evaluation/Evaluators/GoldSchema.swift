internal import PlumbCore
internal import PlumbSQL

/// What a gold query needs of the database: a sufficient schema.
struct GoldSchema: Hashable, Sendable {
    /// The tables that it reads.
    var tables: Set<TableName>
    /// The columns that it reads.
    var columns: Set<ColumnReference>
    /// The texts that it compares columns with.
    var values: [GoldValue]

    /// A text that a column is compared with.
    struct GoldValue: Hashable, Sendable {
        var column: ColumnReference
        var text: String
    }

    /// Reads a gold query's footprint; nil where it can't be read, or names what is not there.
    init?(_ sql: String, in index: SchemaIndex, dialect: SQLDialect) {
        guard let query = try? SQLParser.query(sql, dialect: dialect) else { return nil }
        let analysis = QueryAnalysis(of: query, in: index, text: sql)
        guard analysis.problems.isEmpty else { return nil }
        tables = analysis.footprint.tables
        columns = Set(analysis.footprint.columns.keys)
        var values: [GoldValue] = []
        for comparison in analysis.comparisons where [.equal, .in].contains(comparison.operation) {
            for case .text(let text) in comparison.constants {
                let value = GoldValue(column: comparison.column, text: text)
                if !values.contains(value) { values.append(value) }
            }
        }
        self.values = values
    }

    /// What an example says of its gold in so many words.
    init(tables: Set<TableName>, columns: Set<ColumnReference>, values: [GoldValue]) {
        self.tables = tables
        self.columns = columns
        self.values = values
    }
}
