public import PlumbCore

/// What the stages before the query should give, where a set says so: gold queries alone don't tell all of it.
public struct GoldStages: Hashable, Sendable {
    /// The tables that the question speaks of.
    public var tables: [TableName]
    /// The columns that the question speaks of.
    public var columns: [ColumnReference]
    /// Values in the data that words of the question mean.
    public var values: [GoldValue]

    /// Words that mean a value.
    public struct GoldValue: Hashable, Sendable {
        /// The words, as the question has them.
        public var words: String
        /// The column that holds the value.
        public var column: ColumnReference
        /// The value, as the column holds it.
        public var value: SQLValue

        /// Makes a link.
        public init(words: String, column: ColumnReference, value: SQLValue) {
            self.words = words
            self.column = column
            self.value = value
        }
    }

    /// Makes gold of the stages.
    public init(tables: [TableName] = [], columns: [ColumnReference] = [], values: [GoldValue] = []) {
        self.tables = tables
        self.columns = columns
        self.values = values
    }
}

extension GoldStages: Codable {
    private enum CodingKeys: String, CodingKey {
        case tables, columns, values
    }

    /// Reads tables and columns by their names: `orders`, `orders.total`.
    ///
    /// - Throws: `DecodingError`, or `FieldProblem`.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        tables = try (fields.decodeIfPresent([String].self, forKey: .tables) ?? []).map { TableName($0) }
        columns = try (fields.decodeIfPresent([String].self, forKey: .columns) ?? []).map { name in
            try ColumnReference(name, in: fields.path(.columns))
        }
        values = try fields.decodeIfPresent([GoldValue].self, forKey: .values) ?? []
    }

    /// Writes the fields that say something.
    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        if !tables.isEmpty { try fields.encode(tables.map(\.description), forKey: .tables) }
        if !columns.isEmpty { try fields.encode(columns.map(\.description), forKey: .columns) }
        if !values.isEmpty { try fields.encode(values, forKey: .values) }
    }
}

extension GoldStages.GoldValue: Codable {
    private enum CodingKeys: String, CodingKey {
        case words, column, value
    }

    /// Reads a link.
    ///
    /// - Throws: `DecodingError`, or `FieldProblem`.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        words = try fields.words(.words)
        column = try ColumnReference(try fields.words(.column), in: fields.path(.column))
        value = try fields.decode(SQLValue.self, forKey: .value)
    }

    /// Writes the link.
    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(words, forKey: .words)
        try fields.encode(column.description, forKey: .column)
        try fields.encode(value, forKey: .value)
    }
}

extension ColumnReference {
    /// A column named `table.column`; what stands before the last dot is the table.
    ///
    /// - Throws: `FieldProblem` where there is no table.
    fileprivate init(_ name: String, in path: String) throws {
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex, name.index(after: dot) != name.endIndex else {
            throw FieldProblem(path, "'\(name)' names no column of a table", suggestion: "Write table.column.")
        }
        self.init(TableName(String(name[..<dot])), String(name[name.index(after: dot)...]))
    }
}
