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
    private let rowFilters: [String: String]

    init(_ policy: AccessPolicy) {
        allowedTables = policy.allowedTables.map { Set($0.map(Self.key)) }
        deniedTables = Set(policy.deniedTables.map(Self.key))
        allowedColumns = Self.byTable(policy.allowedColumns)
        deniedColumns = Self.byTable(policy.deniedColumns)
        rowFilters = Dictionary(policy.rowFilters.map { (Self.key($0.key), $0.value) }) {
            "(\n\($0)\n) AND (\n\($1)\n)"
        }
    }

    func mayRead(_ table: TableName, in schema: String) -> Bool {
        // No view can limit the rows of a table that a bare name does not find.
        !isDenied(table, in: schema) && isAllowed(table, in: schema)
            && (table.schema == nil || rowCondition(of: table, in: schema) == nil)
    }

    /// The condition that the rows of a table must meet to be read; nil where all are open.
    func rowCondition(of table: TableName, in schema: String) -> String? {
        let found = Self.names(table, schema).compactMap { rowFilters[$0] }
        return found.isEmpty ? nil : found.map { "(\n\($0)\n)" }.joined(separator: " AND ")
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
