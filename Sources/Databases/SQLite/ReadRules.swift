internal import PlumbCore

/// Decides which tables and columns a query may read, by the names that SQLite's authorizer gives.
struct ReadRules {
    private let allowedTables: Set<String>?
    private let deniedTables: Set<String>
    private let allowedColumns: [String: Set<String>]
    private let deniedColumns: [String: Set<String>]

    /// Tables that no file holds: SQLite makes them up from its own state.
    var builtInTables: Set<String> = []

    /// The views of the database, in small letters.
    var views: Set<String> = []

    init(_ policy: AccessPolicy) {
        allowedTables = policy.allowedTables.map { Set($0.map(\.name.asciiLowercased)) }
        deniedTables = Set(policy.deniedTables.map(\.name.asciiLowercased))
        allowedColumns = Self.byTable(policy.allowedColumns)
        deniedColumns = Self.byTable(policy.deniedColumns)
    }

    /// The rules of another policy for the same connection.
    func with(_ policy: AccessPolicy) -> ReadRules {
        var rules = ReadRules(policy)
        rules.builtInTables = builtInTables
        rules.views = views
        return rules
    }

    /// Why a column may not be read; nil where it may.
    ///
    /// The column is empty where a query names the table and none of its columns.
    func refusal(table: String, column: String) -> String? {
        let table = table.asciiLowercased
        if Self.tableValuedFunctions.contains(table) { return nil }
        if table.hasPrefix("sqlite_") || table.hasPrefix("pragma_") || builtInTables.contains(table) {
            return "the table \(table), which belongs to SQLite itself"
        }
        let owner = Self.owner(of: table, where: isListed)
        if deniedTables.contains(owner) { return "the table \(table), which is not open to queries" }
        if let allowedTables, !allowedTables.contains(owner) {
            return "the table \(table), which is not open to queries"
        }
        let column = column.asciiLowercased
        guard !column.isEmpty, owner == table else { return nil }
        if deniedColumns[table]?.contains(column) == true {
            return "the column \(table).\(column), which is not open to queries"
        }
        if let allowed = allowedColumns[table], !allowed.contains(column) {
            return "the column \(table).\(column), which is not open to queries"
        }
        return nil
    }

    /// Why columns may not be compared by a join that names no table; nil where they may.
    ///
    /// SQLite's authorizer is not asked for the columns of NATURAL JOIN and USING, so they are judged by name alone.
    func refusal(joining columns: @autoclosure () -> JoinColumns) -> String? {
        guard !deniedColumns.isEmpty || !allowedColumns.isEmpty else { return nil }
        let columns = columns()
        if columns.hasNaturalJoin { return "NATURAL JOIN, which may compare columns that are not open to queries" }
        let denied = Set(deniedColumns.values.joined())
        let allowed = allowedColumns.isEmpty ? nil : Set(allowedColumns.values.joined())
        let refused = columns.using.first { denied.contains($0) || allowed?.contains($0) == false }
        return refused.map { "the column \($0) in USING, which is not open to queries" }
    }

    private func isListed(_ table: String) -> Bool {
        deniedTables.contains(table) || allowedTables?.contains(table) == true
    }

    /// The virtual table that a shadow table belongs to: SQLite's full-text search reads `docs_content` for `docs`.
    private static func owner(of table: String, where isListed: (String) -> Bool) -> String {
        guard !isListed(table) else { return table }
        for ending in shadowEndings where table.hasSuffix(ending) {
            let owner = String(table.dropLast(ending.count))
            if isListed(owner) { return owner }
        }
        return table
    }

    private static let shadowEndings = [
        "_content", "_data", "_idx", "_docsize", "_config", "_segments", "_segdir", "_stat", "_node", "_rowid",
        "_parent",
    ]

    private static let tableValuedFunctions: Set<String> = ["json_each", "json_tree"]

    private static func byTable(_ columns: Set<ColumnReference>) -> [String: Set<String>] {
        columns.reduce(into: [:]) { sets, reference in
            sets[reference.table.name.asciiLowercased, default: []].insert(reference.column.asciiLowercased)
        }
    }
}
