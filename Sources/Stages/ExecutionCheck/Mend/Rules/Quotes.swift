public import PlumbSQL

/// Makes a string of a name in double quotes that no column has.
public struct Quotes: MendRule {
    /// `quotes`.
    public let name = "quotes"

    /// For a list of rules.
    public let summary = "make a string of a \"name\" that no column has"

    /// Makes the rule.
    public init() {}

    /// Puts all such names into single quotes.
    public func mend(_ query: Query, in scope: MendScope) async throws -> (query: Query, note: String)? {
        let names = scope.problems(of: query).filter { $0.mayBeString && $0.range.isKnown }
        guard let first = names.first else { return nil }
        let strings = names.map { ($0.range, Expression.string($0.name)) }
        let changed = query.replacing(Dictionary(strings) { first, _ in first })
        guard changed != query else { return nil }
        return (changed, "'\(first.name)' is a string: no column has that name")
    }
}
