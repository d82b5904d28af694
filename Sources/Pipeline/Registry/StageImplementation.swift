public import PlumbCore

/// A named way to fulfil a contract that pipelines can choose: what it is, what it takes, and how it is made.
public struct StageImplementation: Sendable {
    /// The kind of stage.
    public var kind: StageKind
    /// Its name, unique within its kind.
    public var name: String
    /// What it does, one line.
    public var summary: String
    /// What it takes.
    public var parameters: [Parameter]
    /// Makes the stage.
    let make: @Sendable (ParameterValues, StageSurroundings) throws(PlumbError) -> AnyStage

    init(
        _ kind: StageKind, _ name: String, _ summary: String, parameters: [Parameter] = [],
        make: @escaping @Sendable (ParameterValues, StageSurroundings) throws(PlumbError) -> AnyStage
    ) {
        self.kind = kind
        self.name = name
        self.summary = summary
        self.parameters = parameters
        self.make = make
    }
}

/// A stage of any kind.
enum AnyStage: Sendable {
    case tableSelection(any Stage<TableSelection.Input, TableSelection.Output>)
    case columnSelection(any Stage<ColumnSelection.Input, ColumnSelection.Output>)
    case querySynthesis(any Stage<QuerySynthesis.Input, QuerySynthesis.Output>)
    case executionCheck(any Stage<ExecutionCheck.Input, ExecutionCheck.Output>)
}

/// What a stage is made with beside its own parameters.
public struct StageSurroundings: Sendable {
    /// The models that there are, by the name that pipelines use.
    public var models: [String: ModelName]
    /// The model of stages that name none.
    public var standardModel: String?
    /// Whether values of the database stay out of prompts.
    public var isPrivate: Bool
    /// The folder that relative paths begin in; nil for the working directory.
    public var folder: String?
    /// How many rows of the result an answer keeps.
    public var previewRows: Int
    /// Whether a best guess is an answer, whatever the pipeline says.
    public var acceptsGuess: Bool

    /// Makes surroundings; without arguments those of a pipeline that asks no model.
    public init(
        models: [String: ModelName] = [:], standardModel: String? = nil, isPrivate: Bool = false,
        folder: String? = nil, previewRows: Int = 1_000, acceptsGuess: Bool = false
    ) {
        self.models = models
        self.standardModel = standardModel
        self.isPrivate = isPrivate
        self.folder = folder
        self.previewRows = previewRows
        self.acceptsGuess = acceptsGuess
    }

    /// The model of a name; without one, the model of stages that name none.
    func model(_ name: String?) throws(PlumbError) -> ModelName {
        guard let name = name ?? standardModel else {
            throw PlumbError(
                .badInput, "the pipeline asks a model, and none is named",
                suggestion: "Name one: --model NAME --base-url URL, or `model:` in the configuration.")
        }
        guard let model = models[name] else {
            throw PlumbError(
                .badInput, "there is no model '\(name)'",
                suggestion: models.isEmpty
                    ? "Add it to `models:` in the configuration, or name it with --model and --base-url."
                    : "There are: \(models.keys.sorted().joined(separator: ", ")).")
        }
        return model
    }

    /// A path as the working directory sees it.
    func path(_ path: String) -> String {
        guard let folder, !path.hasPrefix("/") else { return path }
        return "\(folder)/\(path)"
    }
}
