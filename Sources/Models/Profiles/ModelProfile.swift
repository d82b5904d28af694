/// What a model can do, and what it costs.
public struct ModelProfile: Codable, Hashable, Sendable {
    /// Prompt and reply together, in tokens; nil where it is not known.
    public var contextTokens: Int?
    /// The longest reply, in tokens; nil where it is not known.
    public var replyTokens: Int?
    /// Takes a JSON Schema that the reply must fit.
    public var jsonSchema: Bool
    /// Takes tools, by which JSON can be had as well.
    public var tools: Bool
    /// Takes a grammar in GBNF.
    public var grammar: Bool
    /// Takes a seed.
    public var seed: Bool
    /// Takes a temperature and a probability to draw from.
    public var temperature: Bool
    /// Takes texts to stop at.
    public var stop: Bool
    /// Goes on with a reply that was begun for it.
    public var prefill: Bool
    /// Takes turns of the system.
    public var systemMessages: Bool
    /// Sends replies piece by piece.
    public var streaming: Bool
    /// Reasons before it replies, for as long as it is told to.
    public var reasoning: Bool
    /// Calls the longest reply `max_completion_tokens`, as models do that reason in secret.
    public var countsReasoning: Bool
    /// What it costs; nil where that is not known.
    public var price: Price?

    /// What a model costs, in US dollars per million tokens.
    public struct Price: Codable, Hashable, Sendable {
        /// Of the prompt.
        public var prompt: Double
        /// Of that part of the prompt which the provider had read before; nil where it costs as much as the rest.
        public var cached: Double?
        /// Of the reply.
        public var reply: Double

        /// Makes a price.
        public init(prompt: Double, cached: Double? = nil, reply: Double) {
            self.prompt = prompt
            self.cached = cached
            self.reply = reply
        }

        /// The price of a call, in US dollars.
        public func dollars(promptTokens: Int, cachedTokens: Int, replyTokens: Int) -> Double {
            let fresh = Double(promptTokens - cachedTokens) * prompt
            let known = Double(cachedTokens) * (cached ?? prompt)
            return (fresh + known + Double(replyTokens) * reply) / 1_000_000
        }
    }

    /// What servers that speak OpenAI's protocol mostly can.
    public init() {
        contextTokens = nil
        replyTokens = nil
        jsonSchema = true
        tools = true
        grammar = false
        seed = true
        temperature = true
        stop = true
        prefill = false
        systemMessages = true
        streaming = true
        reasoning = false
        countsReasoning = false
        price = nil
    }

    /// What a table or a configuration says otherwise of a model; what is nil stays as it is.
    public struct Changes: Codable, Hashable, Sendable {
        /// See `ModelProfile.contextTokens`.
        public var contextTokens: Int?
        /// See `ModelProfile.replyTokens`.
        public var replyTokens: Int?
        /// See `ModelProfile.jsonSchema`.
        public var jsonSchema: Bool?
        /// See `ModelProfile.tools`.
        public var tools: Bool?
        /// See `ModelProfile.grammar`.
        public var grammar: Bool?
        /// See `ModelProfile.seed`.
        public var seed: Bool?
        /// See `ModelProfile.temperature`.
        public var temperature: Bool?
        /// See `ModelProfile.stop`.
        public var stop: Bool?
        /// See `ModelProfile.prefill`.
        public var prefill: Bool?
        /// See `ModelProfile.systemMessages`.
        public var systemMessages: Bool?
        /// See `ModelProfile.streaming`.
        public var streaming: Bool?
        /// See `ModelProfile.reasoning`.
        public var reasoning: Bool?
        /// See `ModelProfile.countsReasoning`.
        public var countsReasoning: Bool?
        /// See `ModelProfile.price`.
        public var price: Price?

        /// No changes.
        public init() {}
    }

    /// The profile with changes made to it.
    public func changed(by changes: Changes) -> ModelProfile {
        var profile = self
        profile.contextTokens = changes.contextTokens ?? contextTokens
        profile.replyTokens = changes.replyTokens ?? replyTokens
        profile.jsonSchema = changes.jsonSchema ?? jsonSchema
        profile.tools = changes.tools ?? tools
        profile.grammar = changes.grammar ?? grammar
        profile.seed = changes.seed ?? seed
        profile.temperature = changes.temperature ?? temperature
        profile.stop = changes.stop ?? stop
        profile.prefill = changes.prefill ?? prefill
        profile.systemMessages = changes.systemMessages ?? systemMessages
        profile.streaming = changes.streaming ?? streaming
        profile.reasoning = changes.reasoning ?? reasoning
        profile.countsReasoning = changes.countsReasoning ?? countsReasoning
        profile.price = changes.price ?? price
        return profile
    }
}
