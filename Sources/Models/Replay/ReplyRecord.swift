internal import PlumbCore

/// A request and its reply as JSON, with the members of every object in order: the same content is the same text.
enum ReplyRecord {
    /// A request as JSON.
    static func json(_ request: ChatRequest) -> JSONValue {
        .object([
            "format": format(request.format),
            "messages": .array(
                request.messages.map { .object(["role": .string($0.role.rawValue), "text": .string($0.text)]) }),
            "model": .string(request.model.model),
            "provider": .string(request.model.provider),
            "sampling": sampling(request.sampling),
        ])
    }

    /// A reply as JSON.
    static func json(_ reply: ChatReply) -> JSONValue {
        let usage = reply.usage
        return .object([
            "ending": .string(reply.ending.rawValue),
            "text": .string(reply.text),
            "usage": .object([
                "asked-again": .number(usage.askedAgain), "cached-tokens": .number(usage.cachedTokens),
                "calls": .number(usage.calls), "price": usage.price.map { .number($0) } ?? .null,
                "prompt-tokens": .number(usage.promptTokens), "reply-tokens": .number(usage.replyTokens),
                "seconds": .number((usage.seconds * 1_000).rounded() / 1_000),
            ]),
        ])
    }

    /// Reads a request; nil for what is none.
    static func request(_ value: JSONValue) -> ChatRequest? {
        guard let provider = value["provider"]?.text, let model = value["model"]?.text,
            case .array(let turns)? = value["messages"], let format = format(value["format"])
        else { return nil }
        let messages = turns.compactMap { turn -> ChatMessage? in
            guard let role = turn["role"]?.text.flatMap(ChatMessage.Role.init), let text = turn["text"]?.text else {
                return nil
            }
            return ChatMessage(role, text)
        }
        guard messages.count == turns.count else { return nil }
        return ChatRequest(
            model: ModelName(provider: provider, model: model), messages: messages,
            sampling: sampling(value["sampling"]), format: format)
    }

    /// Reads a reply; nil for what is none.
    static func reply(_ value: JSONValue) -> ChatReply? {
        guard let text = value["text"]?.text, let ending = value["ending"]?.text.flatMap(ChatReply.Ending.init) else {
            return nil
        }
        let usage = value["usage"]
        return ChatReply(
            text: text, ending: ending,
            usage: ModelUsage(
                calls: usage?["calls"]?.integer ?? 1, promptTokens: usage?["prompt-tokens"]?.integer ?? 0,
                cachedTokens: usage?["cached-tokens"]?.integer ?? 0, replyTokens: usage?["reply-tokens"]?.integer ?? 0,
                price: usage?["price"]?.double, seconds: usage?["seconds"]?.double ?? 0,
                askedAgain: usage?["asked-again"]?.integer ?? 0))
    }

    // MARK: Parts

    private static func sampling(_ sampling: Sampling) -> JSONValue {
        .object([
            "maximum-tokens": sampling.maximumTokens.map { .number($0) },
            "reasoning-effort": sampling.reasoningEffort.map { .string($0) },
            "seed": sampling.seed.map { .number($0) },
            "stop": sampling.stop.isEmpty ? nil : .array(sampling.stop.map { .string($0) }),
            "temperature": sampling.temperature.map { .number($0) },
            "top-p": sampling.topP.map { .number($0) },
        ])
    }

    private static func sampling(_ value: JSONValue?) -> Sampling {
        Sampling(
            temperature: value?["temperature"]?.double, topP: value?["top-p"]?.double, seed: value?["seed"]?.integer,
            maximumTokens: value?["maximum-tokens"]?.integer,
            stop: (value?["stop"]?.elements ?? []).compactMap(\.text),
            reasoningEffort: value?["reasoning-effort"]?.text)
    }

    private static func format(_ format: ChatRequest.ReplyFormat) -> JSONValue? {
        switch format {
        case .text: nil
        case .json(let name, let schema): .object(["json": .string(name), "schema": .string(schema)])
        case .grammar(let text): .object(["grammar": .string(text)])
        }
    }

    private static func format(_ value: JSONValue?) -> ChatRequest.ReplyFormat? {
        guard let value else { return .text }
        if let grammar = value["grammar"]?.text { return .grammar(grammar) }
        guard let name = value["json"]?.text, let schema = value["schema"]?.text else { return nil }
        return .json(name: name, schema: schema)
    }
}
