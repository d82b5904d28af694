public import PlumbCore

/// Writes trees as SQL, formatted one way.
///
/// Parentheses stand only where the tree needs them, names are quoted only where the dialect needs it, and reading
/// the text back in the same dialect gives the same tree. What a dialect has no words for is written as in the other.
public struct SQLPrinter: Sendable {
    /// How a query is laid out.
    public enum Style: Hashable, Sendable {
        /// All on one line.
        case line

        /// Clauses, joins and conditions on lines of their own, two spaces for each level.
        case pretty
    }

    /// Whose SQL is written.
    public var dialect: SQLDialect

    /// How it is laid out.
    public var style: Style

    /// Makes a printer.
    public init(dialect: SQLDialect, style: Style = .line) {
        self.dialect = dialect
        self.style = style
    }

    /// A query as SQL, without a semicolon.
    public func print(_ query: Query) -> String {
        var writer = SQLWriter(dialect: dialect, style: style)
        writer.write(query)
        return writer.text
    }

    /// An expression as SQL.
    public func print(_ expression: Expression) -> String {
        var writer = SQLWriter(dialect: dialect, style: style)
        writer.write(expression)
        return writer.text
    }

    /// An item of a `FROM` clause as SQL.
    public func print(_ item: FromItem) -> String {
        var writer = SQLWriter(dialect: dialect, style: style)
        writer.write(item)
        return writer.text
    }

    /// A name, in quotes where it needs them.
    public func quoted(_ name: Name) -> String {
        var writer = SQLWriter(dialect: dialect, style: style)
        writer.write(name)
        return writer.text
    }

    /// A string constant with its quotes.
    public func quoted(string: String) -> String {
        var writer = SQLWriter(dialect: dialect, style: style)
        writer.write(string: string)
        return writer.text
    }
}
