internal import PlumbCore

/// Decides which tables and columns a query may read, by the names that SQLite's authorizer gives.
struct ReadRules {
    private let allowedTables: Set<String>?
    private let deniedTables: Set<String>
    private let allowedColumns: [String: Set<String>]
    private let deniedColumns: [String: Set<String>]
    private let filteredTables: Set<String>
    private let hasRestrictions: Bool

    /// Tables that no file holds: SQLite makes them up from its own state.
    var builtInTables: Set<String> = []

    /// The views of the database, in small letters.
    var views: Set<String> = []

    /// The tables and views of the database, in small letters.
    var tables: Set<String> = []

    /// The joins by names alone in the views that have such, by the views' names in small letters.
    var joinsOfViews: [String: JoinColumns] = [:] {
        didSet {
            closedViews = []
            closedViews = Set(joinsOfViews.filter { isClosed(joins: $0.value) }.keys)
        }
    }

    private var closedViews: Set<String> = []

    /// The virtual tables of the database.
    var virtualTables: [VirtualTable] = [] {
        didSet {
            closedVirtualTables = ClosedVirtualTables()
            closedVirtualTables = ClosedVirtualTables(
                among: virtualTables, hasRestrictions: hasRestrictions, isRestricted: isRestricted,
                isNamed: { deniedTables.contains($0) || hasColumnRules($0) })
        }
    }

    private var closedVirtualTables = ClosedVirtualTables()

    init(_ policy: AccessPolicy) {
        allowedTables = policy.allowedTables.map { Set($0.map(\.name.asciiLowercased)) }
        deniedTables = Set(policy.deniedTables.map(\.name.asciiLowercased))
        allowedColumns = Self.byTable(policy.allowedColumns)
        deniedColumns = Self.byTable(policy.deniedColumns)
        filteredTables = Set(policy.rowFilters.keys.map(\.name.asciiLowercased))
        hasRestrictions = !policy.allowsEverything
    }

    /// The rules of another policy for the same connection.
    func with(_ policy: AccessPolicy) -> ReadRules {
        var rules = ReadRules(policy)
        rules.builtInTables = builtInTables
        rules.views = views
        rules.tables = tables
        rules.joinsOfViews = joinsOfViews
        rules.virtualTables = virtualTables
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
        let owner = owner(of: table)
        if deniedTables.contains(owner) { return "the table \(table), which is not open to queries" }
        if let allowedTables, !allowedTables.contains(owner) {
            return "the table \(table), which is not open to queries"
        }
        if closedViews.contains(table) { return "the view \(table), which joins what is not open to queries" }
        if closedVirtualTables.contains(table) { return "the table \(table), which shows what is not open to queries" }
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

    /// Why tables may not be joined, or columns compared, by a join that names no table; nil where they may.
    ///
    /// SQLite's authorizer is not asked for the columns of NATURAL JOIN and USING, nor for a table of which a query needs
    /// no other column, so they are judged by name alone.
    func refusal(joining columns: @autoclosure () -> JoinColumns) -> String? {
        let columns = columns()
        guard !columns.isEmpty else { return nil }
        for name in columns.tables where isInDatabase(name) {
            if let refusal = refusal(table: name, column: "") { return refusal }
        }
        if let name = columns.tablesOfMain.first(where: filteredTables.contains) {
            return "the table \(name) past the rows that are open to queries"
        }
        return refusal(comparing: columns)
    }

    private func refusal(comparing columns: JoinColumns) -> String? {
        guard !deniedColumns.isEmpty || !allowedColumns.isEmpty else { return nil }
        if columns.hasNaturalJoin { return "NATURAL JOIN, which may compare columns that are not open to queries" }
        let denied = Set(deniedColumns.values.joined())
        let allowed = allowedColumns.isEmpty ? nil : Set(allowedColumns.values.joined())
        let refused = columns.using.first { denied.contains($0) || allowed?.contains($0) == false }
        return refused.map { "the column \($0) in USING, which is not open to queries" }
    }

    /// Whether the joins of a view, in which all names are those of the database, meet what is closed.
    private func isClosed(joins: JoinColumns) -> Bool {
        joins.tables.contains { name in
            filteredTables.contains(name) || isInDatabase(name) && refusal(table: name, column: "") != nil
                || hasColumnRules(name) && refusal(comparing: joins) != nil
        }
    }

    /// Whether a name can be that of a table, and not only of a part of the query.
    private func isInDatabase(_ name: String) -> Bool {
        tables.contains(name) || name.hasPrefix("sqlite_") || builtInTables.contains(name)
    }

    /// Whether anything of a table or view is closed: all of it, a column, or rows.
    private func isRestricted(_ table: String) -> Bool {
        let names = [table] + ShadowTables.owners(of: table)
        return refusal(table: table, column: "") != nil
            || names.contains { hasColumnRules($0) || filteredTables.contains($0) }
    }

    private func hasColumnRules(_ table: String) -> Bool {
        deniedColumns[table] != nil || allowedColumns[table] != nil
    }

    private func isListed(_ table: String) -> Bool {
        deniedTables.contains(table) || allowedTables?.contains(table) == true
    }

    /// The listed virtual table that a shadow table belongs to, or the table itself.
    private func owner(of table: String) -> String {
        isListed(table) ? table : ShadowTables.owners(of: table).first(where: isListed) ?? table
    }

    private static let tableValuedFunctions: Set<String> = ["json_each", "json_tree"]

    private static func byTable(_ columns: Set<ColumnReference>) -> [String: Set<String>] {
        columns.reduce(into: [:]) { sets, reference in
            sets[reference.table.name.asciiLowercased, default: []].insert(reference.column.asciiLowercased)
        }
    }
}
