internal import PlumbCore
internal import PlumbSQL

/// What an analysis found, for programs.
extension AnalysisReport {
    func json(of text: String, showsAll: Bool) -> [(String, JSONValue?)] {
        let columns = analysis.footprint.columns.sorted { $0.key < $1.key }
        var members: [(String, JSONValue?)] = [
            ("tables", .strings(analysis.footprint.tables.sorted().map(\.description))),
            (
                "columns",
                .array(
                    columns.map { column, clauses in
                        .object([
                            ("table", .string(column.table.description)), ("column", .string(column.column)),
                            ("clauses", .strings(Self.words(clauses))),
                        ])
                    })
            ),
            ("problems", .array(analysis.problems.map { Self.json($0, in: text) })),
        ]
        if !analysis.footprint.quotedStrings.isEmpty {
            members.append(("quotedStrings", .strings(analysis.footprint.quotedStrings)))
        }
        guard showsAll else { return members }
        return members + [
            ("outputColumns", .array(analysis.outputColumns.map(json))),
            ("isOrdered", .bool(analysis.isOrdered)), ("order", .array(analysis.order.map(json))),
            ("joins", .array(analysis.joins.map(json))), ("comparisons", .array(analysis.comparisons.map(json))),
            ("fanOuts", .array(analysis.fanOuts.map(json))),
        ]
    }

    static func json(_ problem: NameProblem, in text: String) -> JSONValue {
        let place = TextPlace(of: problem.range, in: text)
        return .object([
            ("kind", .string("\(problem.kind)")), ("name", .string(problem.name)),
            ("message", .string(problem.description)), ("suggestions", .strings(problem.suggestions)),
            ("line", place.map { .integer($0.line) }), ("column", place.map { .integer($0.column) }),
        ])
    }

    private func json(_ column: OutputColumn) -> JSONValue {
        .object([
            ("name", .string(column.name)), ("type", column.type.map { .string($0.rawValue) }),
            ("isNullable", column.isNullable.map { .bool($0) }), ("source", column.source.map(json)),
        ])
    }

    private func json(_ column: ColumnReference) -> JSONValue {
        .object([("table", .string(column.table.description)), ("column", .string(column.column))])
    }

    private func json(_ key: OrderKey) -> JSONValue {
        .object([
            ("expression", .string(SQLPrinter(dialect: dialect).print(key.expression))),
            ("outputColumn", key.outputColumn.map { .integer($0) }), ("source", key.source.map(json)),
            ("isDescending", .bool(key.isDescending)), ("nullsFirst", .bool(key.nullsFirst)),
        ])
    }

    private func json(_ join: QueryJoin) -> JSONValue {
        .object([
            ("kind", .string(join.kind.rawValue)), ("left", .array(join.left.map(json))),
            ("right", .array(join.right.map(json))),
            (
                "keys", .array(join.keys.map { .object([("left", json($0.left)), ("right", json($0.right))]) })
            ),
            ("foreignKey", join.foreignKey.map { .string($0.origin.rawValue) }),
            ("leftUniqueKey", join.leftUniqueKey.map { .strings($0) }),
            ("rightUniqueKey", join.rightUniqueKey.map { .strings($0) }),
        ])
    }

    private func json(_ table: QueryJoin.Table) -> JSONValue {
        .object([("name", table.name.map { .string($0) }), ("table", table.table.map { .string($0.description) })])
    }

    private func json(_ column: QueryJoin.Column) -> JSONValue {
        .object([
            ("table", column.table.name.map { .string($0) }), ("column", .string(column.name)),
            ("source", column.source.map(json)),
        ])
    }

    private func json(_ comparison: ColumnComparison) -> JSONValue {
        .object([
            ("column", json(comparison.column)), ("functions", .strings(comparison.functions)),
            ("operation", .string(comparison.operation.rawValue)),
            ("constants", .array(comparison.constants.map(json))), ("isNegated", .bool(comparison.isNegated)),
            ("clause", .string(Self.words([comparison.clause])[0])),
        ])
    }

    private func json(_ value: SQLValue) -> JSONValue {
        switch value {
        case .null: .null
        case .integer(let value): .integer(value)
        case .real(let value): .number(value)
        case .text(let value): .string(value)
        case .blob(let bytes): .object([("blob", .string(SQLValue.hexadecimal(bytes)))])
        }
    }

    private func json(_ fanOut: FanOut) -> JSONValue {
        .object([
            ("aggregate", .string(fanOut.aggregate)), ("tables", .array(fanOut.tables.map(json))),
            ("multiplier", json(fanOut.multiplier)), ("fixedColumns", .strings(fanOut.fixedColumns)),
            ("message", .string(fanOut.description)),
        ])
    }
}
