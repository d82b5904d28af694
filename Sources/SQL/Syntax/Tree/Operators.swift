/// An operator in front of its operand.
public enum UnaryOperator: Hashable, Sendable {
    case not, minus, plus

    /// `~`.
    case bitwiseNot

    /// Any other prefix operator of Postgres, e.g. `@`.
    case other(String)

    /// The operator as SQL spells it.
    public var spelling: String {
        switch self {
        case .not: "NOT"
        case .minus: "-"
        case .plus: "+"
        case .bitwiseNot: "~"
        case .other(let text): text
        }
    }
}

/// An operator between two operands.
public enum BinaryOperator: Hashable, Sendable {
    case or, and
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual

    /// SQLite's `IS` between any two values; NULL equals NULL.
    case `is`

    /// SQLite's `IS NOT` between any two values.
    case isNot

    /// `IS DISTINCT FROM`.
    case isDistinctFrom

    /// `IS NOT DISTINCT FROM`.
    case isNotDistinctFrom

    case plus, minus, times, divide, modulo

    /// `^`, Postgres only.
    case power

    /// `||`.
    case concatenate

    case bitwiseAnd, bitwiseOr, shiftLeft, shiftRight

    /// `->`.
    case jsonGet

    /// `->>`.
    case jsonGetText

    /// `AT TIME ZONE`, Postgres only.
    case atTimeZone

    /// `OVERLAPS` between two rows, Postgres only.
    case overlaps

    /// Any other operator of Postgres, as it is spelled: `@>`, `~*`, `#>>`, `OPERATOR(schema.+)`.
    case other(String)

    /// The operator as SQL spells it.
    public var spelling: String {
        switch self {
        case .or: "OR"
        case .and: "AND"
        case .equal: "="
        case .notEqual: "<>"
        case .less: "<"
        case .lessOrEqual: "<="
        case .greater: ">"
        case .greaterOrEqual: ">="
        case .is: "IS"
        case .isNot: "IS NOT"
        case .isDistinctFrom: "IS DISTINCT FROM"
        case .isNotDistinctFrom: "IS NOT DISTINCT FROM"
        case .plus: "+"
        case .minus: "-"
        case .times: "*"
        case .divide: "/"
        case .modulo: "%"
        case .power: "^"
        case .concatenate: "||"
        case .bitwiseAnd: "&"
        case .bitwiseOr: "|"
        case .shiftLeft: "<<"
        case .shiftRight: ">>"
        case .jsonGet: "->"
        case .jsonGetText: "->>"
        case .atTimeZone: "AT TIME ZONE"
        case .overlaps: "OVERLAPS"
        case .other(let text): text
        }
    }

    /// Whether the result says how two values compare: `=`, `<>`, `<`, `<=`, `>`, `>=`.
    public var isComparison: Bool {
        switch self {
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: true
        default: false
        }
    }
}
