internal import PlumbCore

/// An expression: a value that can be copied, compared and hashed; where it was read is not part of it.
///
/// Look at it with `switch expression.kind`; make one with the functions of the same names, such as
/// `Expression.column(table: "city", name: "name")`.
public struct Expression: Hashable, Sendable {
    /// What every copy of an expression shares; it is immutable, so sharing can't be seen.
    private final class Node: Sendable {
        let kind: Kind
        let range: SourceRange

        init(_ kind: Kind, _ range: SourceRange) {
            self.kind = kind
            self.range = range
        }
    }

    private var node: Node

    /// Makes an expression.
    public init(_ kind: Kind, range: SourceRange = .none) {
        node = Node(kind, range)
    }

    /// What the expression is, with its parts.
    public var kind: Kind {
        get { node.kind }
        set { node = Node(newValue, node.range) }
    }

    /// Where it was read.
    public var range: SourceRange { node.range }

    /// Whether it is an integer constant.
    var isInteger: Bool { if case .literal(.integer) = kind { true } else { false } }

    /// Whether it is several values in parentheses.
    var isRow: Bool { if case .row = kind { true } else { false } }

    /// Whether both say the same, wherever they were read.
    public static func == (left: Expression, right: Expression) -> Bool {
        var left = left
        var right = right
        // Along a chain of operators, so that a long one needs no deep stack.
        while left.node !== right.node {
            guard case .binary(let leftRest, let leftOperation, let leftLast) = left.node.kind,
                case .binary(let rightRest, let rightOperation, let rightLast) = right.node.kind
            else { return left.node.kind == right.node.kind }
            guard leftOperation == rightOperation, leftLast == rightLast else { return false }
            left = leftRest
            right = rightRest
        }
        return true
    }

    /// Hashes what is said.
    public func hash(into hasher: inout Hasher) {
        var rest = self
        while case .binary(let left, let operation, let right) = rest.node.kind {
            hasher.combine(operation)
            hasher.combine(right)
            rest = left
        }
        hasher.combine(rest.node.kind)
    }

    /// The forms of an expression.
    public enum Kind: Hashable, Sendable {
        /// A constant.
        case literal(Literal)

        /// A column by name.
        case column(ColumnName)

        /// A parameter as it was written: `?`, `?1`, `:name`, `@name`, `$1`.
        case parameter(String)

        /// An operator and its operand.
        case unary(UnaryOperator, Expression)

        /// Two operands and the operator between them.
        case binary(Expression, BinaryOperator, Expression)

        /// `IS NULL`, or `IS NOT NULL` where negated.
        case isNull(Expression, negated: Bool)

        /// `IS TRUE`, `IS FALSE` or `IS UNKNOWN` (nil), with `NOT` where negated.
        case isTruth(Expression, Bool?, negated: Bool)

        /// `BETWEEN`.
        indirect case between(Between)

        /// `LIKE` and its kin.
        indirect case like(Like)

        /// `value IN (a, b, …)`.
        case inList(Expression, [Expression], negated: Bool)

        /// `value IN (SELECT …)`.
        indirect case inQuery(Expression, Query, negated: Bool)

        /// SQLite's `value IN table`, or a table-valued function.
        indirect case inTable(Expression, FromItem, negated: Bool)

        /// `EXISTS (SELECT …)`; its negation is `unary(.not, …)`.
        indirect case exists(Query)

        /// A query in parentheses, standing for its one value.
        indirect case subquery(Query)

        /// `value = ANY (…)`, `value < ALL (…)`.
        indirect case quantified(Quantified)

        /// A function, aggregate or window function.
        indirect case call(FunctionCall)

        /// `CAST(value AS type)`, also written `value::type`.
        indirect case cast(Expression, TypeName)

        /// `CASE`.
        indirect case caseWhen(Case)

        /// `value COLLATE name`.
        indirect case collate(Expression, QualifiedName)

        /// Several values in parentheses, or `ROW(…)`.
        case row([Expression])

        /// `ARRAY[…]`, Postgres only.
        case array([Expression])

        /// `ARRAY(SELECT …)`, Postgres only.
        indirect case arrayQuery(Query)

        /// `value[index]`, Postgres only.
        case element(Expression, Expression)

        /// `value[lower:upper]`, Postgres only.
        case slice(Expression, lower: Expression?, upper: Expression?)

        /// `(value).name`, Postgres only.
        case field(Expression, Name)

        /// `(value).*`, Postgres only.
        case allFields(Expression)

        /// What could not be read; the parser has said why.
        case error
    }
}

extension Expression: CustomStringConvertible {
    /// The expression as SQLite's SQL, on one line.
    public var description: String { SQLPrinter(dialect: .sqlite).print(self) }
}
