internal import PlumbCore
internal import PlumbSQL

/// SQL laid out over several lines.
enum PrettySQL {
    /// The query in the printer's layout; as it is where the parser does not know it.
    static func text(_ sql: String) -> String {
        // SQLite is the only engine so far that a session opens.
        guard let query = try? SQLParser.query(sql, dialect: .sqlite) else { return sql }
        return SQLPrinter(dialect: .sqlite, style: .pretty).print(query)
    }
}
