internal import PlumbCore
import PlumbSQL

/// Expressions.
extension TreeGenerator {
    mutating func expression() -> Expression {
        budget -= 1
        guard budget > 0 else { return leaf() }
        switch random.below(20) {
        case 0, 1, 2, 3: return leaf()
        case 4, 5, 6: return Expression(.binary(expression(), binaryOperator(), expression()))
        case 7: return unary()
        case 8: return Expression(.call(call()))
        case 9: return predicate()
        case 10: return list()
        case 11: return Expression(.cast(expression(), type()))
        case 12: return caseWhen()
        case 13:
            return Expression(
                .collate(
                    expression(), isPostgres ? qualifiedName() : QualifiedName(random.pick(["nocase", "my order"]))))
        case 14: return random.oneIn(2) ? Expression(.subquery(query())) : Expression(.exists(query()))
        case 15: return Expression(.inQuery(expression(), query(), negated: random.oneIn(2)))
        case 16:
            let elements = random.oneIn(10) && isPostgres ? [expression()] : [expression(), expression()]
            return Expression(.row(elements))
        case 17: return test()
        default: return isPostgres ? postgres() : sqlite()
        }
    }

    private mutating func leaf() -> Expression {
        switch random.below(4) {
        case 0: return Expression(.literal(literal()))
        case 1 where random.oneIn(3): return parameter()
        default: return Expression(.column(columnName()))
        }
    }

    private mutating func parameter() -> Expression {
        Expression(
            .parameter(isPostgres ? "$\(1 + random.below(9))" : random.pick(["?", "?1", ":a", "@b", "$c", "#d"])))
    }

    private mutating func literal() -> Literal {
        let texts = [
            "", "x", "it's", "a\"b", "\\", "é\n", "--", "/*", "$$", "%_", "1", String(repeating: "long ", count: 9),
        ]
        switch random.below(isPostgres ? 10 : 8) {
        case 0: return .null
        case 1: return .boolean(random.oneIn(2))
        case 2, 3: return .integer(random.pick(["0", "1", "42", "9007199254740993", "0xFF"]))
        case 4: return .decimal(random.pick(["1.5", ".5", "1.", "1e3", "1.5E-3"]))
        case 5: return .string(random.pick(texts))
        case 6:
            return isPostgres ? .bits("0101", hexadecimal: random.oneIn(2)) : .blob(random.pick(["", "0a", "FFfe"]))
        case 7:
            let values: [Literal.CurrentValue] =
                isPostgres ? Array(Literal.CurrentValue.allCases) : [.date, .time, .timestamp]
            return .current(random.pick(values), precision: nil)
        case 8: return .current(random.pick([.time, .timestamp, .localTime, .localTimestamp]), precision: "3")
        default:
            let types: [TypeName] = [
                "date", "timestamp", "interval", "interval day", "interval year to month", "text",
                TypeName("numeric", modifiers: [.integer(3), .integer(1)]), "double precision",
                TypeName("kind", schema: "s"),
                TypeName("interval second", modifiers: [.integer(2)]), "time with time zone",
            ]
            return .typed(random.pick(types), random.pick(texts))
        }
    }

    private mutating func unary() -> Expression {
        let others = isPostgres ? [UnaryOperator.other("@"), .other("|/"), .other("!!"), .other("&")] : []
        return Expression(.unary(random.pick([.not, .minus, .plus, .bitwiseNot] + others), expression()))
    }

    private mutating func binaryOperator() -> BinaryOperator {
        let shared: [BinaryOperator] = [
            .or, .and, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .isDistinctFrom,
            .isNotDistinctFrom,
            .plus, .minus, .times, .divide, .modulo, .concatenate, .bitwiseAnd, .bitwiseOr, .shiftLeft, .shiftRight,
            .jsonGet,
            .jsonGetText,
        ]
        let own: [BinaryOperator] = [
            .power, .atTimeZone, .other("@>"), .other("~"), .other("!~*"), .other("OPERATOR(s.+)"), .other("?|"),
        ]
        return random.pick(isPostgres ? shared + own : shared)
    }

    private mutating func test() -> Expression {
        let value = expression()
        let negated = random.oneIn(2)
        if random.oneIn(2) { return Expression(.isNull(value, negated: negated)) }
        let truth: Bool? = isPostgres && random.oneIn(3) ? nil : random.oneIn(2)
        return Expression(.isTruth(value, truth, negated: negated))
    }

    private mutating func predicate() -> Expression {
        let negated = random.oneIn(2)
        guard random.oneIn(2) else {
            let symmetric = isPostgres && random.oneIn(4)
            return Expression(
                .between(
                    Between(
                        value: expression(), low: expression(), high: expression(), negated: negated,
                        symmetric: symmetric)))
        }
        let operations: [Like.Operation] = isPostgres ? [.like, .ilike, .similarTo] : [.like, .glob, .regexp, .match]
        return Expression(
            .like(
                Like(
                    value: expression(), operation: random.pick(operations), pattern: expression(),
                    escape: random.oneIn(4) ? expression() : nil, negated: negated)))
    }

    private mutating func list() -> Expression {
        // Postgres reads a list of one query as that query's rows.
        Expression(.inList(expression(), [expression(), expression()], negated: random.oneIn(2)))
    }

    private mutating func caseWhen() -> Expression {
        let branches = some(2) { Case.Branch(when: $0.expression(), then: $0.expression()) }
        return Expression(
            .caseWhen(
                Case(
                    operand: random.oneIn(2) ? expression() : nil, branches: branches,
                    otherwise: random.oneIn(2) ? expression() : nil)))
    }

    // MARK: Calls

    private mutating func call() -> FunctionCall {
        if isPostgres, random.oneIn(4) { return specialCall() }
        let names: [Name] =
            isPostgres ? ["f", "count", "left", "rollup", "if"] : ["f", "count", "replace", "like", "if", "indexed"]
        var call = FunctionCall(
            name: QualifiedName(random.pick(names), schema: isPostgres && random.oneIn(5) ? name() : nil))
        if random.oneIn(8) {
            call.isStar = true
        } else if !random.oneIn(8) {
            call.arguments = some { $0.expression() }
            call.distinct = random.oneIn(6)
            if chance(8) { call.orderBy = some(2) { $0.orderTerm() } }
            if isPostgres, !call.distinct, call.orderBy.isEmpty { addWords(&call) }
        }
        if chance(8) { call.filter = expression() }
        if chance(6) { call.over = random.oneIn(2) ? .named(name()) : .specification(window()) }
        return call
    }

    /// Adds what only Postgres has: names and `VARIADIC` before arguments, and an order within the group.
    private mutating func addWords(_ call: inout FunctionCall) {
        switch random.below(8) {
        case 0:
            call.labels = call.arguments.map { _ in .none }
            call.labels[call.labels.count - 1] = .variadic
        case 1:
            call.labels = call.arguments.map { _ in .none }
            call.labels[call.labels.count - 1] = .named(name())
        case 2: call.withinGroup = some(2) { $0.orderTerm() }
        default: break
        }
    }

    private mutating func specialCall() -> FunctionCall {
        func words(_ name: Name, _ labels: [String]) -> FunctionCall {
            let arguments = labels.map { _ in expression() }
            return FunctionCall(
                name: QualifiedName(name), arguments: arguments,
                labels: labels.map { $0.isEmpty ? .none : .keyword($0) })
        }
        switch random.below(9) {
        case 0: return FunctionCall(name: "coalesce", arguments: some { $0.expression() })
        case 1: return FunctionCall(name: "nullif", arguments: [expression(), expression()])
        case 2: return words("position", ["", "IN"])
        case 3: return words("substring", ["", "FROM", "FOR"])
        case 4: return words("substring", ["", "SIMILAR", "ESCAPE"])
        case 5: return words("overlay", ["", "PLACING", "FROM"])
        case 6: return words("trim", ["LEADING", "FROM"])
        case 7:
            return FunctionCall(
                name: "extract", arguments: [.string(random.pick(["year", "epoch"])), expression()],
                labels: [.none, .keyword("FROM")])
        default: return FunctionCall(name: "grouping", arguments: some { $0.expression() })
        }
    }

    // MARK: What one dialect has

    private mutating func sqlite() -> Expression {
        switch random.below(4) {
        case 0:
            return Expression(
                .inTable(expression(), .table(TableReference(name: qualifiedName())), negated: random.oneIn(2)))
        case 1: return Expression(.inList(expression(), [], negated: random.oneIn(2)))
        // `IS NULL` and `IS TRUE` are other nodes.
        default:
            return Expression(
                .binary(expression(), random.pick([.is, .isNot]), Expression(.column(ColumnName("a", table: "t")))))
        }
    }

    private mutating func postgres() -> Expression {
        switch random.below(10) {
        case 0: return Expression(.array(random.oneIn(4) ? [] : some { $0.expression() }))
        case 1: return Expression(.arrayQuery(query()))
        case 2: return Expression(.element(expression(), expression()))
        case 3:
            return Expression(
                .slice(
                    expression(), lower: random.oneIn(3) ? nil : expression(),
                    upper: random.oneIn(3) ? nil : expression()))
        case 4: return Expression(.field(expression(), name()))
        case 5: return Expression(.allFields(expression()))
        case 6:
            let pairs = (
                Expression(.row([expression(), expression()])), Expression(.row([expression(), expression()]))
            )
            return Expression(.binary(pairs.0, .overlaps, pairs.1))
        default: return quantified()
        }
    }

    private mutating func quantified() -> Expression {
        let comparisons: [BinaryOperator] = [.equal, .less, .plus, .other("@>")]
        let operation: Quantified.Operation =
            random.oneIn(3)
            ? .like(random.pick([.like, .ilike]), negated: random.oneIn(2)) : .binary(random.pick(comparisons))
        let operand: Quantified.Operand = random.oneIn(2) ? .query(query()) : .array(Expression(.array([expression()])))
        return Expression(
            .quantified(
                Quantified(
                    value: expression(), operation: operation, quantifier: random.pick([.any, .all]), operand: operand))
        )
    }

    // MARK: Types

    mutating func type() -> TypeName {
        guard isPostgres else {
            let types: [TypeName] = [
                "integer", "TEXT", "double precision", "unsigned big int", "",
                TypeName("decimal", modifiers: [.integer(10), .integer(-2)]),
                TypeName("varchar", modifiers: [.integer(5)]), "odd type", "select",
            ]
            return random.pick(types)
        }
        var type = random.pick([
            "integer", "text", "double precision", "timestamp with time zone", "interval day to second", "bit varying",
            TypeName("numeric", modifiers: [.integer(10), .integer(2)]), TypeName("varchar", modifiers: [.integer(5)]),
            TypeName(Name("My Type", quoting: .double), schema: "s"), "odd type", "select", "left",
            TypeName("char", modifiers: []),
            TypeName("kind", modifiers: [.string("x")]), TypeName(Name("char", quoting: .double)),
            TypeName("time without time zone", modifiers: [.integer(3)]), "between",
        ])
        if random.oneIn(5) { type.arrayBounds = [nil, 3] }
        return type
    }
}
