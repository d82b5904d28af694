public import PlumbCore
public import PlumbPrompts

/// Query synthesis by a model: one query from each prompt at its likeliest, and more drawn by chance where asked for.
///
/// Candidates that say the same are one, with the weight of all: a candidate's confidence is its share of what was drawn,
/// times how often the model's likeliest query is right.
public struct ModelQuerySynthesis: Stage {
    /// The model and its prompts; each gives one query at its own temperature.
    public var prompts: [ModelPrompt]
    /// How many queries are drawn at `temperature` from the first prompt, beside those.
    public var samples: Int
    /// How freely samples are drawn, 0...2.
    public var temperature: Double
    /// Whether a server that takes grammars may write nothing but tables and columns of the slice.
    public var usesGrammar: Bool

    /// Makes the stage.
    public init(prompts: [ModelPrompt], samples: Int = 0, temperature: Double = 0.8, usesGrammar: Bool = false) {
        self.prompts = prompts
        self.samples = samples
        self.temperature = temperature
        self.usesGrammar = usesGrammar
    }

    /// `model`, with its parameters.
    public var implementation: Implementation {
        var parameters = prompts.first?.parameters ?? [:]
        for (index, prompt) in prompts.enumerated().dropFirst() {
            for (name, value) in prompt.parameters { parameters["\(name)\(index + 1)"] = value }
        }
        if samples > 0 {
            parameters["samples"] = "\(samples)"
            parameters["sampleTemperature"] = "\(temperature)"
        }
        if usesGrammar { parameters["grammar"] = "true" }
        return Implementation(name: "model", version: 1, parameters: parameters)
    }

    /// How much more a prompt's likeliest query weighs than one that is drawn.
    private static let likeliestWeight = 1.5

    /// How often the likeliest query of a small model is right, as measured on Spider's training part.
    private static let likeliestAccuracy = 0.75

    /// Asks for queries.
    public func run(_ input: QuerySynthesis.Input, with services: StageServices) async throws -> QuerySynthesis.Output {
        var drawn: [(sql: String, weight: Double)] = []
        for (index, request) in requests(for: input).enumerated() {
            let prompt = prompts[index < prompts.count ? index : 0]
            let reply = try await prompt.reply(to: request, with: services)
            guard let sql = ReplySQL.query(in: reply.text) else { continue }
            drawn.append((sql, index < prompts.count ? Self.likeliestWeight : 1))
        }
        return QuerySynthesis.Output(candidates: candidates(drawn, after: input.feedback))
    }

    /// Everything that is asked for an input, in order.
    ///
    /// - Parameter input: what the stage is given.
    /// - Returns: a request for each prompt, then one for each sample.
    public func requests(for input: QuerySynthesis.Input) -> [ChatRequest] {
        let schema = PromptSchema(input.slice)
        let values = PromptValues.shown(input.slice.values)
        let reply: ChatRequest.ReplyFormat =
            usesGrammar ? .grammar(SelectGrammar(input.slice).text) : .text
        var requests = prompts.map { prompt in
            prompt.request(
                input.question, schema: schema, values: values, feedback: input.feedback, reply: reply)
        }
        guard let first = requests.first else { return [] }
        for sample in 0..<samples {
            var request = first
            request.sampling.temperature = temperature
            request.sampling.seed = (first.sampling.seed ?? 0) + sample + 1
            requests.append(request)
        }
        return requests
    }

    /// The candidates, best first.
    ///
    /// What failed before is not proposed again. What ran and was doubted comes last: it may still be the best there is.
    private func candidates(_ drawn: [(sql: String, weight: Double)], after feedback: [RepairFeedback]) -> [Candidate] {
        let tried = Set(feedback.map(\.sql))
        var weights: [String: Double] = [:]
        var order: [String] = []
        for (sql, weight) in drawn where !tried.contains(sql) {
            if weights[sql] == nil { order.append(sql) }
            weights[sql, default: 0] += weight
        }
        let total = drawn.reduce(0) { $0 + $1.weight }
        let written = order.enumerated().sorted { left, right in
            let (a, b) = (weights[left.element] ?? 0, weights[right.element] ?? 0)
            return a == b ? left.offset < right.offset : a > b
        }.map { Candidate(sql: $0.element, confidence: Self.likeliestAccuracy * (weights[$0.element] ?? 0) / total) }
        var last = min(written.last?.confidence ?? 1, 0.5)
        var seen = Set(order)
        return written
            + feedback.filter(\.ran).map(\.sql).reversed().compactMap { sql in
                guard seen.insert(sql).inserted else { return nil }
                last *= 0.5
                return Candidate(sql: sql, confidence: last)
            }
    }
}
