/// A function, aggregate or window function with its arguments.
public struct FunctionCall: Hashable, Sendable {
    /// The function.
    public var name: QualifiedName

    /// The arguments, in order.
    public var arguments: [Expression]

    /// How each argument is introduced; empty where all are plain.
    public var labels: [ArgumentLabel]

    /// Whether it is called as `name(*)`.
    public var isStar: Bool

    /// Whether `DISTINCT` stands before the arguments.
    public var distinct: Bool

    /// `ORDER BY` behind the arguments.
    public var orderBy: [OrderTerm]

    /// `WITHIN GROUP (ORDER BY …)`; Postgres only.
    public var withinGroup: [OrderTerm]

    /// `FILTER (WHERE …)`.
    public var filter: Expression?

    /// `OVER …`.
    public var over: Window?

    /// Makes a call.
    @inline(__always)
    public init(
        name: QualifiedName, arguments: [Expression] = [], labels: [ArgumentLabel] = [], isStar: Bool = false,
        distinct: Bool = false, orderBy: [OrderTerm] = [], withinGroup: [OrderTerm] = [],
        filter: Expression? = nil, over: Window? = nil
    ) {
        self.name = name
        self.arguments = arguments
        self.labels = labels
        self.isStar = isStar
        self.distinct = distinct
        self.orderBy = orderBy
        self.withinGroup = withinGroup
        self.filter = filter
        self.over = over
    }

    /// The type that the call would be in front of a string, as in `numeric(10, 2) '1.5'`; nil where it can be none.
    var asType: TypeName? {
        let isPlain =
            !isStar && !distinct && orderBy.isEmpty && withinGroup.isEmpty && filter == nil && over == nil
            && labels.isEmpty && name.database == nil && !arguments.isEmpty
        return isPlain ? TypeName(name.name, schema: name.schema, modifiers: arguments) : nil
    }
}

/// What stands before an argument.
public enum ArgumentLabel: Hashable, Sendable {
    /// Nothing but the comma.
    case none

    /// `name =>`.
    case named(Name)

    /// `VARIADIC`.
    case variadic

    /// A word instead of the comma, as in `substring(text FROM 2 FOR 3)`: `FROM`, `FOR`, `IN`, `PLACING`,
    /// `BOTH`, `LEADING`, `TRAILING`, `SIMILAR`, `ESCAPE`.
    case keyword(String)
}
