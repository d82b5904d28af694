/// `value BETWEEN low AND high`.
public struct Between: Hashable, Sendable {
    /// What is tested.
    public var value: Expression
    /// The lower bound, included.
    public var low: Expression
    /// The upper bound, included.
    public var high: Expression
    /// Whether `NOT` stands before `BETWEEN`.
    public var negated: Bool
    /// Whether the bounds may come in either order; Postgres only.
    public var symmetric: Bool

    /// Makes a test.
    public init(
        value: Expression, low: Expression, high: Expression, negated: Bool = false, symmetric: Bool = false
    ) {
        self.value = value
        self.low = low
        self.high = high
        self.negated = negated
        self.symmetric = symmetric
    }
}

/// `value LIKE pattern ESCAPE escape`, and the operators that are written alike.
public struct Like: Hashable, Sendable {
    /// The operators.
    public enum Operation: String, Hashable, Sendable {
        case like = "LIKE"
        case ilike = "ILIKE"
        case similarTo = "SIMILAR TO"
        case glob = "GLOB"
        case regexp = "REGEXP"
        case match = "MATCH"
    }

    /// What is tested.
    public var value: Expression
    /// How.
    public var operation: Operation
    /// The pattern.
    public var pattern: Expression
    /// The escape character.
    public var escape: Expression?
    /// Whether `NOT` stands before the operator.
    public var negated: Bool

    /// Makes a test.
    public init(
        value: Expression, operation: Operation = .like, pattern: Expression, escape: Expression? = nil,
        negated: Bool = false
    ) {
        self.value = value
        self.operation = operation
        self.pattern = pattern
        self.escape = escape
        self.negated = negated
    }
}

/// `value = ANY (…)`: a comparison with every row of a query, or every element of an array; Postgres only.
public struct Quantified: Hashable, Sendable {
    /// How the comparison is made.
    public enum Operation: Hashable, Sendable {
        /// An operator such as `=`.
        case binary(BinaryOperator)
        /// `LIKE` or `ILIKE`.
        case like(Like.Operation, negated: Bool)
    }

    /// How many must hold.
    public enum Quantifier: String, Hashable, Sendable {
        /// One at least; also written `SOME`.
        case any = "ANY"
        /// Every one.
        case all = "ALL"
    }

    /// What is compared with.
    public enum Operand: Hashable, Sendable {
        /// The rows of a query.
        case query(Query)
        /// The elements of an array.
        case array(Expression)
    }

    /// What is tested.
    public var value: Expression
    /// How.
    public var operation: Operation
    /// How many must hold.
    public var quantifier: Quantifier
    /// What it is compared with.
    public var operand: Operand

    /// Makes a test.
    public init(value: Expression, operation: Operation, quantifier: Quantifier, operand: Operand) {
        self.value = value
        self.operation = operation
        self.quantifier = quantifier
        self.operand = operand
    }
}

/// `CASE operand WHEN … THEN … ELSE … END`.
public struct Case: Hashable, Sendable {
    /// One `WHEN … THEN …`.
    public struct Branch: Hashable, Sendable {
        /// The condition, or the value that the operand is compared with.
        public var condition: Expression
        /// The result.
        public var result: Expression

        /// Makes a branch.
        public init(when condition: Expression, then result: Expression) {
            self.condition = condition
            self.result = result
        }
    }

    /// What the branches' values are compared with; nil where they are conditions.
    public var operand: Expression?
    /// The branches, in order.
    public var branches: [Branch]
    /// The result where no branch fits; NULL where there is none.
    public var otherwise: Expression?

    /// Makes a case.
    public init(operand: Expression? = nil, branches: [Branch], otherwise: Expression? = nil) {
        self.operand = operand
        self.branches = branches
        self.otherwise = otherwise
    }
}
