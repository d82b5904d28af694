internal import PlumbCore
internal import PlumbModels
internal import PlumbYAML
internal import Yams

/// The `models:` part of a configuration file.
extension ConfigurationReader {
    /// The keys of a model, with what they are for.
    static let modelKeys: [(name: String, help: String)] = [
        ("provider", "Whose protocol is spoken: openai, which most servers speak, or anthropic."),
        ("model", "The model's name with its provider; where missing, the name it has here."),
        ("base_url", "Where its server is, such as http://127.0.0.1:8081/v1; where missing, the provider's own."),
        ("key_variable", "The environment variable that holds the key."),
        ("key_file", "A file that holds the key and nothing else."),
        ("key_header", "The header that carries the key, when it is not the provider's usual one."),
        ("headers", "More header fields; no keys."),
        ("api_version", "The version of the interface, for Azure."),
        ("fallback", "The model that is asked where this one fails."),
        ("retries", "How often a call that failed is tried again."),
        ("maximum_concurrent_calls", "Calls at the same time, at most."),
        ("calls_per_minute", "Calls in a minute, at most."),
        ("tokens_per_minute", "Tokens in a minute, prompts and replies, at most."),
        ("connect_seconds", "The longest time until a connection stands."),
        ("first_byte_seconds", "The longest time until the reply begins."),
        ("total_seconds", "The longest time for a call."),
        ("response_bytes", "The longest reply, in bytes."),
        ("profile", "What the model can do and costs, where the built-in table does not know or is wrong."),
    ]

    /// The keys of a model's profile that are true or false.
    static let profileFlags: [(name: String, path: any WritableKeyPath<ModelProfile.Changes, Bool?> & Sendable)] = [
        ("json_schema", \.jsonSchema), ("tools", \.tools), ("grammar", \.grammar), ("seed", \.seed),
        ("temperature", \.temperature), ("stop", \.stop), ("prefill", \.prefill),
        ("system_messages", \.systemMessages), ("streaming", \.streaming), ("reasoning", \.reasoning),
        ("counts_reasoning", \.countsReasoning),
    ]

    func model(_ node: Node, _ name: String) throws(PlumbError) -> ModelConfiguration {
        var model = ModelConfiguration(name: name, model: name)
        for (key, value) in try yaml.entries(of: node, "The model \(name)") {
            let word = try yaml.name(key)
            switch word {
            case "provider":
                model.provider = try text(value, word)
                guard ["openai", "anthropic"].contains(model.provider) else {
                    throw yaml.error(value, "There is no provider '\(model.provider)'.", "It is openai or anthropic.")
                }
            case "model": model.model = try text(value, word)
            case "base_url": model.baseURL = try text(value, word)
            case "key_variable": model.keyVariable = try text(value, word)
            case "key_file": model.keyFile = try text(value, word)
            case "key_header": model.keyHeader = try text(value, word)
            case "headers":
                for (field, content) in try yaml.entries(of: value, "`headers`") {
                    model.headers[try yaml.name(field)] = try text(content, "headers")
                }
            case "api_version": model.apiVersion = try text(value, word)
            case "fallback": model.fallback = try text(value, word)
            case "retries": model.retries = try integer(value, word, 0...100)
            case "maximum_concurrent_calls": model.maximumConcurrentCalls = try integer(value, word, 1...10_000)
            case "calls_per_minute": model.callsPerMinute = try integer(value, word, 1...10_000_000)
            case "tokens_per_minute": model.tokensPerMinute = try integer(value, word, 1...10_000_000_000)
            case "connect_seconds": model.limits.connectSeconds = try number(value, word, 0.001...86_400)
            case "first_byte_seconds": model.limits.firstByteSeconds = try number(value, word, 0.001...86_400)
            case "total_seconds": model.limits.totalSeconds = try number(value, word, 0.001...86_400)
            case "response_bytes": model.limits.responseBytes = try integer(value, word, 1_000...1_000_000_000)
            case "profile": model.profile = try profile(value)
            case "key", "api_key":
                throw yaml.error(
                    key, "A key does not belong in a file that is shared.",
                    "Name the environment variable that holds it, `key_variable`, or a file, `key_file`.")
            default: throw yaml.unknown(word, key, among: Self.modelKeys.map(\.name))
            }
        }
        return model
    }

    private func profile(_ node: Node) throws(PlumbError) -> ModelProfile.Changes {
        var changes = ModelProfile.Changes()
        for (key, value) in try yaml.entries(of: node, "`profile`") {
            let word = try yaml.name(key)
            if let flag = Self.profileFlags.first(where: { $0.name == word }) {
                changes[keyPath: flag.path] = try yaml.flag(value, word)
                continue
            }
            switch word {
            case "context_tokens": changes.contextTokens = try integer(value, word, 1...100_000_000)
            case "reply_tokens": changes.replyTokens = try integer(value, word, 1...100_000_000)
            case "price": changes.price = try price(value)
            default:
                throw yaml.unknown(
                    word, key, among: ["context_tokens", "reply_tokens", "price"] + Self.profileFlags.map(\.name))
            }
        }
        return changes
    }

    /// US dollars per million tokens.
    private func price(_ node: Node) throws(PlumbError) -> ModelProfile.Price {
        var price: [String: Double] = [:]
        for (key, value) in try yaml.entries(of: node, "`price`") {
            let word = try yaml.name(key)
            guard ["prompt", "cached", "reply"].contains(word) else {
                throw yaml.unknown(word, key, among: ["prompt", "cached", "reply"])
            }
            price[word] = try number(value, word, 0...1_000_000)
        }
        guard let prompt = price["prompt"], let reply = price["reply"] else {
            throw yaml.error(node, "`price` needs `prompt` and `reply`.", "In US dollars per million tokens.")
        }
        return ModelProfile.Price(prompt: prompt, cached: price["cached"], reply: reply)
    }
}
