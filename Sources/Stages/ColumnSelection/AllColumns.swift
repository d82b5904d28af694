public import PlumbCore

/// No selection: every column of the kept tables is kept.
///
/// Values, numbers and times of the question are found by words.
public struct AllColumns: Stage {
    /// Makes the stage.
    public init() {}

    /// `skip`.
    public var implementation: Implementation { Implementation(name: "skip", version: 1) }

    /// Keeps every column.
    public func run(_ input: ColumnSelection.Input, with services: StageServices) async throws
        -> ColumnSelection.Output
    {
        var output = try await LexicalColumnSelection().run(input, with: services)
        output.kept = output.ranked.map(\.column)
        return output
    }
}
