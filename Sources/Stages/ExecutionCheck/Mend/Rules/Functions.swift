internal import PlumbCore
public import PlumbSQL

/// Exchanges functions of SQLite and MySQL for what Postgres has in their place.
public struct Functions: MendRule {
    /// `functions`.
    public let name = "functions"

    /// For a list of rules.
    public let summary = "Postgres: say strftime, IFNULL, GROUP_CONCAT, YEAR and others of SQLite and MySQL as it does"

    /// Makes the rule.
    public init() {}

    /// Exchanges all that are known.
    public func mend(_ query: Query, in scope: MendScope) async throws -> (query: Query, note: String)? {
        guard scope.dialect == .postgres else { return nil }
        var exchange = FunctionExchange(moments: MomentWriter(tables: scope.tables))
        let changed = exchange.walk(query)
        guard let first = exchange.exchanged.first else { return nil }
        return (changed, "what PostgreSQL has in place of \(first)")
    }
}

private struct FunctionExchange: SyntaxRewriter {
    let moments: MomentWriter
    /// The names of functions that were exchanged, as they were written.
    var exchanged: [String] = []

    mutating func rewrite(_ expression: Expression) -> Expression {
        switch expression.kind {
        case .call(let call) where call.over == nil && call.name.schema == nil:
            guard let other = self.call(call) ?? moments.call(call), other.kind != expression.kind else { break }
            exchanged.append(call.name.name.text)
            return other
        case .binary(let left, let operation, let right) where Self.isNumeric(operation):
            let numbers = (Self.number(left, beside: right, operation), Self.number(right, beside: left, operation))
            guard numbers.0 != nil || numbers.1 != nil else { break }
            return Expression(
                .binary(numbers.0 ?? left, operation, numbers.1 ?? right), range: expression.range)
        default: break
        }
        return expression
    }

    private static func isNumeric(_ operation: BinaryOperator) -> Bool {
        switch operation {
        case .plus, .minus, .times, .divide, .modulo, .equal, .notEqual, .less, .lessOrEqual, .greater,
            .greaterOrEqual:
            true
        default: false
        }
    }

    /// Parts of times are texts; as a number, where they are computed with or compared with one.
    private static func number(_ value: Expression, beside other: Expression, _ operation: BinaryOperator)
        -> Expression?
    {
        guard case .call(let call) = value.kind, call.name.name.folded == "to_char" else { return nil }
        let isArithmetic = [.plus, .minus, .times, .divide, .modulo].contains(operation)
        return isArithmetic || other.isInteger ? .cast(value, "integer") : nil
    }

    /// Functions of any values.
    private func call(_ call: FunctionCall) -> Expression? {
        let values = call.arguments
        switch (call.name.name.folded, values.count) {
        case ("ifnull", 2), ("nvl", 2), ("isnull", 2): return .call(name: "coalesce", arguments: values)
        case ("iif", 3), ("if", 3):
            return .caseWhen([Case.Branch(when: values[0], then: values[1])], otherwise: values[2])
        case ("group_concat", 1), ("group_concat", 2):
            var other = call
            other.name = "string_agg"
            other.arguments = [.cast(values[0], "text"), values.count > 1 ? values[1] : .string(",")]
            return Expression(.call(other))
        case ("total", 1):
            return .call(name: "coalesce", arguments: [.call(name: "sum", arguments: values), .integer(0)])
        case ("instr", 2): return .call(name: "strpos", arguments: values)
        case ("charindex", 2), ("locate", 2): return .call(name: "strpos", arguments: values.reversed())
        case ("len", 1): return .call(name: "length", arguments: values)
        case ("ucase", 1): return .call(name: "upper", arguments: values)
        case ("lcase", 1): return .call(name: "lower", arguments: values)
        case ("mid", 3): return .call(name: "substr", arguments: values)
        case ("rand", 0): return .call(name: "random")
        case ("truncate", 2): return .call(name: "trunc", arguments: [.cast(values[0], "numeric"), values[1]])
        default: return nil
        }
    }
}

extension Expression {
    /// Whether it is digits, with a sign or without.
    fileprivate var isInteger: Bool {
        switch kind {
        case .literal(.integer): true
        case .unary(.minus, let value): value.isInteger
        default: false
        }
    }
}
