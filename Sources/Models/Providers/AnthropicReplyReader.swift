internal import PlumbCore

/// Reads replies of Anthropic's messages.
///
/// Source: <https://docs.anthropic.com/en/docs/build-with-claude/streaming>.
struct AnthropicReplyReader: ReplyReader {
    private var read: ProviderReply
    private var hasBegun: Bool
    private var hasEndMark = false

    /// Begins a reply.
    ///
    /// - Parameter prefill: the beginning that the model was given.
    init(prefill: String) {
        read = ProviderReply(text: prefill)
        hasBegun = prefill.isEmpty
    }

    var reply: ProviderReply? { hasEndMark ? read : nil }

    mutating func read(_ event: ServerSentEvent) throws -> String {
        let value: JSONValue
        do {
            value = try JSONReader.value(event.data)
        } catch {
            throw ProviderError(.modelUnreadable, "an event in the stream is no JSON")
        }
        switch value["type"]?.text {
        case "message_start": count(value["message"]?["usage"])
        case "content_block_delta":
            let delta = value["delta"]
            // What a model thinks is no part of its reply.
            return add(delta?["text"]?.text ?? delta?["partial_json"]?.text ?? "")
        case "message_delta":
            end(value["delta"]?["stop_reason"])
            count(value["usage"])
        case "message_stop": hasEndMark = true
        case "error": throw AnthropicProvider().error(status: 200, value)
        // Pings, and kinds that may be added.
        default: break
        }
        return ""
    }

    mutating func read(whole body: JSONValue) throws -> String {
        if body["type"]?.text == "error" { throw AnthropicProvider().error(status: 200, body) }
        guard case .array(let blocks)? = body["content"] else {
            throw ProviderError(.modelUnreadable, "the reply has no content")
        }
        count(body["usage"])
        end(body["stop_reason"])
        hasEndMark = true
        return add(blocks.map { $0["text"]?.text ?? $0["input"]?.json ?? "" }.joined())
    }

    private mutating func add(_ text: String) -> String {
        guard !text.isEmpty else { return "" }
        defer {
            hasBegun = true
            read.text += text
        }
        return hasBegun ? text : read.text + text
    }

    private mutating func end(_ reason: JSONValue?) {
        switch reason?.text {
        case "max_tokens", "model_context_window_exceeded": read.ending = .length
        case "refusal": read.ending = .filtered
        default: break
        }
    }

    private mutating func count(_ usage: JSONValue?) {
        guard let usage else { return }
        if let fresh = usage["input_tokens"]?.integer {
            let written = usage["cache_creation_input_tokens"]?.integer ?? 0
            read.cachedTokens = usage["cache_read_input_tokens"]?.integer ?? 0
            read.promptTokens = fresh + written + read.cachedTokens
        }
        read.replyTokens = usage["output_tokens"]?.integer ?? read.replyTokens
    }
}
