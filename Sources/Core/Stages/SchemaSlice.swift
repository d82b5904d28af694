/// The part of the catalog that query synthesis gets to see, with why it was kept.
public struct SchemaSlice: Codable, Hashable, Sendable {
    /// The SQL to write.
    public var dialect: SQLDialect
    /// The kept tables, each with its kept columns only.
    public var tables: [Table]
    /// Foreign keys between kept tables.
    public var foreignKeys: [ForeignKey]
    /// Words of the business that the kept tables can express.
    public var glossary: [GlossaryEntry]
    /// Evidence for the kept tables, best table first.
    public var tableEvidence: [ScoredTable]
    /// Evidence for the kept columns, best column first.
    public var columnEvidence: [ScoredColumn]
    /// Values in the data that words of the question point at.
    public var values: [ValueLink]
    /// Numbers and times in the question.
    public var ranges: [RangeLink]
    /// Ways to join the kept tables.
    public var joins: [JoinPath]
    /// Names of the tables that were left out.
    public var leftOut: [TableName]

    /// Cuts a catalog down to what the first two stages kept.
    public init(catalog: Catalog, tables: TableSelection.Output, columns: ColumnSelection.Output) {
        let keptTables = Set(tables.kept)
        let keptColumns = Set(columns.kept)
        dialect = catalog.dialect
        self.tables = catalog.tables.filter { keptTables.contains($0.name) }.map { table in
            var table = table
            table.columns = table.columns.filter { keptColumns.contains(ColumnReference(table.name, $0.name)) }
            return table
        }
        foreignKeys = catalog.foreignKeys.filter {
            keptTables.contains($0.table) && keptTables.contains($0.referencedTable)
        }
        glossary = catalog.glossary.filter { entry in entry.table.map(keptTables.contains) ?? true }
        tableEvidence = tables.ranked.filter { keptTables.contains($0.table) }
        columnEvidence = columns.ranked.filter { keptColumns.contains($0.column) }
        values = columns.values
        ranges = columns.ranges
        joins = columns.joins
        leftOut = catalog.tables.map(\.name).filter { !keptTables.contains($0) }
    }

    /// The kept table of that name.
    public func table(_ name: TableName) -> Table? {
        tables.first { $0.name == name }
    }

    /// The kept column that a reference names.
    public func column(_ reference: ColumnReference) -> Column? {
        table(reference.table)?.columns.first { $0.name == reference.column }
    }
}
