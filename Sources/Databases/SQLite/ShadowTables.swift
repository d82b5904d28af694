/// The tables in which a virtual table's module keeps what it knows: full-text search reads `docs_content` for `docs`.
enum ShadowTables {
    private static let endings = [
        "_content", "_data", "_idx", "_docsize", "_config", "_segments", "_segdir", "_stat", "_node", "_rowid",
        "_parent",
    ]

    /// The names that the virtual table may have which a table of this name belongs to.
    static func owners(of table: String) -> [String] {
        endings.filter(table.hasSuffix).map { String(table.dropLast($0.count)) }
    }
}
