/// A name that means nothing, or several things.
public struct NameProblem: Hashable, Sendable, CustomStringConvertible {
    /// What is wrong with it.
    public enum Kind: Hashable, Sendable {
        case unknownTable, unknownColumn, ambiguousColumn
    }

    /// What is wrong with it.
    public var kind: Kind

    /// The name as the query writes it, without quotes.
    public var name: String

    /// Names that may have been meant, nearest first; for an ambiguous one, everything it may mean.
    public var suggestions: [String]

    /// Where it was read.
    public var range: SourceRange

    /// One sentence without its full stop.
    public var description: String {
        switch kind {
        case .unknownTable: "there is no table \(name)" + hint
        case .unknownColumn: "there is no column \(name)" + hint
        case .ambiguousColumn: "the column \(name) may be any of \(suggestions.joined(separator: ", "))"
        }
    }

    private var hint: String {
        suggestions.isEmpty ? "" : "; did you mean \(suggestions.joined(separator: " or "))?"
    }
}
