public import PlumbCore

/// A pipeline as a file describes it: names of implementations, and what their parameters are set to.
public struct PipelinePlan: Hashable, Sendable {
    /// The pipeline's name.
    public var name: String
    /// What it is, one line.
    public var summary: String
    /// The pipeline that it is like, but for what it says itself; nil where it says everything.
    public var extends: String?
    /// The stages that it says something of.
    public var stages: [StageKind: StagePlan]
    /// The model of stages that name none.
    public var model: String?
    /// How many times a `repair` verdict goes back to synthesis; nil for what the one it extends says.
    public var maximumRepairs: Int?

    /// Makes a plan.
    public init(
        _ name: String, _ summary: String = "", extends: String? = nil, stages: [StageKind: StagePlan] = [:],
        model: String? = nil, maximumRepairs: Int? = nil
    ) {
        self.name = name
        self.summary = summary
        self.extends = extends
        self.stages = stages
        self.model = model
        self.maximumRepairs = maximumRepairs
    }
}

/// One stage of a pipeline as a file describes it.
public struct StagePlan: Hashable, Sendable {
    /// The implementation's name; for an execution check in steps, all of theirs.
    public var use: [String]
    /// What its parameters are set to.
    public var parameters: [String: ParameterValue]

    /// Makes a plan.
    public init(_ use: String..., parameters: [String: ParameterValue] = [:]) {
        self.use = use
        self.parameters = parameters
    }

    /// Makes a plan of steps.
    public init(use: [String], parameters: [String: ParameterValue]) {
        self.use = use
        self.parameters = parameters
    }
}
