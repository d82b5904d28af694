internal import PlumbCore
internal import PlumbReports
internal import PlumbSQL

/// SQL laid out over several lines.
struct PrettySQL {
    /// Whose SQL it is: names that one engine takes bare, another needs in quotes.
    let dialect: SQLDialect

    /// The query in the printer's layout; as it is where the parser does not know it.
    func text(_ sql: String) -> String {
        guard let query = try? SQLParser.query(sql, dialect: dialect) else { return sql }
        return SQLPrinter(dialect: dialect, style: .pretty).print(query)
    }

    /// The query and a line break, for a stream.
    ///
    /// A value in the query may hold what a terminal obeys: there it is shown escaped, elsewhere as it is.
    func line(_ sql: String, for screen: Screen) -> String {
        let pretty = text(sql)
        guard screen.columns != nil else { return pretty + "\n" }
        return VisibleText.lines(of: pretty) + "\n"
    }
}
