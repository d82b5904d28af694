public import PlumbCore

/// How a schema is written into a prompt.
public enum SchemaFormat: String, Codable, Hashable, Sendable, CaseIterable {
    /// `CREATE TABLE` statements, with what is known of columns in comments.
    case ddl
    /// Lists of `(column:TYPE, what it is, examples)`, as XiYan-SQL has them (Gao et al., arXiv 2411.08599).
    case mSchema = "m-schema"
    /// A heading and a list for each table.
    case markdown
    /// One JSON object.
    case json

    /// Writes a schema.
    ///
    /// - Parameters:
    ///   - schema: the tables.
    ///   - detail: what is said of columns beside their names and types.
    /// - Returns: the text; the same for the same schema, so that servers can keep what they read of it.
    public func text(of schema: PromptSchema, detail: SchemaDetail) -> String {
        let text = SchemaText(schema: schema, detail: detail)
        return switch self {
        case .ddl: text.ddl
        case .mSchema: text.mSchema
        case .markdown: text.markdown
        case .json: text.json
        }
    }
}

/// The tables that a prompt shows.
public struct PromptSchema: Hashable, Sendable {
    /// The database's name, for people.
    public var database: String?
    /// The SQL that is spoken.
    public var dialect: SQLDialect
    /// The tables.
    public var tables: [Table]
    /// The keys between them.
    public var foreignKeys: [ForeignKey]
    /// Words of the business.
    public var glossary: [GlossaryEntry]

    /// A whole catalog, or some of its tables.
    public init(_ catalog: Catalog, tables kept: [TableName]? = nil) {
        database = catalog.database
        dialect = catalog.dialect
        let names = kept.map(Set.init)
        func isKept(_ name: TableName) -> Bool { names?.contains(name) ?? true }
        tables = catalog.tables.filter { $0.problem == nil && isKept($0.name) }
        foreignKeys = catalog.foreignKeys.filter { isKept($0.table) && isKept($0.referencedTable) }
        glossary = catalog.glossary.filter { $0.table.map(isKept) ?? true }
    }

    /// What query synthesis gets to see.
    public init(_ slice: SchemaSlice) {
        database = nil
        dialect = slice.dialect
        tables = slice.tables.filter { !$0.columns.isEmpty }
        foreignKeys = slice.foreignKeys
        glossary = slice.glossary
    }
}

/// What a prompt says of columns beside their names and types.
public struct SchemaDetail: Hashable, Sendable {
    /// How many values of each text column are shown; 0 for none.
    public var samples: Int
    /// Whether descriptions and synonyms that an owner wrote are shown.
    public var descriptions: Bool

    /// Makes a detail.
    public init(samples: Int = 3, descriptions: Bool = true) {
        self.samples = samples
        self.descriptions = descriptions
    }
}
