/// What rows are taken from.
public indirect enum FromItem: Hashable, Sendable {
    /// A table, view or common table by name.
    case table(TableReference)

    /// A query in parentheses.
    case query(DerivedTable)

    /// A function that gives rows.
    case function(TableFunction)

    /// Two items joined.
    case join(Join)

    /// A join in parentheses with a name of its own.
    case aliased(FromItem, Alias)

    /// What could not be read; the parser has said why.
    case error

    /// A table by name.
    public static func table(_ name: QualifiedName, as alias: Name? = nil) -> FromItem {
        .table(TableReference(name: name, alias: alias.map { Alias($0) }))
    }

    /// A query with a name.
    public static func query(_ query: Query, as alias: Name? = nil) -> FromItem {
        .query(DerivedTable(query: query, alias: alias.map { Alias($0) }))
    }

    /// This item joined with another.
    public func joined(
        _ kind: Join.Kind = .inner, with right: FromItem, on condition: Expression? = nil
    ) -> FromItem {
        .join(Join(left: self, kind: kind, right: right, constraint: condition.map { .on($0) } ?? .none))
    }
}

/// `AS name (columns)`.
public struct Alias: Hashable, Sendable, ExpressibleByStringLiteral {
    /// The name.
    public var name: Name
    /// Names for the columns, with types where a function's rows need them.
    public var columns: [Column]

    /// A column's name in an alias.
    public struct Column: Hashable, Sendable {
        /// The name.
        public var name: Name
        /// The type; Postgres only.
        public var type: TypeName?

        /// Makes a column.
        public init(_ name: Name, type: TypeName? = nil) {
            self.name = name
            self.type = type
        }
    }

    /// Makes an alias.
    public init(_ name: Name, columns: [Column] = []) {
        self.name = name
        self.columns = columns
    }

    /// Makes an alias from its name.
    public init(stringLiteral value: String) { self.init(Name(value)) }
}

/// A table by name.
public struct TableReference: Hashable, Sendable {
    /// SQLite's word on which index to use.
    public enum IndexHint: Hashable, Sendable {
        case indexedBy(Name)
        case notIndexed
    }

    /// The name.
    public var name: QualifiedName
    /// What it is called in the query.
    public var alias: Alias?
    /// Whether `ONLY` is written: no rows of tables that inherit; Postgres only.
    public var only: Bool {
        get { rare?.value.only ?? false }
        set { change { $0.only = newValue } }
    }
    /// Which index to use; SQLite only.
    public var indexHint: IndexHint? {
        get { rare?.value.indexHint }
        set { change { $0.indexHint = newValue } }
    }
    /// `TABLESAMPLE …`; Postgres only.
    public var sample: TableSample? {
        get { rare?.value.sample }
        set { change { $0.sample = newValue } }
    }
    private var rare: Apart<Rare>?
    /// Where it was read, its alias included.
    @Incidental public var range: SourceRange

    /// What the query calls it.
    public var visibleName: Name { alias?.name ?? name.name }

    /// Makes a reference.
    @inline(__always)
    public init(
        name: QualifiedName, alias: Alias? = nil, only: Bool = false, indexHint: IndexHint? = nil,
        sample: TableSample? = nil, range: SourceRange = .none
    ) {
        self.name = name
        self.alias = alias
        _range = Incidental(wrappedValue: range)
        let isCommon = !only && indexHint == nil && sample == nil
        rare = isCommon ? nil : .value(Rare(only: only, indexHint: indexHint, sample: sample))
    }

    /// What few tables have.
    private struct Rare: Hashable {
        var only = false
        var indexHint: IndexHint?
        var sample: TableSample?
    }

    private mutating func change(_ body: (inout Rare) -> Void) {
        var rare = self.rare?.value ?? Rare()
        body(&rare)
        self.rare = rare == Rare() ? nil : .value(rare)
    }
}

/// `TABLESAMPLE method (arguments) REPEATABLE (seed)`.
public struct TableSample: Hashable, Sendable {
    /// The method, such as `bernoulli`.
    public var method: QualifiedName
    /// Its arguments.
    public var arguments: [Expression]
    /// The seed.
    public var seed: Expression?

    /// Makes a sample.
    public init(method: QualifiedName, arguments: [Expression], seed: Expression? = nil) {
        self.method = method
        self.arguments = arguments
        self.seed = seed
    }
}

/// A query in parentheses.
public struct DerivedTable: Hashable, Sendable {
    /// The query.
    public var query: Query
    /// What it is called.
    public var alias: Alias?
    /// Whether it sees the items before it; Postgres only.
    public var lateral: Bool
    /// Where it was read, its alias included.
    @Incidental public var range: SourceRange

    /// Makes a derived table.
    public init(query: Query, alias: Alias? = nil, lateral: Bool = false, range: SourceRange = .none) {
        self.query = query
        self.alias = alias
        self.lateral = lateral
        _range = Incidental(wrappedValue: range)
    }
}

/// A function, or several side by side, that give rows.
public struct TableFunction: Hashable, Sendable {
    /// The functions: one, or those of `ROWS FROM (…)`.
    public var calls: [FunctionCall]
    /// What it is called.
    public var alias: Alias?
    /// Whether `ROWS FROM` is written; Postgres only.
    public var isRowsFrom: Bool
    /// Whether `WITH ORDINALITY` is written; Postgres only.
    public var withOrdinality: Bool
    /// Whether `LATERAL` is written; Postgres only.
    public var lateral: Bool
    /// Where it was read, its alias included.
    @Incidental public var range: SourceRange

    /// Makes a table function.
    public init(
        calls: [FunctionCall], alias: Alias? = nil, isRowsFrom: Bool = false, withOrdinality: Bool = false,
        lateral: Bool = false, range: SourceRange = .none
    ) {
        self.calls = calls
        self.alias = alias
        self.isRowsFrom = isRowsFrom
        self.withOrdinality = withOrdinality
        self.lateral = lateral
        _range = Incidental(wrappedValue: range)
    }
}

/// Two items joined.
public struct Join: Hashable, Sendable {
    /// Which rows without a partner are kept.
    public enum Kind: String, Hashable, Sendable {
        case inner = "JOIN"
        case left = "LEFT JOIN"
        case right = "RIGHT JOIN"
        case full = "FULL JOIN"
        case cross = "CROSS JOIN"

        /// A comma within parentheses; SQLite only. Elsewhere commas separate the items of `Select.from`.
        case comma = ","
    }

    /// Which rows are partners.
    public enum Constraint: Hashable, Sendable {
        /// All.
        case none
        /// Those for which a condition holds.
        case on(Expression)
        /// Those with equal values in these columns; Postgres may give the merged columns a name.
        case using([Name], alias: Name? = nil)
        /// Those with equal values in all columns of the same name.
        case natural
    }

    /// The item on the left.
    public var left: FromItem
    /// Which rows without a partner are kept.
    public var kind: Kind
    /// The item on the right.
    public var right: FromItem
    /// Which rows are partners.
    public var constraint: Constraint

    /// Makes a join.
    public init(left: FromItem, kind: Kind = .inner, right: FromItem, constraint: Constraint = .none) {
        self.left = left
        self.kind = kind
        self.right = right
        self.constraint = constraint
    }

    /// Whether both say the same.
    public static func == (left: Join, right: Join) -> Bool {
        var left = left
        var right = right
        // Along a chain of joins, so that a long one needs no deep stack.
        while left.kind == right.kind, left.right == right.right, left.constraint == right.constraint {
            guard case .join(let leftRest) = left.left, case .join(let rightRest) = right.left
            else { return left.left == right.left }
            left = leftRest
            right = rightRest
        }
        return false
    }

    /// Hashes what is said.
    public func hash(into hasher: inout Hasher) {
        var rest = FromItem.join(self)
        while case .join(let join) = rest {
            hasher.combine(join.kind)
            hasher.combine(join.right)
            hasher.combine(join.constraint)
            rest = join.left
        }
        hasher.combine(rest)
    }
}
