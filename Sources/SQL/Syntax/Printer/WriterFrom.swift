internal import PlumbCore

/// What stands in a `FROM` clause.
extension SQLWriter {
    mutating func write(_ item: FromItem) {
        switch item {
        case .table(let table): write(table)
        case .query(let derived):
            if derived.lateral { write("LATERAL ") }
            write(parenthesised: derived.query)
            write(derived.alias)
        case .function(let function): write(function)
        case .join(let join): write(join)
        case .aliased(let inner, let alias): write(inner, as: alias)
        case .error: write("<error>")
        }
    }

    private mutating func write(_ inner: FromItem, as alias: Alias) {
        switch inner {
        case .join(let join):
            if join.kind != .comma { write("(") }
            write(join)
            if join.kind != .comma { write(")") }
        default:
            // Postgres gives a name of its own only to what is joined.
            write(dialect == .postgres ? "(SELECT * FROM " : "(")
            write(inner)
            write(")")
        }
        write(alias)
    }

    private mutating func write(_ table: TableReference) {
        if table.only { write("ONLY ") }
        write(table.name)
        write(table.alias)
        // Postgres has no word for it, and the rows are the same.
        switch dialect == .sqlite ? table.indexHint : nil {
        case .indexedBy(let name):
            write(" INDEXED BY ")
            write(name)
        case .notIndexed: write(" NOT INDEXED")
        case nil: break
        }
        guard let sample = table.sample else { return }
        write(" TABLESAMPLE ")
        write(function: sample.method)
        write("(")
        write(sample.arguments)
        write(")")
        if let seed = sample.seed {
            write(" REPEATABLE (")
            write(seed)
            write(")")
        }
    }

    private mutating func write(_ function: TableFunction) {
        if function.lateral { write("LATERAL ") }
        if function.isRowsFrom { write("ROWS FROM (") }
        write(function.calls) { $0.write($1) }
        if function.isRowsFrom { write(")") }
        if function.withOrdinality { write(" WITH ORDINALITY") }
        write(function.alias)
    }

    private mutating func write(_ alias: Alias?) {
        guard let alias else { return }
        write(" AS ")
        if !alias.name.text.isEmpty || alias.columns.isEmpty { write(alias.name) }
        guard !alias.columns.isEmpty else { return }
        write("(")
        write(alias.columns) { writer, column in
            writer.write(column.name)
            if let type = column.type {
                writer.write(" ")
                writer.write(type)
            }
        }
        write(")")
    }

    // MARK: Joins

    /// Writes joins from the leftmost item on, so that many need no deep stack.
    private mutating func write(_ join: Join) {
        var joins = [join]
        while case .join(let inner) = joins[joins.count - 1].left, inner.kind != .comma { joins.append(inner) }
        guard join.kind != .comma else {
            write("(")
            write(join.left)
            write(dialect == .sqlite ? ", " : " CROSS JOIN ")
            write(operand: join.right)
            write(")")
            return
        }
        write(joins[joins.count - 1].left)
        for join in joins.reversed() {
            indented { writer in
                writer.breakLine()
                writer.write(writer.words(of: join))
                writer.write(" ")
                writer.write(operand: join.right)
                writer.write(join.constraint, of: join.kind)
            }
        }
    }

    /// An item on a join's right; a join there needs parentheses.
    private mutating func write(operand item: FromItem) {
        if case .join(let join) = item, join.kind != .comma {
            write("(")
            write(item)
            write(")")
        } else {
            write(item)
        }
    }

    private func words(of join: Join) -> String {
        guard dialect == .postgres else {
            return join.constraint == .natural ? "NATURAL " + join.kind.rawValue : join.kind.rawValue
        }
        // Postgres needs a condition, or the word that there is none.
        switch (join.kind, join.constraint) {
        case (.inner, .none): return Join.Kind.cross.rawValue
        case (.cross, .on), (.cross, .using): return Join.Kind.inner.rawValue
        case (.cross, .natural): return "NATURAL JOIN"
        case (_, .natural): return "NATURAL " + join.kind.rawValue
        default: return join.kind.rawValue
        }
    }

    private mutating func write(_ constraint: Join.Constraint, of kind: Join.Kind) {
        switch constraint {
        case .none:
            switch (dialect, kind) {
            case (.postgres, .left), (.postgres, .right), (.postgres, .full): write(" ON TRUE")
            default: break
            }
        case .natural: break
        case .on(let condition):
            write(" ON ")
            write(condition)
        case .using(let names, let alias):
            write(" USING (")
            write(names) { $0.write($1) }
            write(")")
            if let alias {
                write(" AS ")
                write(alias)
            }
        }
    }
}
