public import PlumbCore
internal import PlumbModels

/// Which pipeline is meant, and what it is made with.
public struct PipelineSource: Sendable {
    /// Models, pipelines and all else that a file says.
    public var configuration: Configuration
    /// The pipeline's name; nil for the configuration's, or else `model` where a model is named and `built-in` where none is.
    public var pipeline: String?
    /// The model of stages that name none; nil for the configuration's.
    public var model: String?
    /// Whether values of the database stay out of prompts.
    public var isPrivate: Bool

    /// Makes a source; without arguments that of the pipeline without a model.
    public init(
        configuration: Configuration = .init(), pipeline: String? = nil, model: String? = nil, isPrivate: Bool = false
    ) {
        self.configuration = configuration
        self.pipeline = pipeline
        self.model = model
        self.isPrivate = isPrivate
    }

    /// The pipeline's name.
    public var name: String {
        if let name = pipeline ?? configuration.pipeline { return name }
        let hasModel = (model ?? configuration.model) != nil
        return hasModel ? BuiltInPipelines.standardWithModel : BuiltInPipelines.standard
    }

    /// A path of the file as the working directory sees it; one with a scheme, such as `sqlite:`, stays as it is.
    public func path(_ path: String) -> String {
        guard let folder = configuration.folder, !path.hasPrefix("/"), !path.contains(":") else { return path }
        return "\(folder)/\(path)"
    }

    /// What makes pipelines of the source.
    ///
    /// - Parameters:
    ///   - acceptsGuess: whether a best guess is an answer, whatever the pipeline says.
    ///   - previewRows: how many rows of the result an answer keeps.
    /// - Returns: the builder.
    public func builder(acceptsGuess: Bool = false, previewRows: Int = 1_000) -> PipelineBuilder {
        PipelineBuilder(
            plans: configuration.plans,
            surroundings: StageSurroundings(
                models: configuration.models.mapValues(\.modelName), standardModel: model ?? configuration.model,
                isPrivate: isPrivate, folder: configuration.folder, previewRows: previewRows,
                acceptsGuess: acceptsGuess))
    }

    /// The pipeline.
    ///
    /// - Parameters:
    ///   - acceptsGuess: whether a best guess is an answer, whatever the pipeline says.
    ///   - previewRows: how many rows of the result an answer keeps.
    /// - Returns: the pipeline.
    /// - Throws: `PlumbError` with `badInput` where a name means nothing.
    public func pipeline(acceptsGuess: Bool = false, previewRows: Int = 1_000) throws(PlumbError) -> Pipeline {
        // The plain value needs no plans: who asks without a model waits for none of this.
        if name == BuiltInPipelines.standard, !configuration.pipelines.contains(where: { $0.name == name }) {
            return .builtIn(acceptsGuess: acceptsGuess, previewRows: previewRows)
        }
        return try builder(acceptsGuess: acceptsGuess, previewRows: previewRows).pipeline(named: name)
    }
}
