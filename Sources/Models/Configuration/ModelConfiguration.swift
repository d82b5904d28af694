public import PlumbCore

/// A model that can be asked: where it is, with which key, and within which bounds.
public struct ModelConfiguration: Codable, Hashable, Sendable {
    /// What stages and people call it.
    public var name: String
    /// Whose protocol is spoken: `openai`, which most servers speak, or `anthropic`.
    public var provider: String
    /// What its provider calls it.
    public var model: String
    /// Where it is, with or without `/v1`; nil for the provider's own address.
    public var baseURL: String?
    /// The environment variable that holds the key; nil for `OPENAI_API_KEY` or `ANTHROPIC_API_KEY`, and for no key
    /// where `baseURL` is not the provider's own.
    public var keyVariable: String?
    /// A file that holds the key and nothing else.
    public var keyFile: String?
    /// The header that carries the key, when it is not the provider's usual one.
    public var keyHeader: String?
    /// More header fields.
    ///
    /// Keys don't belong here: they would be written in a file that is shared.
    public var headers: [String: String]
    /// The version of the interface, which Azure wants in every address.
    public var apiVersion: String?
    /// How replies are drawn where a request does not say.
    public var sampling: Sampling
    /// Bounds on the time and size of one call.
    public var limits: HTTPLimits
    /// Calls at the same time, at most.
    public var maximumConcurrentCalls: Int
    /// Calls in a minute, at most; nil for no bound.
    public var callsPerMinute: Int?
    /// Tokens in a minute, prompts and replies, at most; nil for no bound.
    public var tokensPerMinute: Int?
    /// How often a call that failed is tried again.
    public var retries: Int
    /// What the tables of profiles say wrongly, or don't say, of it.
    public var profile: ModelProfile.Changes
    /// The name of the model that is asked where this one fails; nil for none.
    public var fallback: String?

    /// Makes a configuration.
    ///
    /// - Parameters:
    ///   - name: what it is called; nil for the model's own name.
    ///   - provider: `openai` or `anthropic`.
    ///   - model: what its provider calls it.
    ///   - baseURL: where it is; nil for the provider's own address.
    public init(name: String? = nil, provider: String = "openai", model: String, baseURL: String? = nil) {
        self.name = name ?? model
        self.provider = provider
        self.model = model
        self.baseURL = baseURL
        headers = [:]
        sampling = Sampling()
        limits = HTTPLimits()
        maximumConcurrentCalls = 8
        retries = 6
        profile = .init()
    }

    /// The model as requests name it.
    public var modelName: ModelName { ModelName(provider: provider, model: model) }

    private enum CodingKeys: CodingKey {
        case name, provider, model, baseURL, keyVariable, keyFile, keyHeader, headers, apiVersion, sampling, limits
        case maximumConcurrentCalls, callsPerMinute, tokensPerMinute, retries, profile, fallback
    }

    /// Reads a configuration; what isn't written keeps its default.
    ///
    /// - Throws: `DecodingError`.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        func value<Value: Decodable>(_ key: CodingKeys) throws -> Value? {
            try values.decodeIfPresent(Value.self, forKey: key)
        }
        self.init(
            name: try value(.name), provider: try value(.provider) ?? "openai",
            model: try values.decode(String.self, forKey: .model), baseURL: try value(.baseURL))
        keyVariable = try value(.keyVariable)
        keyFile = try value(.keyFile)
        keyHeader = try value(.keyHeader)
        headers = try value(.headers) ?? headers
        apiVersion = try value(.apiVersion)
        sampling = try value(.sampling) ?? sampling
        limits = try value(.limits) ?? limits
        maximumConcurrentCalls = try value(.maximumConcurrentCalls) ?? maximumConcurrentCalls
        callsPerMinute = try value(.callsPerMinute)
        tokensPerMinute = try value(.tokensPerMinute)
        retries = try value(.retries) ?? retries
        profile = try value(.profile) ?? profile
        fallback = try value(.fallback)
    }
}
