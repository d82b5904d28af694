/// A place in a query's text, as people count.
public struct TextPlace: Hashable, Sendable {
    /// The line, 1-based.
    public let line: Int

    /// The column, 1-based, in characters.
    public let column: Int

    /// The line of the text, shortened around the place where it is long, and below it a caret.
    public let excerpt: String

    /// Finds where a range starts; nil for one that isn't known.
    ///
    /// - Parameters:
    ///   - range: the range.
    ///   - text: the text that it is part of.
    public init?(of range: SourceRange, in text: String) {
        guard range.isKnown else { return nil }
        var text = text
        let place = text.withUTF8 { SourcePlace(offset: range.start, in: $0) }
        line = place.line
        column = place.column
        excerpt = place.excerpt
    }
}
