public import PlumbCore

/// A model and the prompt that it is asked with: what all stages that use a model have in common.
public struct ModelPrompt: Sendable {
    /// The model.
    public var model: ModelName
    /// The model that is asked where this one gives no reply; nil for none but its own fallback.
    public var fallback: ModelName?
    /// How replies are drawn.
    public var sampling: Sampling
    /// The prompt.
    public var template: PromptTemplate
    /// How the schema is written.
    public var format: SchemaFormat
    /// What is said of columns beside their names and types.
    public var detail: SchemaDetail
    /// Whether values of the database stay out of the prompt, found ones and samples; results too.
    public var isPrivate: Bool
    /// Where examples come from; nil for none.
    public var examples: PromptExamples?
    /// How many examples are shown.
    public var exampleCount: Int

    /// Makes a prompt.
    public init(
        model: ModelName, fallback: ModelName? = nil, sampling: Sampling = .init(temperature: 0),
        template: PromptTemplate, format: SchemaFormat = .ddl, detail: SchemaDetail = .init(), isPrivate: Bool = false,
        examples: PromptExamples? = nil, exampleCount: Int = 3
    ) {
        self.model = model
        self.fallback = fallback
        self.sampling = sampling
        self.template = template
        self.format = format
        self.detail = detail
        self.isPrivate = isPrivate
        self.examples = examples
        self.exampleCount = exampleCount
    }

    /// Everything that changes what a model replies, by name, as an implementation's parameters.
    public var parameters: [String: String] {
        var parameters = [
            "model": "\(model)", "prompt": "\(template.name)@\(template.fingerprint)", "schema": format.rawValue,
            "columnSamples": "\(shownDetail.samples)", "descriptions": "\(detail.descriptions)",
        ]
        parameters["fallback"] = fallback.map { "\($0)" }
        parameters["temperature"] = sampling.temperature.map { "\($0)" }
        parameters["topP"] = sampling.topP.map { "\($0)" }
        parameters["seed"] = sampling.seed.map { "\($0)" }
        parameters["maximumTokens"] = sampling.maximumTokens.map { "\($0)" }
        parameters["reasoningEffort"] = sampling.reasoningEffort
        if !sampling.stop.isEmpty { parameters["stop"] = "\(sampling.stop)" }
        if isPrivate { parameters["private"] = "true" }
        if let examples { parameters["examples"] = "\(exampleCount) of \(examples.fingerprint)" }
        return parameters
    }

    /// What is asked.
    ///
    /// - Parameters:
    ///   - question: the question.
    ///   - schema: the tables that are shown.
    ///   - values: values that words of the question point at.
    ///   - feedback: what became of earlier tries.
    ///   - reply: the form of the reply.
    ///   - change: what else the prompt is told.
    /// - Returns: the request.
    public func request(
        _ question: Question, schema: PromptSchema, values: [ValueLink] = [], feedback: [RepairFeedback] = [],
        reply: ChatRequest.ReplyFormat = .text, change: (inout PromptContext) -> Void = { _ in }
    ) -> ChatRequest {
        var context = PromptContext(question, schema: schema, format: format, detail: shownDetail)
        if !isPrivate { context.set(values: values) }
        context.set(examples: examples?.likest(question.text, count: exampleCount, dialect: schema.dialect) ?? [])
        context.set(feedback: feedback)
        change(&context)
        return ChatRequest(model: model, messages: template.messages(for: context), sampling: sampling, format: reply)
    }

    private var shownDetail: SchemaDetail {
        var detail = detail
        if isPrivate { detail.samples = 0 }
        return detail
    }
}

extension ModelPrompt {
    /// Asks the model, and where it gives no reply, the stage's fallback.
    ///
    /// - Parameters:
    ///   - request: what is asked, as `request` makes it.
    ///   - services: the services of the stage.
    /// - Returns: the reply; a failure that came before it is among its usage's.
    /// - Throws: `PlumbError` with `badInput` where there are no models, what the first model said where none replies;
    ///   `CancellationError`.
    package func reply(to request: ChatRequest, with services: StageServices) async throws -> ChatReply {
        guard let models = services.models else {
            throw PlumbError(
                .badInput, "this pipeline asks a model, and none can be reached from here",
                suggestion: "Name one, with --model or in the configuration.")
        }
        do {
            return try await models.reply(to: request)
        } catch let first as PlumbError where first.code.isModelFailure || first.code == .replayMissing {
            guard let fallback, fallback != request.model else { throw first }
            var request = request
            request.model = fallback
            do {
                var reply = try await models.reply(to: request)
                if first.code.isModelFailure { reply.usage.failures["\(first.code)", default: 0] += 1 }
                return reply
            } catch let error as PlumbError where error.code.isModelFailure || error.code == .replayMissing {
                // What the model that was meant says tells most.
                throw first
            }
        }
    }
}
