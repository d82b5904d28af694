public import PlumbCore

/// No selection: every table is kept.
public struct AllTables: Stage {
    /// Makes the stage.
    public init() {}

    /// `skip`.
    public var implementation: Implementation { Implementation(name: "skip", version: 1) }

    /// Keeps every table that can be read.
    public func run(_ input: TableSelection.Input, with services: StageServices) async throws -> TableSelection.Output {
        let tables = input.catalog.tables.filter { $0.problem == nil }.map(\.name)
        return TableSelection.Output(
            ranked: tables.map { ScoredTable(table: $0, score: 1, evidence: []) }, kept: tables)
    }
}
