/// The virtual tables that would show what a policy closes, with the tables that their modules keep for them.
///
/// The module of a full-text index does not read the table that it indexes, so SQLite's authorizer is not asked about
/// that: the words of closed rows and columns would be found in the index.
struct ClosedVirtualTables {
    private var tables: Set<String> = []
    private var keepers: Set<String> = []

    init() {}

    /// Finds the tables to close.
    ///
    /// - Parameters:
    ///   - all: the virtual tables of the database.
    ///   - hasRestrictions: whether the policy closes anything.
    ///   - isRestricted: whether it closes a table or view, or any row or column of it.
    ///   - isNamed: whether it denies a table by name, or lists columns of it.
    init(
        among all: [VirtualTable], hasRestrictions: Bool, isRestricted: (String) -> Bool, isNamed: (String) -> Bool
    ) {
        guard hasRestrictions else { return }
        keepers = Set(all.map(\.name).filter(isNamed))
        tables = Set(all.filter { $0.isFullText && keepers.contains($0.name) }.map(\.name))
        // An index may lie over another one, or over a table of another one's module.
        var isComplete = false
        while !isComplete {
            isComplete = true
            for table in all where !tables.contains(table.name) {
                let isOpen = table.sources?.allSatisfy { !contains($0) && !isRestricted($0) } ?? false
                guard !isOpen else { continue }
                tables.insert(table.name)
                keepers.insert(table.name)
                isComplete = false
            }
        }
    }

    /// Whether a table, by its name in small letters, is one of them.
    func contains(_ table: String) -> Bool {
        tables.contains(table)
            || !keepers.isEmpty && ShadowTables.owners(of: table).contains { keepers.contains($0) }
    }
}
