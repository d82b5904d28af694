/// What a stage may use of the world while it runs.
public struct StageServices: Sendable {
    /// The database of the question; nil where a stage must do without.
    public var database: (any QueryExecutor)?

    /// Finds values in the data by words; nil where a stage must do with the catalog's samples.
    public var values: (any ValueIndex)?

    /// Models that can be asked; nil where a stage must do without.
    public var models: (any ChatService)?

    /// Bounds on every query that a stage runs.
    public var limits: ExecutionLimits

    /// Makes services.
    public init(
        database: (any QueryExecutor)? = nil, values: (any ValueIndex)? = nil, models: (any ChatService)? = nil,
        limits: ExecutionLimits = .init()
    ) {
        self.database = database
        self.values = values
        self.models = models
        self.limits = limits
    }
}
