/// What a model is asked: all that its reply may depend on, and nothing else, so that a reply can be kept under it.
public struct ChatRequest: Codable, Hashable, Sendable {
    /// The model that is asked.
    public var model: ModelName
    /// The conversation, oldest first; it ends with what is to be answered.
    ///
    /// Where it ends with the assistant's turn, that is the beginning of the reply: models that can, go on with it, for
    /// others it is left out. The reply's text is whole, beginning included.
    public var messages: [ChatMessage]
    /// How the reply is drawn.
    public var sampling: Sampling
    /// What form the reply must have.
    public var format: ReplyFormat

    /// Makes a request.
    public init(
        model: ModelName, messages: [ChatMessage], sampling: Sampling = .init(), format: ReplyFormat = .text
    ) {
        self.model = model
        self.messages = messages
        self.sampling = sampling
        self.format = format
    }

    /// What form a reply must have.
    public enum ReplyFormat: Codable, Hashable, Sendable {
        /// Any text.
        case text
        /// A JSON object.
        ///
        /// - Parameters:
        ///   - name: what the object is, one word of letters and underscores.
        ///   - schema: its JSON Schema, as JSON.
        case json(name: String, schema: String)
        /// A text of a grammar in GBNF, for servers that take one; others get no such bound.
        case grammar(String)
    }
}

/// One turn of a conversation with a model.
public struct ChatMessage: Codable, Hashable, Sendable {
    /// Who speaks.
    public var role: Role
    /// What is said.
    public var text: String

    /// Who speaks.
    public enum Role: String, Codable, Hashable, Sendable {
        case system, user, assistant
    }

    /// Makes a turn.
    public init(_ role: Role, _ text: String) {
        self.role = role
        self.text = text
    }
}

/// A model, as requests, stores and reports name it.
public struct ModelName: Codable, Hashable, Sendable, CustomStringConvertible {
    /// Whose protocol is spoken: `openai` or `anthropic`.
    public var provider: String
    /// The model's name with its provider.
    public var model: String

    /// Makes a name.
    public init(provider: String, model: String) {
        self.provider = provider
        self.model = model
    }

    /// `provider/model`.
    public var description: String { "\(provider)/\(model)" }
}

/// How a reply is drawn; what is nil is left to the provider.
public struct Sampling: Codable, Hashable, Sendable {
    /// 0 for the likeliest reply; 0...2.
    public var temperature: Double?
    /// Only the likeliest tokens that together have this probability are drawn from, 0...1.
    public var topP: Double?
    /// With the same seed a server may give the same reply again.
    public var seed: Int?
    /// The longest reply, in tokens.
    public var maximumTokens: Int?
    /// Texts before which the reply ends.
    public var stop: [String]
    /// How long a model that reasons may do so: `minimal`, `low`, `medium`, `high`, or what its provider takes.
    public var reasoningEffort: String?

    /// Makes settings.
    public init(
        temperature: Double? = nil, topP: Double? = nil, seed: Int? = nil, maximumTokens: Int? = nil,
        stop: [String] = [], reasoningEffort: String? = nil
    ) {
        self.temperature = temperature
        self.topP = topP
        self.seed = seed
        self.maximumTokens = maximumTokens
        self.stop = stop
        self.reasoningEffort = reasoningEffort
    }
}
