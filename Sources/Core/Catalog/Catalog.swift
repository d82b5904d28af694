/// What is known of a database: everything a stage may look at, as a plain value.
public struct Catalog: Codable, Hashable, Sendable {
    /// The database's name, for people.
    public var database: String

    /// The SQL it speaks.
    public var dialect: SQLDialect

    /// Changes whenever the database or its annotations change.
    public var fingerprint: String

    /// What an owner says the database is about.
    public var description: String?

    /// Tables and views, in the database's order.
    public var tables: [Table]

    /// Foreign keys, declared and inferred.
    public var foreignKeys: [ForeignKey]

    /// Words of the business.
    public var glossary: [GlossaryEntry]

    /// Makes a catalog.
    public init(
        database: String, dialect: SQLDialect, fingerprint: String, description: String? = nil,
        tables: [Table], foreignKeys: [ForeignKey] = [], glossary: [GlossaryEntry] = []
    ) {
        self.database = database
        self.dialect = dialect
        self.fingerprint = fingerprint
        self.description = description
        self.tables = tables
        self.foreignKeys = foreignKeys
        self.glossary = glossary
    }

    /// The table of that name, compared without regard to ASCII case as SQL does.
    public func table(_ name: TableName) -> Table? {
        tables.first { $0.name == name }
            ?? tables.first { $0.name.description.lowercased() == name.description.lowercased() }
    }

    /// The column that a reference names.
    public func column(_ reference: ColumnReference) -> Column? {
        table(reference.table)?.column(reference.column)
    }
}
