internal import PlumbCore

/// The `ORDER BY` of a query.
struct Ordering {
    var terms: [OrderTerm] = []

    /// Whether it orders the rows that come out.
    var isOutermost = false

    static let none = Ordering()
}

/// The columns of a select list, found by what they are.
struct OutputIndex {
    private var columns: [BoundColumn: Int] = [:]
    private var expressions: [Expression: Int] = [:]
    private var names: [String: Int] = [:]

    init(_ outputs: [SelectOutput]) {
        for (index, output) in outputs.enumerated() {
            if let column = output.value.plainColumn, columns[column] == nil { columns[column] = index }
            if let expression = output.expression, expressions[expression] == nil { expressions[expression] = index }
            if names[output.column.key] == nil { names[output.column.key] = index }
        }
    }

    /// The column that has the value of an expression.
    func output(of expression: Expression, _ value: Value, name: String?) -> Int? {
        if let column = value.plainColumn, let index = columns[column] { return index }
        return name.flatMap { names[$0] } ?? expressions[expression]
    }

    /// The column of a name.
    func output(named name: String) -> Int? { names[name] }
}

/// What rows are ordered by.
extension NameResolver {
    /// Looks at the terms behind a select.
    func resolve(
        _ ordering: Ordering, outputs: [SelectOutput], outputIndex: OutputIndex, outer: [NameScope], scope: NameScope
    ) {
        clause = .orderBy
        for term in ordering.terms {
            if let index = Self.number(of: term.expression) {
                guard outputs.indices.contains(index) else { continue }
                note(term, output: index, source: outputs[index].column.source, in: ordering)
                continue
            }
            var seen = scope
            seen.seesAliases = dialect == .sqlite
            // The whole term may be a name of the select list; within a larger one, columns go first.
            var name: String?
            if case .column(let column) = term.expression.kind, column.table == nil {
                seen.prefersAliases = true
                name = key(column.name)
            }
            let value = resolve(term.expression, in: outer + [seen])
            let alias = name.flatMap { scope.aliases[$0] == nil ? nil : outputIndex.output(named: $0) }
            let output = alias ?? outputIndex.output(of: term.expression, value, name: nil)
            note(term, output: output, source: value.plainColumn.flatMap(source), in: ordering)
        }
    }

    /// Looks at the terms behind what is no single select.
    ///
    /// - Parameters:
    ///   - relation: the rows that are ordered.
    ///   - ordering: the terms.
    ///   - names: more names of its columns, which the later parts of a set operation give.
    ///   - outer: what the selects around it see.
    ///   - scope: what the first select sees.
    func order(
        _ relation: Relation, by ordering: Ordering, names: [String: Int] = [:], outer: [NameScope],
        scope: NameScope = NameScope()
    ) {
        guard !ordering.terms.isEmpty else { return }
        clause = .orderBy
        // The parts of a set operation should be equally wide, and may not be.
        var names = names.filter { relation.columns.indices.contains($0.value) }
        for (index, column) in relation.columns.enumerated().reversed() { names[column.key] = index }
        var seen = dialect == .sqlite ? scope : NameScope()
        seen.aliases = names.mapValues { Value(relation.columns[$0].type) }
        seen.seesAliases = true
        for term in ordering.terms {
            var output = Self.number(of: term.expression)
            if case .column(let name) = term.expression.kind, name.table == nil { output = names[key(name.name)] }
            if let output {
                guard relation.columns.indices.contains(output) else { continue }
                note(term, output: output, source: relation.columns[output].source, in: ordering)
            } else {
                let value = resolve(term.expression, in: outer + [seen])
                note(term, output: nil, source: value.plainColumn.flatMap(source), in: ordering)
            }
        }
    }

    /// The position in the select list that a bare number names.
    static func number(of expression: Expression) -> Int? {
        guard case .literal(.integer(let digits)) = expression.kind, let number = Int(digits) else { return nil }
        return number - 1
    }

    private func note(_ term: OrderTerm, output: Int?, source: ColumnReference?, in ordering: Ordering) {
        guard ordering.isOutermost else { return }
        // A constant orders nothing.
        if case .literal = term.expression.kind, output == nil { return }
        let isDescending: Bool =
            switch term.direction {
            case .ascending: false
            case .descending: true
            case .using(let operation): operation.hasPrefix(">")
            }
        // SQLite takes NULL for the smallest value, Postgres for the greatest.
        let nullsFirst = term.nulls.map { $0 == .first } ?? (isDescending == (dialect == .postgres))
        order.append(
            OrderKey(
                expression: term.expression, outputColumn: output, source: source, isDescending: isDescending,
                nullsFirst: nullsFirst))
    }
}
