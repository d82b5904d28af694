/// `SELECT`.
extension SQLWriter {
    mutating func write(_ select: Select) {
        write("SELECT")
        switch select.distinct {
        case .all: break
        case .distinct: write(" DISTINCT")
        case .on(let expressions):
            write(" DISTINCT ON (")
            write(expressions)
            write(")")
        }
        if !select.items.isEmpty { write(" ") }
        write(select.items) { $0.write($1) }
        if let into = select.into {
            breakLine()
            write("INTO ")
            // Without quotes, these would say how long the table lasts.
            switch KeywordTable.shared.keyword((into.database ?? into.schema ?? into.name).text) {
            case .local, .global, .temp, .temporary, .unlogged: write("TABLE ")
            default: break
            }
            write(into)
        }
        if !select.from.isEmpty {
            breakLine()
            write("FROM ")
            write(select.from) { $0.write($1) }
        }
        if let condition = select.where { write("WHERE", condition) }
        if !select.groupBy.isEmpty {
            breakLine()
            write(select.groupByDistinct ? "GROUP BY DISTINCT " : "GROUP BY ")
            write(select.groupBy) { $0.write($1) }
        }
        if let condition = select.having { write("HAVING", condition) }
        if !select.windows.isEmpty {
            breakLine()
            write("WINDOW ")
            write(select.windows) { writer, window in
                writer.write(window.name)
                writer.write(" AS ")
                writer.write(window.specification)
            }
        }
    }

    private mutating func write(_ item: SelectItem) {
        switch item {
        case .expression(let expression, let alias):
            write(expression)
            if let alias {
                write(" AS ")
                write(alias)
            }
        case .allColumns(let table):
            if let table {
                write(table)
                write(".")
            }
            write("*")
        }
    }

    private mutating func write(_ element: GroupingElement) {
        switch element {
        case .expression(let expression): write(grouping: expression)
        case .rollup(let expressions): write("ROLLUP", expressions)
        case .cube(let expressions): write("CUBE", expressions)
        case .sets(let elements):
            write("GROUPING SETS (")
            write(elements) { $0.write($1) }
            write(")")
        case .empty: write("()")
        }
    }

    /// A value to group by; one that begins as `ROLLUP` and `CUBE` do is in parentheses, where these are mere functions.
    private mutating func write(grouping expression: Expression) {
        var inner = self
        inner.text = ""
        inner.write(expression)
        let isTakenForClause = dialect == .postgres && ["rollup(", "cube("].contains(where: inner.text.hasPrefix)
        write(isTakenForClause ? "(" + inner.text + ")" : inner.text)
    }

    private mutating func write(_ word: String, _ expressions: [Expression]) {
        write(word + " (")
        write(expressions)
        write(")")
    }

    /// A condition; where there are lines, each part that `AND` joins gets its own.
    private mutating func write(_ word: String, _ condition: Expression) {
        breakLine()
        write(word + " ")
        guard style == .pretty else {
            write(condition)
            return
        }
        var parts: [Expression] = []
        var rest = condition
        while case .binary(let left, .and, let right) = rest.kind {
            parts.append(right)
            rest = left
        }
        write(rest, minimum: strengths.and)
        for part in parts.reversed() {
            indented {
                $0.breakLine()
                $0.write("AND ")
                $0.write(part, minimum: $0.strengths.and + 1)
            }
        }
    }
}
