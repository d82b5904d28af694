internal import PlumbCore

/// What the cache keeps beside the values: the catalog, and what queries may not read.
struct StoredCatalog: Hashable, Sendable {
    var catalog: Catalog
    var hiddenTables: Set<TableName>
    var hiddenColumns: Set<ColumnReference>

    /// What a person should know of the database before asking.
    var remarks: [String] = []
}

extension StoredCatalog {
    /// The catalog as bytes; `CatalogStamp.version` must be raised with every change here.
    var encoded: [UInt8] {
        var writer = BinaryWriter()
        writer.write(catalog.database)
        writer.write(catalog.dialect.rawValue)
        writer.write(catalog.fingerprint)
        writer.write(optional: catalog.description)
        writer.write(catalog.tables) { $0.write($1) }
        writer.write(catalog.foreignKeys) { $0.write($1) }
        writer.write(catalog.glossary) { $0.write($1) }
        writer.write(hiddenTables.sorted()) { $0.write($1) }
        writer.write(hiddenColumns.sorted()) { writer, column in
            writer.write(column.table)
            writer.write(column.column)
        }
        writer.write(remarks)
        return writer.bytes
    }

    /// Reads what `encoded` gave.
    init(decoding bytes: [UInt8]) throws(BinaryReader.Malformed) {
        var reader = BinaryReader(bytes)
        let database = try reader.text()
        guard let dialect = SQLDialect(rawValue: try reader.text()) else { throw BinaryReader.Malformed() }
        catalog = Catalog(
            database: database, dialect: dialect, fingerprint: try reader.text(),
            description: try reader.optionalText(),
            tables: try reader.list { reader throws(BinaryReader.Malformed) in try reader.table() },
            foreignKeys: try reader.list { reader throws(BinaryReader.Malformed) in try reader.foreignKey() },
            glossary: try reader.list { reader throws(BinaryReader.Malformed) in try reader.glossaryEntry() })
        hiddenTables = Set(try reader.list { reader throws(BinaryReader.Malformed) in try reader.tableName() })
        hiddenColumns = Set(
            try reader.list { reader throws(BinaryReader.Malformed) in
                ColumnReference(try reader.tableName(), try reader.text())
            })
        remarks = try reader.texts()
        guard reader.isAtEnd else { throw BinaryReader.Malformed() }
    }
}

extension BinaryWriter {
    fileprivate mutating func write(_ name: TableName) {
        write(optional: name.schema)
        write(name.name)
    }

    fileprivate mutating func write(_ table: Table) {
        write(table.name)
        write(table.isView)
        write(table.columns) { $0.write($1) }
        write(table.primaryKey)
        write(table.uniqueKeys) { $0.write($1) }
        write(optional: table.rowCount) { writer, rows in
            writer.write(rows.count)
            writer.write(rows.isEstimate)
        }
        write(optional: table.description)
        write(table.synonyms)
        write(optional: table.problem)
    }

    fileprivate mutating func write(_ column: Column) {
        write(column.name)
        write(column.declaredType)
        write(column.type.rawValue)
        write(column.isNullable)
        write(optional: column.description)
        write(column.synonyms)
        write(optional: column.unit)
        write(optional: column.statistics) { $0.write($1) }
    }

    private mutating func write(_ statistics: ColumnStatistics) {
        write(optional: statistics.distinctCount) { $0.write($1) }
        write(statistics.nullShare)
        write(optional: statistics.minimum) { $0.write($1) }
        write(optional: statistics.maximum) { $0.write($1) }
        write(statistics.frequentValues) { writer, entry in
            writer.write(entry.value)
            writer.write(entry.count)
        }
        write(statistics.isExhaustive)
    }

    fileprivate mutating func write(_ key: ForeignKey) {
        write(key.table)
        write(key.columns)
        write(key.referencedTable)
        write(key.referencedColumns)
        write(key.origin.rawValue)
    }

    fileprivate mutating func write(_ entry: GlossaryEntry) {
        write(entry.term)
        write(entry.synonyms)
        write(entry.meaning)
        write(optional: entry.table) { $0.write($1) }
        write(optional: entry.condition)
    }
}

extension BinaryReader {
    fileprivate mutating func tableName() throws(Malformed) -> TableName {
        let schema = try optionalText()
        return TableName(try text(), schema: schema)
    }

    fileprivate mutating func table() throws(Malformed) -> Table {
        Table(
            name: try tableName(), isView: try flag(),
            columns: try list { reader throws(Malformed) in try reader.column() }, primaryKey: try texts(),
            uniqueKeys: try list { reader throws(Malformed) in try reader.texts() },
            rowCount: try flag() ? Table.RowCount(try int(), isEstimate: try flag()) : nil,
            description: try optionalText(), synonyms: try texts(), problem: try optionalText())
    }

    private mutating func column() throws(Malformed) -> Column {
        Column(
            name: try text(), declaredType: try text(), type: try choice(), isNullable: try flag(),
            description: try optionalText(), synonyms: try texts(), unit: try optionalText(),
            statistics: try flag() ? try statistics() : nil)
    }

    private mutating func statistics() throws(Malformed) -> ColumnStatistics {
        ColumnStatistics(
            distinctCount: try flag() ? try int() : nil, nullShare: try double(),
            minimum: try flag() ? try value() : nil, maximum: try flag() ? try value() : nil,
            frequentValues: try list { reader throws(Malformed) in
                ValueCount(value: try reader.value(), count: try reader.int())
            }, isExhaustive: try flag())
    }

    fileprivate mutating func foreignKey() throws(Malformed) -> ForeignKey {
        ForeignKey(
            table: try tableName(), columns: try texts(), referencedTable: try tableName(),
            referencedColumns: try texts(), origin: try choice())
    }

    fileprivate mutating func glossaryEntry() throws(Malformed) -> GlossaryEntry {
        GlossaryEntry(
            term: try text(), synonyms: try texts(), meaning: try text(),
            table: try flag() ? try tableName() : nil, condition: try optionalText())
    }

    private mutating func choice<Choice: RawRepresentable<String>>() throws(Malformed) -> Choice {
        guard let choice = Choice(rawValue: try text()) else { throw Malformed() }
        return choice
    }
}
