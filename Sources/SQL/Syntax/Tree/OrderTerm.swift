/// One term of an `ORDER BY`.
public struct OrderTerm: Hashable, Sendable {
    /// The direction.
    public enum Direction: Hashable, Sendable {
        case ascending, descending

        /// Postgres's `USING <`.
        case using(String)
    }

    /// Where NULLs go.
    public enum Nulls: Hashable, Sendable {
        case first, last
    }

    /// What is ordered by.
    public var expression: Expression
    /// The direction; ascending where none is written.
    public var direction: Direction
    /// Where NULLs go; nil where it isn't said (SQLite: first when ascending, Postgres: last when ascending).
    public var nulls: Nulls?

    /// Makes a term.
    public init(_ expression: Expression, _ direction: Direction = .ascending, nulls: Nulls? = nil) {
        self.expression = expression
        self.direction = direction
        self.nulls = nulls
    }
}
