internal import PlumbCore

/// Expressions, with the parentheses that their tree needs.
extension SQLWriter {
    /// Writes an expression, in parentheses where it binds weaker than `minimum`.
    mutating func write(_ expression: Expression, minimum: Int = 0) {
        guard strength(of: expression) < minimum else {
            writeOpen(expression)
            return
        }
        write("(")
        writeOpen(expression)
        write(")")
    }

    /// How strongly the outermost operator of an expression binds.
    func strength(of expression: Expression) -> Int {
        switch expression.kind {
        case .binary(_, let operation, _): return strengths.strength(of: operation)
        case .unary(let operation, _): return strengths.strength(of: operation)
        case .isNull, .isTruth: return strengths.isTest
        case .between, .like, .inList, .inQuery, .inTable: return strengths.pattern
        case .quantified(let quantified):
            if case .binary(let operation) = quantified.operation { return strengths.strength(of: operation) }
            return strengths.pattern
        case .collate: return strengths.collate
        case .element, .slice, .field, .allFields: return strengths.postfix
        case .literal(.integer(let digits)), .literal(.decimal(let digits)):
            // Made by hand: the parser keeps signs apart.
            return digits.hasPrefix("-") ? strengths.unary : Strengths.primary
        default: return Strengths.primary
        }
    }

    /// The strength that an operand on the left must have.
    private func left(_ strength: Int) -> Int {
        strengths.isNonassociative(strength) ? strength + 1 : strength
    }

    private mutating func writeOpen(_ expression: Expression) {
        switch expression.kind {
        case .literal(let literal): write(literal)
        case .column(let name): write(name)
        case .parameter(let text):
            let isNumbered = text.hasPrefix("?") && text.utf8.count > 1
            write(dialect == .postgres && isNumbered ? "$" + text.dropFirst() : text)
        case .unary(let operation, let operand): write(operation, operand)
        case .binary: writeChain(expression)
        case .call(let call): write(call)
        default: writeCompound(expression)
        }
    }

    private mutating func writeCompound(_ expression: Expression) {
        switch expression.kind {
        case .isNull(let value, let negated): writeTest(value, negated, "NULL")
        case .isTruth(let value, let truth, let negated):
            writeTest(value, negated, truth.map { $0 ? "TRUE" : "FALSE" } ?? "UNKNOWN")
        case .between, .like, .inList, .inQuery, .inTable, .quantified: writePredicate(expression)
        case .exists(let query):
            write("EXISTS ")
            write(parenthesised: query)
        case .subquery(let query): write(parenthesised: query)
        // To SQLite a cast without a type changes nothing.
        case .cast(let value, let type) where dialect == .postgres && type.name.text.isEmpty:
            write(value, minimum: strengths.postfix)
        case .cast(let value, let type):
            write("CAST(")
            write(value)
            write(" AS ")
            write(type)
            write(")")
        case .caseWhen(let value): write(value)
        case .collate(let value, let name):
            write(value, minimum: strengths.collate)
            write(" COLLATE ")
            write(name)
        case .row(let elements): write(row: elements)
        default: writePostgres(expression)
        }
    }

    private mutating func writePostgres(_ expression: Expression) {
        switch expression.kind {
        case .array(let elements):
            write("ARRAY[")
            write(elements)
            write("]")
        case .arrayQuery(let query):
            write("ARRAY")
            write(parenthesised: query)
        case .element(let value, let index):
            write(base: value, keepsColumn: true)
            write("[")
            write(index)
            write("]")
        case .slice(let value, let lower, let upper):
            write(base: value, keepsColumn: true)
            write("[")
            if let lower { write(lower) }
            write(":")
            if let upper { write(upper) }
            write("]")
        case .field(let value, let name):
            write(base: value, keepsColumn: false)
            write(".")
            write(name)
        case .allFields(let value):
            write(base: value, keepsColumn: false)
            write(".*")
        default: write("<error>")
        }
    }

    /// What stands before brackets or a dot: in parentheses, unless it ends in brackets or a dot itself.
    private mutating func write(base: Expression, keepsColumn: Bool) {
        switch base.kind {
        case .element, .slice, .field: write(base)
        case .column where keepsColumn, .parameter where keepsColumn: write(base)
        default:
            write("(")
            write(base)
            write(")")
        }
    }

    private mutating func write(row elements: [Expression]) {
        if elements.count < 2 { write("ROW") }
        write("(")
        write(elements)
        write(")")
    }

    // MARK: Operators

    private mutating func write(_ operation: UnaryOperator, _ operand: Expression) {
        write(operation.spelling)
        switch operation {
        case .not:
            write(" ")
            write(operand, minimum: strengths.not)
            return
        // A sign at the operand's beginning would become part of the operator.
        case .bitwiseNot where dialect == .postgres && strength(of: operand) < strengths.postfix: write(" ")
        case .other: write(" ")
        default: break
        }
        // Two signs side by side would make a comment or another operator.
        var minimum = strengths.operandStrength(of: operation)
        if strength(of: operand) == strengths.unary { minimum = strengths.unary + 1 }
        if case .unary = operand.kind { minimum = strengths.postfix }
        write(operand, minimum: minimum)
    }

    /// Writes a chain of operators from its left end on, so that a long one needs no deep stack.
    private mutating func writeChain(_ expression: Expression) {
        var links: [(BinaryOperator, Expression)] = []
        var first = expression
        var minimum = 0
        while case .binary(let left, let operation, let right) = first.kind,
            strengths.strength(of: operation) >= minimum
        {
            links.append((operation, right))
            first = left
            minimum = self.left(strengths.strength(of: operation))
        }
        write(first, minimum: minimum)
        for (operation, right) in links.reversed() {
            write(" ")
            write(spelling(of: operation))
            write(" ")
            write(right, minimum: strengths.strength(of: operation) + 1)
        }
    }

    func spelling(of operation: BinaryOperator) -> String {
        switch (operation, dialect) {
        case (.is, .postgres): BinaryOperator.isNotDistinctFrom.spelling
        case (.isNot, .postgres): BinaryOperator.isDistinctFrom.spelling
        default: operation.spelling
        }
    }

    private mutating func writeTest(_ value: Expression, _ negated: Bool, _ what: String) {
        write(value, minimum: left(strengths.isTest))
        write(negated ? " IS NOT " : " IS ")
        write(what)
    }

    // MARK: Predicates

    private mutating func writePredicate(_ expression: Expression) {
        let operand = left(strengths.pattern)
        let inner = strengths.pattern + 1
        switch expression.kind {
        case .between(let between):
            write(between.value, minimum: operand)
            write(between.negated ? " NOT BETWEEN " : " BETWEEN ")
            if between.symmetric { write("SYMMETRIC ") }
            write(bare: between.low)
            write(" AND ")
            write(between.high, minimum: inner)
        case .like(let like):
            write(like.value, minimum: operand)
            write((like.negated ? " NOT " : " ") + spelling(of: like.operation) + " ")
            write(like.pattern, minimum: inner)
            if let escape = like.escape {
                write(" ESCAPE ")
                write(escape, minimum: inner)
            }
        case .inList(_, [], let negated) where dialect == .postgres: write(negated ? "TRUE" : "FALSE")
        case .inList(let value, let elements, let negated):
            write(value, minimum: operand)
            write(negated ? " NOT IN (" : " IN (")
            write(elements)
            write(")")
        case .inQuery(let value, let query, let negated):
            write(value, minimum: operand)
            write(negated ? " NOT IN " : " IN ")
            write(parenthesised: query)
        case .inTable(let value, let table, let negated):
            write(value, minimum: operand)
            write(negated ? " NOT IN " : " IN ")
            guard dialect == .postgres else { return write(table) }
            write("(SELECT * FROM ")
            write(table)
            write(")")
        case .quantified(let quantified): write(quantified)
        default: break
        }
    }

    /// Writes an operand that Postgres reads as a `b_expr`, which many operators stand in only with parentheses.
    mutating func write(bare expression: Expression) {
        write(expression, minimum: isBare(expression) ? strengths.pattern + 1 : Strengths.primary)
    }

    private func isBare(_ expression: Expression) -> Bool {
        guard dialect == .postgres else { return true }
        var rest = expression
        while case .binary(let left, let operation, let right) = rest.kind {
            guard operation != .atTimeZone, isBare(right) else { return false }
            rest = left
        }
        switch rest.kind {
        case .unary(let operation, let operand): return operation != .not && isBare(operand)
        case .collate, .quantified: return false
        default: return true
        }
    }

    /// SQLite's LIKE ignores ASCII case, as Postgres's ILIKE does.
    private func spelling(of operation: Like.Operation) -> String {
        operation == .ilike && dialect == .sqlite ? Like.Operation.like.rawValue : operation.rawValue
    }

    private mutating func write(_ quantified: Quantified) {
        if dialect == .sqlite, writeMembership(quantified) { return }
        switch quantified.operation {
        case .binary(let operation):
            write(quantified.value, minimum: left(strengths.strength(of: operation)))
            write(" " + operation.spelling + " ")
        case .like(let operation, let negated):
            write(quantified.value, minimum: left(strengths.pattern))
            write((negated ? " NOT " : " ") + operation.rawValue + " ")
        }
        write(quantified.quantifier.rawValue + " ")
        switch quantified.operand {
        case .query(let query): write(parenthesised: query)
        case .array(let array):
            write("(")
            write(array)
            write(")")
        }
    }

    /// Writes `= ANY (SELECT …)` and `<> ALL (SELECT …)` as `IN` and `NOT IN`; false where it is neither.
    private mutating func writeMembership(_ quantified: Quantified) -> Bool {
        guard case .query(let query) = quantified.operand else { return false }
        switch (quantified.operation, quantified.quantifier) {
        case (.binary(.equal), .any), (.binary(.notEqual), .all): break
        default: return false
        }
        write(quantified.value, minimum: left(strengths.pattern))
        write(quantified.quantifier == .any ? " IN " : " NOT IN ")
        write(parenthesised: query)
        return true
    }

    private mutating func write(_ value: Case) {
        write("CASE")
        if let operand = value.operand {
            write(" ")
            write(operand)
        }
        for branch in value.branches {
            write(" WHEN ")
            write(branch.condition)
            write(" THEN ")
            write(branch.result)
        }
        if let otherwise = value.otherwise {
            write(" ELSE ")
            write(otherwise)
        }
        write(" END")
    }
}
