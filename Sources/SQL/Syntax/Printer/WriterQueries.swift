internal import PlumbCore

/// Queries.
extension SQLWriter {
    mutating func write(_ query: Query) {
        if let with = query.with { write(with) }
        if dialect == .sqlite, query.body.endsInValues,
            !query.orderBy.isEmpty || query.limit != nil || query.offset != nil
        {
            // SQLite takes no order and no limit behind VALUES.
            write(nested: Query(body: query.body))
        } else {
            write(query.body)
        }
        if !query.orderBy.isEmpty {
            breakLine()
            write("ORDER BY ")
            write(query.orderBy)
        }
        writeLimits(query)
        // SQLite locks no rows; which ones there are is the same.
        for clause in query.locking where dialect == .postgres {
            breakLine()
            write("FOR " + clause.strength)
            if !clause.tables.isEmpty {
                write(" OF ")
                write(clause.tables) { $0.write($1) }
            }
            if let waiting = clause.waiting { write(" " + waiting) }
        }
    }

    private mutating func writeLimits(_ query: Query) {
        if query.withTies, let limit = query.limit {
            writeOffset(query.offset)
            breakLine()
            write("FETCH FIRST ")
            write(limit, minimum: strengths.unary)
            write(" ROWS WITH TIES")
            return
        }
        if let limit = query.limit {
            breakLine()
            write("LIMIT ")
            write(limit)
        } else if query.offset != nil, dialect == .sqlite {
            // SQLite has no OFFSET without a LIMIT; a negative one is none.
            breakLine()
            write("LIMIT -1")
        }
        writeOffset(query.offset)
    }

    private mutating func writeOffset(_ offset: Expression?) {
        guard let offset else { return }
        if dialect == .sqlite { write(" ") } else { breakLine() }
        write("OFFSET ")
        write(offset)
    }

    // MARK: WITH

    private mutating func write(_ with: With) {
        write(with.recursive ? "WITH RECURSIVE " : "WITH ")
        write(with.tables) { writer, table in
            writer.write(table.name)
            if !table.columns.isEmpty {
                writer.write(" (")
                writer.write(table.columns) { $0.write($1) }
                writer.write(")")
            }
            writer.write(" AS ")
            if let materialized = table.materialized {
                writer.write(materialized ? "MATERIALIZED " : "NOT MATERIALIZED ")
            }
            switch table.body {
            case .query(let query): writer.write(parenthesised: query)
            case .modification(_, let text): writer.write("(" + text + ")")
            }
            if let traversal = table.traversal { writer.write(" " + traversal) }
        }
        breakLine()
    }

    // MARK: Bodies

    private mutating func write(_ body: QueryBody) {
        switch body {
        case .select(let select): write(select)
        case .setOperation(let operation): write(operation)
        case .values(let rows):
            write("VALUES ")
            write(rows) { writer, row in
                writer.write("(")
                writer.write(row)
                writer.write(")")
            }
        case .table(let name):
            write(dialect == .postgres ? "TABLE " : "SELECT * FROM ")
            write(name)
        case .nested(let query): write(nested: query)
        case .error: write("<error>")
        }
    }

    private mutating func write(nested query: Query) {
        // SQLite has no parentheses here, but takes the same as a table.
        if dialect == .sqlite { write("SELECT * FROM ") }
        write(parenthesised: query)
    }

    /// Writes set operations from the leftmost operand on, so that many need no deep stack.
    private mutating func write(_ operation: SetOperation) {
        var operations = [operation]
        while case .setOperation(let inner) = operations[operations.count - 1].left,
            strength(of: inner) >= strength(of: operations[operations.count - 1])
        {
            operations.append(inner)
        }
        write(operand: operations[operations.count - 1].left)
        for operation in operations.reversed() {
            breakLine()
            write(operation.operation.rawValue + (operation.all ? " ALL" : ""))
            breakLine()
            if case .setOperation(let right) = operation.right, strength(of: right) > strength(of: operation) {
                write(right)
            } else {
                write(operand: operation.right)
            }
        }
    }

    private mutating func write(operand body: QueryBody) {
        if case .setOperation = body { write(nested: Query(body: body)) } else { write(body) }
    }

    private func strength(of operation: SetOperation) -> Int {
        dialect == .postgres && operation.operation == .intersect ? 2 : 1
    }
}
