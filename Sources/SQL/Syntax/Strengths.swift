internal import PlumbCore

/// How strongly operators bind, weakest first, for the parser and the printer alike.
///
/// From SQLite's `parse.y` and Postgres's `gram.y`. Operators of one strength group from the left.
struct Strengths: Sendable {
    let or = 1
    let and = 2
    let not = 3

    /// `IS …`, `ISNULL`.
    let isTest = 4

    /// `=` and `<>`; in Postgres all comparisons.
    let equality: Int

    /// `<` and its kin.
    let comparison: Int

    /// `LIKE`, `IN`, `BETWEEN`.
    let pattern: Int

    /// `&`, `|`, `<<`, and all operators of Postgres without a strength of their own.
    let bitwise = 8
    let additive = 9
    let multiplicative = 10
    let concatenation: Int
    let jsonGet: Int
    let power = 12
    let atTimeZone = 13
    let collate = 14
    let unary = 15
    let postfix = 16

    /// What nothing binds stronger than: names, constants, calls, parentheses.
    static let primary = 20

    /// Whether `a < b < c` is refused.
    let refusesComparisonChains: Bool

    static let sqlite = Strengths(
        equality: 4, comparison: 5, pattern: 4, concatenation: 11, jsonGet: 11, refusesComparisonChains: false)

    static let postgres = Strengths(
        equality: 5, comparison: 5, pattern: 6, concatenation: 8, jsonGet: 8, refusesComparisonChains: true)

    static func of(_ dialect: SQLDialect) -> Strengths { dialect == .sqlite ? .sqlite : .postgres }

    func strength(of operation: BinaryOperator) -> Int {
        switch operation {
        case .or: or
        case .and: and
        case .equal, .notEqual: equality
        case .less, .lessOrEqual, .greater, .greaterOrEqual: comparison
        case .is, .isNot, .isDistinctFrom, .isNotDistinctFrom: isTest
        case .plus, .minus: additive
        case .times, .divide, .modulo: multiplicative
        case .power: power
        case .concatenate: concatenation
        case .jsonGet, .jsonGetText: jsonGet
        case .bitwiseAnd, .bitwiseOr, .shiftLeft, .shiftRight, .other: bitwise
        case .atTimeZone: atTimeZone
        case .overlaps: pattern
        }
    }

    func strength(of operation: UnaryOperator) -> Int {
        switch operation {
        case .not: not
        case .minus, .plus: unary
        // SQLite's ~ binds like its signs, Postgres's like any other operator.
        case .bitwiseNot, .other: refusesComparisonChains ? bitwise : unary
        }
    }

    /// How strongly operators in a prefix operator's operand must bind to need no parentheses.
    func operandStrength(of operation: UnaryOperator) -> Int {
        let strength = strength(of: operation)
        return strength == bitwise ? strength + 1 : strength
    }

    /// Whether two operators of this strength can't stand side by side without parentheses.
    func isNonassociative(_ strength: Int) -> Bool {
        refusesComparisonChains && (strength == comparison || strength == pattern || strength == isTest)
    }
}
