internal import PlumbCore

/// The types of what operators and casts give; nil wherever the values themselves would have to be seen.
///
/// SQLite has no types but those of single values. Here `integer` and `text` mean that every value is one, and `real`
/// that every value is a number: <https://www.sqlite.org/datatype3.html>.
struct ValueTypes {
    let dialect: SQLDialect

    /// What a comparison gives: SQLite has no other truth than 1 and 0.
    var truth: ColumnType { dialect == .sqlite ? .integer : .boolean }

    /// The one type of values that may each have another.
    func common(_ types: [ColumnType?]) -> ColumnType? {
        guard var result = types.first ?? nil else { return nil }
        for type in types.dropFirst() {
            guard let type else { return nil }
            if type == result { continue }
            switch (result, type) {
            case (.integer, .real), (.real, .integer): result = .real
            case (.date, .timestamp), (.timestamp, .date): result = .timestamp
            default: return nil
            }
        }
        return result
    }

    /// The one type of values, of which NULL has none and a bare string of Postgres takes that of the others.
    func common(of values: [Value]) -> ColumnType? {
        let typed = values.filter { !$0.isNull }
        let fixed = dialect == .postgres ? typed.filter { !$0.isUntyped } : typed
        return common((fixed.isEmpty ? typed : fixed).map(\.type))
    }

    // MARK: Operators

    func type(of operation: UnaryOperator, _ value: Value) -> ColumnType? {
        switch operation {
        case .not: truth
        case .plus: value.type
        case .minus: number(value.type)
        case .bitwiseNot: number(value.type) == nil && dialect == .postgres ? nil : .integer
        case .other: nil
        }
    }

    /// A number's type; SQLite's truths are integers.
    private func number(_ type: ColumnType?) -> ColumnType? {
        switch type {
        case .integer, .real: type
        case .boolean where dialect == .sqlite: .integer
        default: nil
        }
    }

    func type(of left: Value, _ operation: BinaryOperator, _ right: Value) -> ColumnType? {
        switch operation {
        case .or, .and, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .is, .isNot,
            .isDistinctFrom, .isNotDistinctFrom, .overlaps:
            truth
        case .plus, .minus, .times, .divide, .modulo:
            dialect == .sqlite
                ? sqliteArithmetic(left.type, right.type) : postgresArithmetic(left, operation, right)
        case .power: .real
        case .concatenate: concatenation(left, right)
        case .bitwiseAnd, .bitwiseOr, .shiftLeft, .shiftRight:
            dialect == .sqlite ? .integer : left.type == .integer ? .integer : nil
        case .jsonGetText: dialect == .postgres ? .text : nil
        case .jsonGet, .atTimeZone, .other: nil
        }
    }

    /// Two integers give an integer; where either is a number with a fraction, the result is one too.
    private func sqliteArithmetic(_ left: ColumnType?, _ right: ColumnType?) -> ColumnType? {
        switch (number(left), number(right)) {
        case (.integer, .integer): .integer
        case (.real, _), (_, .real): .real
        default: nil
        }
    }

    private func postgresArithmetic(_ left: Value, _ operation: BinaryOperator, _ right: Value) -> ColumnType? {
        // A bare string is read as whatever the other side is.
        let leftType = left.isUntyped ? nil : left.type
        let rightType = right.isUntyped ? nil : right.type
        switch (leftType, operation, rightType) {
        case (.integer, _, .integer): return .integer
        case (.integer, _, .real), (.real, _, .integer), (.real, _, .real): return .real
        case (.date, .minus, .date): return .integer
        case (.date, .plus, .integer), (.date, .minus, .integer), (.integer, .plus, .date): return .date
        case (.date, .plus, .other), (.date, .minus, .other), (.timestamp, .plus, .other), (.timestamp, .minus, .other):
            return .timestamp
        case (.timestamp, .minus, .timestamp), (.timestamp, .minus, .date), (.date, .minus, .timestamp):
            return .other
        default: return nil
        }
    }

    private func concatenation(_ left: Value, _ right: Value) -> ColumnType? {
        if dialect == .sqlite { return .text }
        // Arrays and documents are joined by the same sign.
        let isText = [left, right].contains { $0.type == .text && !$0.isUntyped }
        return isText || (left.isUntyped && right.isUntyped) ? .text : nil
    }

    // MARK: Casts

    func type(of type: TypeName) -> ColumnType? {
        guard type.arrayBounds.isEmpty else { return nil }
        let name = Name.folded(type.name.text)
        return dialect == .sqlite ? Self.sqliteCast(name) : Self.postgresType(name)
    }

    /// By the rules for a column's affinity; a cast to `NUMERIC` may give either kind of number.
    private static func sqliteCast(_ name: String) -> ColumnType? {
        if name.contains("int") { return .integer }
        if ["char", "clob", "text"].contains(where: name.contains) { return .text }
        if name.isEmpty || name.contains("blob") { return .blob }
        if ["real", "floa", "doub"].contains(where: name.contains) { return .real }
        return nil
    }

    private static func postgresType(_ name: String) -> ColumnType? {
        let words = name.split(separator: " ")
        switch words.first.map(String.init) ?? "" {
        case "integer", "int", "int2", "int4", "int8", "smallint", "bigint", "serial", "bigserial", "smallserial",
            "oid":
            return .integer
        case "real", "double", "float", "float4", "float8", "numeric", "decimal", "dec", "money": return .real
        case "text", "varchar", "char", "character", "bpchar", "citext", "name", "uuid", "string": return .text
        case "boolean", "bool": return .boolean
        case "date": return .date
        case "timestamp", "timestamptz": return .timestamp
        case "time", "timetz": return .time
        case "bytea": return .blob
        case "interval": return .other
        default: return nil
        }
    }
}
