internal import PlumbCore

/// The text of a tree while it is written.
struct SQLWriter {
    let dialect: SQLDialect
    let style: SQLPrinter.Style
    let strengths: Strengths
    var text = ""
    private var depth = 0

    init(dialect: SQLDialect, style: SQLPrinter.Style) {
        self.dialect = dialect
        self.style = style
        strengths = .of(dialect)
    }

    mutating func write(_ piece: String) { text += piece }

    /// Starts a new line, or adds a space where all is on one line.
    mutating func breakLine() {
        switch style {
        case .line: text += " "
        case .pretty: text += "\n" + String(repeating: "  ", count: depth)
        }
    }

    /// Writes with everything one level further in.
    mutating func indented(_ body: (inout SQLWriter) -> Void) {
        depth += 1
        body(&self)
        depth -= 1
    }

    /// Writes elements with a separator between them.
    mutating func write<Element>(
        _ elements: [Element], separator: String = ", ", _ body: (inout SQLWriter, Element) -> Void
    ) {
        var isFirst = true
        for element in elements {
            if !isFirst { text += separator }
            isFirst = false
            body(&self, element)
        }
    }

    mutating func write(_ expressions: [Expression]) {
        write(expressions) { $0.write($1) }
    }

    /// Writes a query in parentheses, on lines of its own where there are lines.
    mutating func write(parenthesised query: Query) {
        text += "("
        switch style {
        case .line: write(query)
        case .pretty:
            indented {
                $0.breakLine()
                $0.write(query)
            }
            breakLine()
        }
        text += ")"
    }
}
