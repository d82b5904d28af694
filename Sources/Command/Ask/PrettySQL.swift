internal import PlumbCore
internal import PlumbReports
internal import PlumbSQL

/// SQL laid out over several lines.
enum PrettySQL {
    /// The query in the printer's layout; as it is where the parser does not know it.
    static func text(_ sql: String) -> String {
        // SQLite is the only engine so far that a session opens.
        guard let query = try? SQLParser.query(sql, dialect: .sqlite) else { return sql }
        return SQLPrinter(dialect: .sqlite, style: .pretty).print(query)
    }

    /// The query and a line break, for a stream.
    ///
    /// A value in the query may hold what a terminal obeys: there it is shown escaped, elsewhere as it is.
    static func line(_ sql: String, for screen: Screen) -> String {
        let pretty = text(sql)
        guard screen.columns != nil else { return pretty + "\n" }
        return VisibleText.lines(of: pretty) + "\n"
    }
}
