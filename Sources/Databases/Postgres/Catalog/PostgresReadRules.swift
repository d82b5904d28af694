internal import PlumbCore

/// Decides which tables and columns a policy lets be seen, as `PostgresPolicyCheck` decides which may be read.
///
/// What is denied or limited by a bare name is so in every schema; what is allowed by one is the table that the search
/// path finds.
struct PostgresReadRules {
    private let allowedTables: Set<String>?
    private let deniedTables: Set<String>
    private let allowedColumns: [String: Set<String>]
    private let deniedColumns: [String: Set<String>]

    init(_ policy: AccessPolicy) {
        allowedTables = policy.allowedTables.map { Set($0.map(Self.key)) }
        deniedTables = Set(policy.deniedTables.map(Self.key))
        allowedColumns = Self.byTable(policy.allowedColumns)
        deniedColumns = Self.byTable(policy.deniedColumns)
    }

    func mayRead(_ table: TableName, in schema: String) -> Bool {
        !isDenied(table, in: schema) && isAllowed(table, in: schema)
    }

    func isDenied(_ table: TableName, in schema: String) -> Bool {
        Self.names(table, schema).contains { deniedTables.contains($0) }
    }

    private func isAllowed(_ table: TableName, in schema: String) -> Bool {
        guard let allowedTables else { return true }
        return allowedTables.contains(Self.key(table))
            || allowedTables.contains(Self.key(TableName(table.name, schema: schema)))
    }

    func mayRead(_ column: String, of table: TableName, in schema: String) -> Bool {
        guard limitsColumns(of: table, in: schema) else { return true }
        let names = Self.names(table, schema)
        let column = column.asciiLowercased
        guard names.allSatisfy({ deniedColumns[$0]?.contains(column) != true }) else { return false }
        let listed = names.compactMap { allowedColumns[$0] }
        return listed.isEmpty || listed.contains { $0.contains(column) }
    }

    /// Whether some columns of a table are not open.
    func limitsColumns(of table: TableName, in schema: String) -> Bool {
        guard !deniedColumns.isEmpty || !allowedColumns.isEmpty else { return false }
        return Self.names(table, schema).contains { deniedColumns[$0] != nil || allowedColumns[$0] != nil }
    }

    private static func names(_ table: TableName, _ schema: String) -> [String] {
        [key(TableName(table.name)), key(TableName(table.name, schema: schema))]
    }

    private static func key(_ table: TableName) -> String { table.description.asciiLowercased }

    private static func byTable(_ columns: Set<ColumnReference>) -> [String: Set<String>] {
        columns.reduce(into: [:]) { sets, reference in
            sets[key(reference.table), default: []].insert(reference.column.asciiLowercased)
        }
    }
}
