internal import PlumbCore

/// A query: what stands between two statements' ends, or between the parentheses of a subquery.
public struct Query: Hashable, Sendable {
    /// Common tables in front.
    public var with: With?
    /// What makes the rows.
    public var body: QueryBody
    /// How they are ordered; empty where they aren't.
    public var orderBy: [OrderTerm]
    /// How many rows at most; nil for all.
    public var limit: Expression?
    /// Whether rows that tie with the last are added: `FETCH FIRST … WITH TIES`; Postgres only.
    public var withTies: Bool
    /// How many rows are passed over.
    public var offset: Expression?
    /// `FOR UPDATE` and its kin; Postgres only.
    public var locking: [LockingClause]
    /// Where it was read.
    @Incidental public var range: SourceRange

    /// Makes a query.
    @inline(__always)
    public init(
        with: With? = nil, body: QueryBody, orderBy: [OrderTerm] = [], limit: Expression? = nil,
        withTies: Bool = false, offset: Expression? = nil, locking: [LockingClause] = [],
        range: SourceRange = .none
    ) {
        self.with = with
        self.body = body
        self.orderBy = orderBy
        self.limit = limit
        self.withTies = withTies
        self.offset = offset
        self.locking = locking
        _range = Incidental(wrappedValue: range)
    }

    /// Makes a query of one `SELECT`.
    public init(
        _ select: Select, orderBy: [OrderTerm] = [], limit: Expression? = nil, offset: Expression? = nil
    ) {
        self.init(body: .select(select), orderBy: orderBy, limit: limit, offset: offset)
    }

    /// Whether there is nothing but a body.
    var isBare: Bool {
        with == nil && orderBy.isEmpty && limit == nil && offset == nil && locking.isEmpty
    }
}

/// What makes a query's rows.
public indirect enum QueryBody: Hashable, Sendable {
    /// `SELECT …`.
    case select(Select)

    /// Two bodies and `UNION`, `INTERSECT` or `EXCEPT` between them.
    case setOperation(SetOperation)

    /// `VALUES (…), (…)`.
    case values([[Expression]])

    /// Postgres's `TABLE name`.
    case table(QualifiedName)

    /// A query in parentheses with an order, a limit or common tables of its own.
    case nested(Query)

    /// What could not be read; the parser has said why.
    case error

    /// Whether `VALUES` comes last.
    var endsInValues: Bool {
        switch self {
        case .values: true
        case .setOperation(let operation): operation.right.endsInValues
        default: false
        }
    }
}

/// `left UNION right` and its kin.
public struct SetOperation: Hashable, Sendable {
    /// How rows are combined.
    public enum Operation: String, Hashable, Sendable {
        case union = "UNION"
        case intersect = "INTERSECT"
        case except = "EXCEPT"
    }

    /// The rows on the left.
    public var left: QueryBody
    /// How they are combined.
    public var operation: Operation
    /// Whether rows that occur several times are kept so.
    public var all: Bool
    /// The rows on the right.
    public var right: QueryBody

    /// Makes an operation.
    public init(_ left: QueryBody, _ operation: Operation, all: Bool = false, _ right: QueryBody) {
        self.left = left
        self.operation = operation
        self.all = all
        self.right = right
    }

    /// Whether both say the same.
    public static func == (left: SetOperation, right: SetOperation) -> Bool {
        var left = left
        var right = right
        // Along a chain of operations, so that a long one needs no deep stack.
        while left.operation == right.operation, left.all == right.all, left.right == right.right {
            guard case .setOperation(let leftRest) = left.left, case .setOperation(let rightRest) = right.left
            else { return left.left == right.left }
            left = leftRest
            right = rightRest
        }
        return false
    }

    /// Hashes what is said.
    public func hash(into hasher: inout Hasher) {
        var rest = QueryBody.setOperation(self)
        while case .setOperation(let operation) = rest {
            hasher.combine(operation.operation)
            hasher.combine(operation.all)
            hasher.combine(operation.right)
            rest = operation.left
        }
        hasher.combine(rest)
    }
}

/// `FOR UPDATE OF table NOWAIT`; Postgres only.
public struct LockingClause: Hashable, Sendable {
    /// The words behind `FOR`: `UPDATE`, `NO KEY UPDATE`, `SHARE` or `KEY SHARE`.
    public var strength: String
    /// The tables; all where empty.
    public var tables: [QualifiedName]
    /// `NOWAIT` or `SKIP LOCKED`, where given.
    public var waiting: String?

    /// Makes a clause.
    public init(strength: String, tables: [QualifiedName] = [], waiting: String? = nil) {
        self.strength = strength
        self.tables = tables
        self.waiting = waiting
    }
}

extension Query: CustomStringConvertible {
    /// The query as SQLite's SQL, on one line.
    public var description: String { SQLPrinter(dialect: .sqlite).print(self) }
}
