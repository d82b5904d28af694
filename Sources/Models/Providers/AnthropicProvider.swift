internal import PlumbCore

/// Anthropic's messages.
///
/// Source: <https://docs.anthropic.com/en/api/messages>.
struct AnthropicProvider: Provider {
    let name = "anthropic"
    let ownAddress = "https://api.anthropic.com"
    let keyVariable = "ANTHROPIC_API_KEY"

    /// The longest reply where neither request nor profile says one, in tokens: the protocol demands a bound.
    private static let usualReplyTokens = 4_096

    func path(below base: String) -> String {
        let path = String(base.reversed().drop { $0 == "/" }.reversed())
        if path.hasSuffix("/messages") { return path }
        return path + (path.hasSuffix("/v1") ? "/messages" : "/v1/messages")
    }

    func headers(key: Secret?, host: String, header: String?) -> [HTTPRequest.Header] {
        let version = HTTPRequest.Header("anthropic-version", "2023-06-01")
        guard let key else { return [version] }
        return [version, .init(header ?? "x-api-key", key.exposed)]
    }

    func body(of request: ChatRequest, _ profile: ModelProfile) throws(PlumbError) -> JSONValue {
        let sampling = request.sampling
        let schema = try ReplySchema(request)
        let inWords = schema != nil && !profile.jsonSchema && !profile.tools
        var conversation = Conversation(
            request, profile, keepsPrefill: keepsPrefill(request, profile), schema: inWords ? schema?.schema.json : nil)
        conversation.setSystemApart()
        var turns = conversation.turns
        if !conversation.prefill.isEmpty { turns.append(ChatMessage(.assistant, conversation.prefill)) }
        let longest = sampling.maximumTokens ?? profile.replyTokens.map { min($0, 16_384) } ?? Self.usualReplyTokens
        let tool = profile.tools && !profile.jsonSchema ? schema : nil
        let effort = profile.reasoning ? sampling.reasoningEffort : nil
        let format = profile.jsonSchema ? schema : nil
        return .object([
            "model": .string(request.model.model),
            "max_tokens": .number(longest),
            "system": conversation.system.map { .string($0) },
            "messages": .array(
                turns.map { .object(["role": .string($0.role.rawValue), "content": .string($0.text)]) }),
            "stream": .bool(profile.streaming),
            // Here temperatures end at 1.
            "temperature": profile.temperature ? sampling.temperature.map { .number(min($0, 1)) } : nil,
            "top_p": profile.temperature ? sampling.topP.map { .number($0) } : nil,
            "stop_sequences": profile.stop && !sampling.stop.isEmpty
                ? .array(sampling.stop.map { .string($0) }) : nil,
            "output_config": effort == nil && format == nil
                ? nil
                : .object([
                    "effort": effort.map { .string($0) },
                    "format": format.map {
                        .object(["type": .string("json_schema"), "schema": ReplySchema.closed($0.schema)])
                    },
                ]),
            "tools": tool.map {
                .array([
                    .object([
                        "name": .string($0.name), "description": .string("Gives the reply."),
                        "input_schema": $0.schema,
                    ])
                ])
            },
            "tool_choice": tool.map { .object(["type": .string("tool"), "name": .string($0.name)]) },
        ])
    }

    func reader(for request: ChatRequest, _ profile: ModelProfile) -> any ReplyReader {
        let conversation = Conversation(request, profile, keepsPrefill: keepsPrefill(request, profile))
        return AnthropicReplyReader(prefill: conversation.prefill)
    }

    func error(status: Int, _ body: JSONValue?) -> ProviderError {
        let error = body?["error"]
        let message = error?["message"]?.text ?? ""
        switch error?["type"]?.text {
        case "overloaded_error", "api_error", "timeout_error": return ProviderError(.modelOverloaded, message)
        case "rate_limit_error": return ProviderError(.modelRateLimited, message)
        case "request_too_large": return ProviderError(.modelContextExceeded, message)
        case "invalid_request_error" where ProviderStatus.speaksOfContext(message):
            return ProviderError(.modelContextExceeded, message)
        case "invalid_request_error", "authentication_error", "permission_error", "not_found_error", "billing_error":
            return ProviderError(.modelRefused, message)
        default: return ProviderError(ProviderStatus.code(status < 400 ? 500 : status), message)
        }
    }

    private func keepsPrefill(_ request: ChatRequest, _ profile: ModelProfile) -> Bool {
        profile.prefill && request.format == .text
    }
}
