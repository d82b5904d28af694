internal import PlumbCore

/// OpenAI's chat completions, which llama.cpp, Ollama, vLLM, Azure, OpenRouter and many others speak as well.
///
/// Source: <https://platform.openai.com/docs/api-reference/chat/create>; for `grammar`,
/// <https://github.com/ggml-org/llama.cpp/tree/master/tools/server>.
struct OpenAIProvider: Provider {
    let name = "openai"
    let ownAddress = "https://api.openai.com/v1"
    let keyVariable = "OPENAI_API_KEY"

    func path(below base: String) -> String {
        let path = String(base.reversed().drop { $0 == "/" }.reversed())
        if path.hasSuffix("/chat/completions") { return path }
        return (path.isEmpty ? "/v1" : path) + "/chat/completions"
    }

    func headers(key: Secret?, host: String, header: String?) -> [HTTPRequest.Header] {
        guard let key else { return [] }
        // Azure takes keys in a field of its own.
        let name = host.split(separator: ":").first ?? ""
        let isAzure = [".openai.azure.com", ".cognitiveservices.azure.com"].contains { name.hasSuffix($0) }
        if let header = header ?? (isAzure ? "api-key" : nil) { return [.init(header, key.exposed)] }
        return [.init("Authorization", "Bearer \(key.exposed)")]
    }

    func body(of request: ChatRequest, _ profile: ModelProfile) throws(PlumbError) -> JSONValue {
        let sampling = request.sampling
        let schema = try ReplySchema(request)
        let inWords = schema != nil && !profile.jsonSchema && !profile.tools
        let conversation = Conversation(
            request, profile, keepsPrefill: keepsPrefill(request, profile), schema: inWords ? schema?.schema.json : nil)
        var turns = conversation.turns
        if !conversation.prefill.isEmpty { turns.append(ChatMessage(.assistant, conversation.prefill)) }
        var grammar: String?
        if case .grammar(let text) = request.format, profile.grammar { grammar = text }
        let asTool = schema != nil && !profile.jsonSchema && profile.tools
        return .object([
            "model": .string(request.model.model),
            "messages": .array(
                turns.map { .object(["role": .string($0.role.rawValue), "content": .string($0.text)]) }),
            "stream": .bool(profile.streaming),
            "stream_options": profile.streaming ? .object(["include_usage": .bool(true)]) : nil,
            "temperature": profile.temperature ? sampling.temperature.map { .number($0) } : nil,
            "top_p": profile.temperature ? sampling.topP.map { .number($0) } : nil,
            "seed": profile.seed ? sampling.seed.map { .number($0) } : nil,
            "max_tokens": profile.countsReasoning ? nil : sampling.maximumTokens.map { .number($0) },
            "max_completion_tokens": profile.countsReasoning ? sampling.maximumTokens.map { .number($0) } : nil,
            "stop": profile.stop && !sampling.stop.isEmpty ? .array(sampling.stop.map { .string($0) }) : nil,
            "reasoning_effort": profile.reasoning ? sampling.reasoningEffort.map { .string($0) } : nil,
            "response_format": profile.jsonSchema ? schema.map(Self.format) : nil,
            "tools": asTool ? schema.map { .array([Self.tool($0)]) } : nil,
            "tool_choice": asTool
                ? schema.map {
                    .object(["type": .string("function"), "function": .object(["name": .string($0.name)])])
                } : nil,
            "grammar": grammar.map { .string($0) },
        ])
    }

    func reader(for request: ChatRequest, _ profile: ModelProfile) -> any ReplyReader {
        let conversation = Conversation(request, profile, keepsPrefill: keepsPrefill(request, profile))
        return OpenAIReplyReader(prefill: conversation.prefill)
    }

    func error(status: Int, _ body: JSONValue?) -> ProviderError {
        let error = body?["error"] ?? body
        let message = error?["message"]?.text ?? error?.text ?? body?["detail"]?.text ?? body?["message"]?.text ?? ""
        let kinds = [error?["code"]?.text, error?["type"]?.text].compactMap { $0 }
        // An event in a stream has no status but what it says itself.
        let status = status < 400 ? error?["code"]?.integer ?? 500 : status
        if kinds.contains("insufficient_quota") { return ProviderError(.modelRefused, message) }
        if kinds.contains("context_length_exceeded") || kinds.contains("exceed_context_size_error")
            || status == 400 && ProviderStatus.speaksOfContext(message)
        {
            return ProviderError(.modelContextExceeded, message)
        }
        if kinds.contains("rate_limit_exceeded") { return ProviderError(.modelRateLimited, message) }
        return ProviderError(ProviderStatus.code(status), message)
    }

    private func keepsPrefill(_ request: ChatRequest, _ profile: ModelProfile) -> Bool {
        guard profile.prefill else { return false }
        // What is begun by hand can't be held to a schema or a grammar from its first token.
        return request.format == .text
    }

    private static func format(_ schema: ReplySchema) -> JSONValue {
        .object([
            "type": .string("json_schema"),
            "json_schema": .object([
                "name": .string(schema.name), "strict": schema.isStrict ? .bool(true) : nil, "schema": schema.schema,
            ]),
        ])
    }

    private static func tool(_ schema: ReplySchema) -> JSONValue {
        .object([
            "type": .string("function"),
            "function": .object([
                "name": .string(schema.name), "description": .string("Gives the reply."), "parameters": schema.schema,
            ]),
        ])
    }
}
