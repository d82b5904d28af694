public import PlumbCore

/// One implementation of each kind.
public struct Pipeline: Sendable {
    /// The pipeline's name.
    public var name: String

    /// Chooses tables.
    public var tableSelection: any Stage<TableSelection.Input, TableSelection.Output>

    /// Chooses columns, values and ways to join.
    public var columnSelection: any Stage<ColumnSelection.Input, ColumnSelection.Output>

    /// Proposes queries.
    public var querySynthesis: any Stage<QuerySynthesis.Input, QuerySynthesis.Output>

    /// Judges them.
    public var executionCheck: any Stage<ExecutionCheck.Input, ExecutionCheck.Output>

    /// How many times a `repair` verdict goes back to synthesis.
    public var maximumRepairs: Int

    /// Makes a pipeline.
    public init(
        name: String,
        tableSelection: any Stage<TableSelection.Input, TableSelection.Output>,
        columnSelection: any Stage<ColumnSelection.Input, ColumnSelection.Output>,
        querySynthesis: any Stage<QuerySynthesis.Input, QuerySynthesis.Output>,
        executionCheck: any Stage<ExecutionCheck.Input, ExecutionCheck.Output>,
        maximumRepairs: Int = 1
    ) {
        self.name = name
        self.tableSelection = tableSelection
        self.columnSelection = columnSelection
        self.querySynthesis = querySynthesis
        self.executionCheck = executionCheck
        self.maximumRepairs = maximumRepairs
    }
}
