public import PlumbCore

/// Words of a question that may name a table or a column.
public struct NameMention: Hashable, Sendable {
    /// What may be named.
    public enum Target: Hashable, Sendable {
        case table(TableName)
        case column(ColumnReference)
    }

    /// The tokens.
    public var span: Range<Int>
    /// What they may name.
    public var target: Target
    /// How well they fit, 0...1; 1 where every word of the name is there.
    public var score: Double
    /// What they were matched with.
    public var kind: Evidence.Kind
    /// The name, synonym or description as it stands in the catalog.
    public var matched: String

    /// The table that is named, or that owns the named column.
    public var table: TableName {
        switch target {
        case .table(let table): table
        case .column(let column): column.table
        }
    }

    /// The column that is named; nil for a table.
    public var column: ColumnReference? {
        if case .column(let column) = target { column } else { nil }
    }

    /// The mention as evidence for a stage's output.
    public func evidence(in text: QuestionText) -> Evidence {
        Evidence(words: text.words(span), span: span, matched: matched, kind: kind, score: score)
    }
}
