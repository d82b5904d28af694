internal import PlumbCore
public import PlumbSQL

/// Trees of every kind of node that a dialect can write, made at random: printing and reading one gives it back.
///
/// What a dialect has no words for is left out, and so is what its reader brings into another form, such as
/// parentheses around a whole query.
public struct TreeGenerator {
    let dialect: SQLDialect
    var random: SeededGenerator

    /// How many more nodes the tree may get; where none are left, only the smallest are made.
    var budget = 0

    /// Makes a generator.
    public init(dialect: SQLDialect, random: SeededGenerator) {
        self.dialect = dialect
        self.random = random
    }

    /// A query of up to so many nodes, more or less.
    public mutating func query(nodes: Int) -> Query {
        budget = nodes
        return query()
    }

    var isPostgres: Bool { dialect == .postgres }

    /// True in one of so many cases, as long as there is room for more.
    mutating func chance(_ count: Int) -> Bool { budget > 0 && random.oneIn(count) }

    /// One to so many values.
    mutating func some<Value>(_ most: Int = 3, _ make: (inout TreeGenerator) -> Value) -> [Value] {
        (0..<1 + (budget > 0 ? random.below(most) : 0)).map { _ in make(&self) }
    }

    // MARK: Names

    mutating func name() -> Name {
        let plain = ["a", "b", "c", "t", "u", "name", "T1", "état", "_x1", "a$b", "longer_than_fifteen_bytes"]
        let odd = [
            "two words", "Mixed Case", "qu\"ote", "it's", "b`t", "[x]", "1st", "ñ\u{301}", "a.b", "--", "/*", ";", "%",
            "a]",
        ]
        let keywords = [
            "select", "from", "left", "order", "end", "key", "desc", "rows", "range", "groups", "filter", "over",
            "window",
            "partition", "row", "values", "first", "nulls", "current", "unbounded", "cast", "true", "like", "and",
            "user",
            "recursive", "materialized", "indexed", "natural", "cross", "interval", "date", "time", "timestamp",
            "array",
            "lateral", "only", "with", "limit", "offset", "as", "is", "not", "null", "exists", "between", "case",
            "when",
            "collate", "operator", "overlaps", "at", "zone", "normalized", "distinct", "all", "any", "some", "on",
            "using",
            "current_date", "set", "table", "escape", "glob", "raise", "replace", "fetch", "for", "into", "grouping",
            "cube",
        ]
        switch random.below(10) {
        case 0: return Name(random.pick(odd), quoting: .double)
        case 1, 2: return Name(random.pick(keywords))
        default: return Name(random.pick(plain))
        }
    }

    /// A table's name, with what may stand before it.
    mutating func qualifiedName() -> QualifiedName {
        guard random.oneIn(5) else { return QualifiedName(name()) }
        return QualifiedName(name(), schema: name(), database: isPostgres && random.oneIn(3) ? name() : nil)
    }

    mutating func columnName() -> ColumnName {
        switch random.below(8) {
        case 0, 1: return ColumnName(name(), table: name())
        case 2:
            let qualifiers = isPostgres && random.oneIn(2) ? [name(), name()] : [name()]
            return ColumnName(name(), table: name(), qualifiers: qualifiers)
        default: return ColumnName(name())
        }
    }

    // MARK: Queries

    mutating func query(isInner: Bool = true) -> Query {
        budget -= 3
        let with = chance(6) ? self.with() : nil
        let body = self.body()
        var query = Query(with: with, body: body)
        if !isPostgres, Self.endsInValues(body) { return query }
        if chance(3) { query.orderBy = some { $0.orderTerm() } }
        if chance(3) { query.limit = expression() }
        if chance(3), isPostgres || query.limit != nil { query.offset = expression() }
        guard isPostgres else { return query }
        query.withTies = query.limit != nil && !query.orderBy.isEmpty && random.oneIn(3)
        if chance(12) {
            query.locking = [
                LockingClause(
                    strength: random.pick(["UPDATE", "NO KEY UPDATE", "SHARE", "KEY SHARE"]),
                    tables: random.oneIn(2) ? [] : some { $0.qualifiedName() },
                    waiting: random.pick([nil, "NOWAIT", "SKIP LOCKED"]))
            ]
        }
        return query
    }

    private static func endsInValues(_ body: QueryBody) -> Bool {
        switch body {
        case .values: true
        case .setOperation(let operation): endsInValues(operation.right)
        default: false
        }
    }

    private mutating func with() -> With {
        let tables = some(2) { generator in
            CommonTable(
                name: generator.name(), columns: generator.random.oneIn(3) ? generator.some { $0.name() } : [],
                materialized: generator.random.pick([nil, nil, true, false]), body: .query(generator.query()))
        }
        return With(recursive: random.oneIn(3), tables)
    }

    private mutating func body() -> QueryBody {
        guard chance(5) else { return simpleBody() }
        let operation = random.pick([SetOperation.Operation.union, .intersect, .except])
        let left = random.oneIn(3) ? body() : simpleBody()
        let right = isPostgres && random.oneIn(3) ? body() : simpleBody()
        let all = random.oneIn(2) && (isPostgres || operation == .union)
        return .setOperation(SetOperation(left, operation, all: all, right))
    }

    private mutating func simpleBody() -> QueryBody {
        budget -= 1
        switch random.below(12) {
        case 0: return .values(some { generator in generator.some { $0.expression() } })
        case 1 where isPostgres: return .table(qualifiedName())
        case 2 where isPostgres && budget > 0:
            // What is bare loses its parentheses; what repeats the outer query's clauses is refused.
            return .setOperation(
                SetOperation(.nested(Query(body: .select(select()), limit: expression())), .union, .select(select())))
        default: return .select(select())
        }
    }

    private mutating func select() -> Select {
        var select = Select(items: some(4) { $0.item() })
        if chance(6) { select.distinct = .distinct }
        if isPostgres {
            if chance(8) { select.distinct = .on(some { $0.expression() }) }
            if select.distinct == .all, random.oneIn(15) { select.items = [] }
            if random.oneIn(30) { select.into = qualifiedName() }
        }
        if budget > 0, !random.oneIn(5) { select.from = some(2) { $0.item(depth: 2) } }
        if chance(2) { select.where = expression() }
        if chance(4) {
            select.groupBy = some { $0.grouping() }
            select.groupByDistinct = isPostgres && random.oneIn(6)
        }
        if chance(6) { select.having = expression() }
        if chance(8) { select.windows = some(2) { NamedWindow(name: $0.name(), specification: $0.window()) } }
        return select
    }

    private mutating func item() -> SelectItem {
        switch random.below(10) {
        case 0: return .allColumns()
        case 1:
            return .allColumns(
                of: isPostgres && random.oneIn(3) ? QualifiedName(name(), schema: name()) : QualifiedName(name()))
        case 2, 3: return .expression(expression(), alias: name())
        default: return .expression(expression())
        }
    }

    private mutating func grouping() -> GroupingElement {
        guard isPostgres else { return .expression(expression()) }
        switch random.below(8) {
        case 0: return .rollup(some { $0.expression() })
        case 1: return .cube(some { $0.expression() })
        case 2 where budget > 0:
            budget -= 1
            return .sets(some { $0.grouping() })
        case 3: return .empty
        default: return .expression(expression())
        }
    }

    mutating func orderTerm() -> OrderTerm {
        let directions: [OrderTerm.Direction] =
            isPostgres ? [.ascending, .descending, .using("<")] : [.ascending, .descending]
        return OrderTerm(expression(), random.pick(directions), nulls: random.pick([nil, nil, .first, .last]))
    }

    // MARK: Windows

    mutating func window() -> WindowSpecification {
        var window = WindowSpecification(base: random.oneIn(4) ? name() : nil)
        if chance(2) { window.partitionBy = some(2) { $0.expression() } }
        if chance(2) { window.orderBy = some(2) { $0.orderTerm() } }
        if chance(2) { window.frame = frame() }
        return window
    }

    private mutating func frame() -> WindowSpecification.Frame {
        let unit = random.pick([WindowSpecification.Frame.Unit.rows, .range, .groups])
        let exclusion = random.pick([
            WindowSpecification.Frame.Exclusion?.none, nil, .noOthers, .currentRow, .group, .ties,
        ])
        // Only frames that run forward; others are refused.
        switch random.below(5) {
        case 0: return .init(unit, from: .unboundedPreceding, exclusion: exclusion)
        case 1: return .init(unit, from: .preceding(expression()), to: .following(expression()), exclusion: exclusion)
        case 2: return .init(unit, from: .currentRow, to: .unboundedFollowing, exclusion: exclusion)
        case 3: return .init(unit, from: .following(expression()), to: .following(expression()), exclusion: exclusion)
        default: return .init(unit, from: .preceding(expression()), exclusion: exclusion)
        }
    }
}
