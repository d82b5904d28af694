extension Expression {
    /// A constant.
    public static func literal(_ literal: Literal) -> Expression { Expression(.literal(literal)) }

    /// An integer constant; a negative one is written as a minus in front of its digits.
    public static func integer(_ value: Int) -> Expression {
        let digits = literal(.integer(String(value.magnitude)))
        return value < 0 ? unary(.minus, digits) : digits
    }

    /// A string constant.
    public static func string(_ value: String) -> Expression { literal(.string(value)) }

    /// A column by name.
    public static func column(table: Name? = nil, name: Name) -> Expression {
        Expression(.column(ColumnName(name, table: table)))
    }

    /// A parameter as SQL writes it: `?1`, `:name`, `$1`.
    public static func parameter(_ text: String) -> Expression { Expression(.parameter(text)) }

    /// An operator and its operand.
    public static func unary(_ operation: UnaryOperator, _ operand: Expression) -> Expression {
        Expression(.unary(operation, operand))
    }

    /// The negation.
    public static func not(_ operand: Expression) -> Expression { unary(.not, operand) }

    /// Two operands and the operator between them.
    public static func binary(
        _ left: Expression, _ operation: BinaryOperator, _ right: Expression
    ) -> Expression {
        Expression(.binary(left, operation, right))
    }

    /// Conditions joined by an operator, first to last; nil where there are none.
    public static func joined(_ operands: [Expression], by operation: BinaryOperator) -> Expression? {
        guard var result = operands.first else { return nil }
        for operand in operands.dropFirst() { result = binary(result, operation, operand) }
        return result
    }

    /// `IS NULL` or `IS NOT NULL`.
    public static func isNull(_ value: Expression, negated: Bool = false) -> Expression {
        Expression(.isNull(value, negated: negated))
    }

    /// `BETWEEN low AND high`.
    public static func between(
        _ value: Expression, _ low: Expression, _ high: Expression, negated: Bool = false
    ) -> Expression {
        Expression(.between(Between(value: value, low: low, high: high, negated: negated)))
    }

    /// `LIKE` and its kin.
    public static func like(
        _ value: Expression, _ pattern: Expression, operation: Like.Operation = .like,
        escape: Expression? = nil, negated: Bool = false
    ) -> Expression {
        Expression(
            .like(Like(value: value, operation: operation, pattern: pattern, escape: escape, negated: negated)))
    }

    /// `value IN (…)`.
    public static func inList(
        _ value: Expression, _ elements: [Expression], negated: Bool = false
    ) -> Expression {
        Expression(.inList(value, elements, negated: negated))
    }

    /// `value IN (SELECT …)`.
    public static func inQuery(_ value: Expression, _ query: Query, negated: Bool = false) -> Expression {
        Expression(.inQuery(value, query, negated: negated))
    }

    /// `EXISTS (SELECT …)`, or `NOT EXISTS`.
    public static func exists(_ query: Query, negated: Bool = false) -> Expression {
        negated ? unary(.not, Expression(.exists(query))) : Expression(.exists(query))
    }

    /// A query that stands for its one value.
    public static func subquery(_ query: Query) -> Expression { Expression(.subquery(query)) }

    /// A function, aggregate or window function.
    public static func call(
        name: QualifiedName, arguments: [Expression] = [], distinct: Bool = false,
        filter: Expression? = nil, over: Window? = nil
    ) -> Expression {
        Expression(
            .call(
                FunctionCall(
                    name: name, arguments: arguments, distinct: distinct, filter: filter, over: over)))
    }

    /// `count(*)`.
    public static func countAll(over: Window? = nil) -> Expression {
        Expression(.call(FunctionCall(name: "count", isStar: true, over: over)))
    }

    /// `CAST(value AS type)`.
    public static func cast(_ value: Expression, _ type: TypeName) -> Expression {
        Expression(.cast(value, type))
    }

    /// `CASE … END`.
    public static func caseWhen(
        operand: Expression? = nil, _ branches: [Case.Branch], otherwise: Expression? = nil
    ) -> Expression {
        Expression(.caseWhen(Case(operand: operand, branches: branches, otherwise: otherwise)))
    }
}
