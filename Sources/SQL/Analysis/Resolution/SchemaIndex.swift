public import PlumbCore

/// A catalog's tables, columns and keys, ready to be looked up by name.
///
/// Make one for a catalog and use it for all queries over it: making it reads the whole catalog, using it does not.
public struct SchemaIndex: Sendable {
    /// Whose SQL the database speaks.
    public let dialect: SQLDialect

    /// The names of all tables and views, for suggestions.
    let tableNames: [String]

    private let tables: [String: [IndexedTable]]
    private let foreignKeys: [TableName: [ForeignKey]]

    /// Makes the index of a catalog.
    ///
    /// - Parameter catalog: the tables that there are.
    public init(_ catalog: Catalog) {
        dialect = catalog.dialect
        tableNames = catalog.tables.map(\.name.name)
        let tables = catalog.tables.map { IndexedTable($0, dialect: catalog.dialect) }
        self.tables = Dictionary(grouping: tables) { Self.key($0.table.name.name, catalog.dialect) }
        foreignKeys = Dictionary(grouping: catalog.foreignKeys, by: \.table)
    }

    /// A name as the dialect compares it: SQLite ignores ASCII case, Postgres's parser has folded already.
    static func key(_ name: String, _ dialect: SQLDialect) -> String { dialect == .sqlite ? Name.folded(name) : name }

    /// The table of a name; without a schema, the default one's goes first.
    ///
    /// - Parameters:
    ///   - name: the name, as names are compared.
    ///   - schema: the schema, as names are compared.
    /// - Returns: the table, where there is one.
    func table(_ name: String, schema: String?) -> IndexedTable? {
        guard let candidates = tables[name] else { return nil }
        let standard = dialect == .sqlite ? "main" : "public"
        func isStandard(_ table: IndexedTable) -> Bool { (table.table.name.schema ?? standard) == standard }
        if let schema {
            return candidates.first { Self.key($0.table.name.schema ?? standard, dialect) == schema }
        }
        return candidates.first(where: isStandard) ?? candidates.first
    }

    /// The keys by which one table points at another.
    func keys(from table: TableName, to referenced: TableName) -> [ForeignKey] {
        (foreignKeys[table] ?? []).filter { $0.referencedTable == referenced }
    }
}

/// A table of the catalog with its columns by name.
final class IndexedTable: Sendable {
    let table: Table

    /// The columns, in order.
    let columns: [NamedColumn]

    /// Where each column stands, by its name as names are compared.
    let positions: [String: Int]

    /// The columns of the primary key and of each unique key.
    let uniqueKeys: [[Int]]

    /// The column that SQLite's row number is another name of; nil where there is none.
    let rowNumber: Int?

    init(_ table: Table, dialect: SQLDialect) {
        self.table = table
        columns = table.columns.map { column in
            let reference = ColumnReference(table.name, column.name)
            return NamedColumn(
                key: SchemaIndex.key(column.name, dialect), name: column.name,
                type: column.type == .other ? nil : column.type, isNullable: column.isNullable, source: reference,
                reads: reference, isWideInteger: IndexedTable.isWide(column.declaredType))
        }
        let positions = NamedColumn.positions(columns)
        self.positions = positions
        uniqueKeys = ([table.primaryKey] + table.uniqueKeys).compactMap { key in
            let members = key.compactMap { positions[SchemaIndex.key($0, dialect)] }
            return members.count == key.count && !key.isEmpty ? members : nil
        }
        // Only a primary key of one column, declared as just that word, is the row's number.
        if table.primaryKey.count == 1, let position = positions[SchemaIndex.key(table.primaryKey[0], dialect)],
            ["", "integer"].contains(Name.folded(table.columns[position].declaredType)),
            table.columns[position].type == .integer
        {
            rowNumber = position
        } else {
            rowNumber = nil
        }
    }

    /// Whether sums of Postgres's declared type leave the integers.
    private static func isWide(_ declaredType: String) -> Bool {
        ["bigint", "int8", "bigserial", "serial8"].contains(Name.folded(declaredType))
    }
}
