internal import PlumbCore

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

    /// Whether it stands in double quotes, and may have been meant as a string.
    public var mayBeString: Bool

    init(kind: Kind, name: String, suggestions: [String], range: SourceRange, mayBeString: Bool = false) {
        self.kind = kind
        self.name = name
        self.suggestions = suggestions
        self.range = range
        self.mayBeString = mayBeString
    }

    /// One sentence without its full stop.
    public var description: String {
        switch kind {
        case .unknownTable: "there is no table \(name)" + hint
        case .unknownColumn: "there is no column \(name)" + hint
        case .ambiguousColumn: "the column \(name) may be any of \(suggestions.joined(separator: ", "))"
        }
    }

    private var hint: String {
        if !suggestions.isEmpty { return "; did you mean \(suggestions.joined(separator: " or "))?" }
        return mayBeString
            ? "; a string stands in single quotes: \(SQLPrinter(dialect: .sqlite).quoted(string: name))" : ""
    }
}
