internal import PlumbCore

/// The names that a select gives to items without an alias.
extension NameResolver {
    func outputName(of expression: Expression, _ value: Value) -> String {
        switch dialect {
        case .sqlite: sqliteName(of: expression, value)
        case .postgres: Self.postgresName(of: expression) ?? "?column?"
        }
    }

    /// SQLite takes the column's own name, or else the text of the item as it was written.
    private func sqliteName(of expression: Expression, _ value: Value) -> String {
        if case .column(let name) = expression.kind {
            // Inside of other queries SQLite knows the name as written alone.
            if depth == 1, let column = value.plainColumn {
                return sources[column.source].columns[column.position].name
            }
            if name.table != nil || !name.mayBeString { return name.name.text }
        }
        if let text, expression.range.isKnown, let written = Self.written(expression.range, in: text) {
            return written
        }
        return SQLPrinter(dialect: .sqlite).print(expression)
    }

    /// The text of an item, with the parentheses around it, which the tree does not hold.
    private static func written(_ range: SourceRange, in text: String) -> String? {
        let bytes = text.utf8
        guard range.end <= bytes.count else { return nil }
        var start = bytes.index(bytes.startIndex, offsetBy: range.start)
        var end = bytes.index(start, offsetBy: range.count)
        func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
        while true {
            guard let opening = bytes[..<start].lastIndex(where: { !isSpace($0) }), bytes[opening] == 0x28,
                let closing = bytes[end...].firstIndex(where: { !isSpace($0) }), bytes[closing] == 0x29
            else { break }
            start = opening
            end = bytes.index(after: closing)
        }
        return String(bytes[start..<end])
    }

    /// Postgres takes the name of the column, function or type; nil where it finds none.
    ///
    /// After `FigureColnameInternal` of its `parse_target.c`.
    private static func postgresName(of expression: Expression) -> String? {
        switch expression.kind {
        case .column(let name): name.name.text
        case .field(_, let name): name.text
        case .call(let call): call.name.name.text
        case .cast(let value, let type): postgresName(of: value) ?? postgresName(of: type)
        case .collate(let value, _): postgresName(of: value)
        case .element(let value, _), .slice(let value, _, _): postgresName(of: value)
        case .caseWhen(let value): value.otherwise.flatMap(columnName) ?? "case"
        case .exists: "exists"
        case .array, .arrayQuery: "array"
        case .row: "row"
        case .subquery(let query): postgresName(of: query.body)
        case .literal(.typed(let type, _)): postgresName(of: type)
        case .literal(.boolean): "bool"
        case .literal(.current(let value, _)): value.rawValue.lowercased()
        default: nil
        }
    }

    /// A name that goes before that of a `CASE`: not one that only a type gave.
    private static func columnName(of expression: Expression) -> String? {
        switch expression.kind {
        case .cast(let value, _): columnName(of: value)
        case .literal, .caseWhen: nil
        default: postgresName(of: expression)
        }
    }

    private static func postgresName(of body: QueryBody) -> String? {
        switch body {
        case .select(let select):
            switch select.items.first {
            case .expression(_, let alias?): alias.text
            case .expression(let expression, nil): postgresName(of: expression)
            default: nil
            }
        case .nested(let query): postgresName(of: query.body)
        case .setOperation(let operation): postgresName(of: operation.left)
        case .values: "column1"
        default: nil
        }
    }

    /// A type as the server calls it.
    private static func postgresName(of type: TypeName) -> String {
        switch type.name.text {
        case "integer", "int": "int4"
        case "smallint": "int2"
        case "bigint": "int8"
        case "real": "float4"
        case "double precision", "float": "float8"
        case "decimal", "dec": "numeric"
        case "character varying": "varchar"
        case "character", "char": "bpchar"
        case "boolean": "bool"
        case "bit varying": "varbit"
        case "timestamp with time zone": "timestamptz"
        case "timestamp without time zone": "timestamp"
        case "time with time zone": "timetz"
        case "time without time zone": "time"
        default: type.name.text
        }
    }
}
