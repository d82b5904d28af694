/// `SELECT … FROM … WHERE … GROUP BY … HAVING … WINDOW …`.
public struct Select: Hashable, Sendable {
    /// Which of equal rows are kept.
    public var distinct: Distinctness
    /// What each row holds.
    public var items: [SelectItem]
    /// The table that `SELECT INTO` would make; Postgres only.
    public var into: QualifiedName? {
        get { intoApart?.value }
        set { intoApart = newValue.map { .value($0) } }
    }
    private var intoApart: Apart<QualifiedName>?
    /// The tables, separated by commas.
    public var from: [FromItem]
    /// Which rows are kept.
    public var `where`: Expression?
    /// What rows are grouped by; empty where they aren't.
    public var groupBy: [GroupingElement]
    /// Whether `GROUP BY DISTINCT` is written; Postgres only.
    public var groupByDistinct: Bool
    /// Which groups are kept.
    public var having: Expression?
    /// Named windows.
    public var windows: [NamedWindow]
    /// Where it was read.
    @Incidental public var range: SourceRange

    /// Makes a select.
    @inline(__always)
    public init(
        distinct: Distinctness = .all, items: [SelectItem], into: QualifiedName? = nil, from: [FromItem] = [],
        where condition: Expression? = nil, groupBy: [GroupingElement] = [], groupByDistinct: Bool = false,
        having: Expression? = nil, windows: [NamedWindow] = [], range: SourceRange = .none
    ) {
        self.distinct = distinct
        self.items = items
        intoApart = into.map { .value($0) }
        self.from = from
        self.where = condition
        self.groupBy = groupBy
        self.groupByDistinct = groupByDistinct
        self.having = having
        self.windows = windows
        _range = Incidental(wrappedValue: range)
    }
}

/// Which of equal rows are kept; `true` and `false` stand for `distinct` and `all`.
public enum Distinctness: Hashable, Sendable, ExpressibleByBooleanLiteral {
    /// All of them.
    case all

    /// One of them.
    case distinct

    /// One for each combination of these values: `DISTINCT ON (…)`; Postgres only.
    case on([Expression])

    /// `distinct` for true.
    public init(booleanLiteral value: Bool) { self = value ? .distinct : .all }
}

/// One item of a select list.
public enum SelectItem: Hashable, Sendable {
    /// A value, with the name it is given.
    case expression(Expression, alias: Name? = nil)

    /// `*`, or `table.*`.
    case allColumns(of: QualifiedName? = nil)
}

/// One element of a `GROUP BY`.
public enum GroupingElement: Hashable, Sendable {
    /// A value.
    case expression(Expression)

    /// `ROLLUP (…)`; Postgres only, as those below.
    case rollup([Expression])

    /// `CUBE (…)`.
    case cube([Expression])

    /// `GROUPING SETS (…)`.
    indirect case sets([GroupingElement])

    /// `()`: all rows as one group.
    case empty
}
