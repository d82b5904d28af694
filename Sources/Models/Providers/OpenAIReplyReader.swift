internal import PlumbCore

/// Reads replies of OpenAI's chat completions.
///
/// Source: <https://platform.openai.com/docs/api-reference/chat-streaming>.
struct OpenAIReplyReader: ReplyReader {
    private var read: ProviderReply
    private var hasBegun: Bool
    private var hasEnding = false
    private var hasEndMark = false

    /// Begins a reply.
    ///
    /// - Parameter prefill: the beginning that the model was given.
    init(prefill: String) {
        read = ProviderReply(text: prefill)
        hasBegun = prefill.isEmpty
    }

    /// Some servers send `[DONE]` and no reason, some a reason and no `[DONE]`.
    var reply: ProviderReply? { hasEnding || hasEndMark ? read : nil }

    mutating func read(_ event: ServerSentEvent) throws -> String {
        if event.data == "[DONE]" {
            hasEndMark = true
            return ""
        }
        let chunk: JSONValue
        do {
            chunk = try JSONReader.value(event.data)
        } catch {
            throw ProviderError(.modelUnreadable, "an event in the stream is no JSON")
        }
        if let error = chunk["error"], !error.isNull { throw OpenAIProvider().error(status: 200, chunk) }
        count(chunk["usage"])
        guard let choice = chunk["choices"]?.elements.first else { return "" }
        let text = Self.text(of: choice["delta"])
        end(choice["finish_reason"])
        return add(text)
    }

    mutating func read(whole body: JSONValue) throws -> String {
        if let error = body["error"], !error.isNull { throw OpenAIProvider().error(status: 200, body) }
        guard let choice = body["choices"]?.elements.first, let message = choice["message"] else {
            throw ProviderError(.modelUnreadable, "the reply has no choices")
        }
        count(body["usage"])
        let text = Self.text(of: message)
        end(choice["finish_reason"])
        hasEndMark = true
        return add(text)
    }

    private mutating func add(_ text: String) -> String {
        guard !text.isEmpty else { return "" }
        defer { hasBegun = true }
        // Some servers repeat the beginning that they were given.
        if !hasBegun, text.hasPrefix(read.text) {
            defer { read.text = text }
            return text
        }
        defer { read.text += text }
        return hasBegun ? text : read.text + text
    }

    /// What a message says, or hands to the tool that it was asked to call.
    private static func text(of message: JSONValue?) -> String {
        guard let message else { return "" }
        let called = message["tool_calls"]?.elements.compactMap { $0["function"]?["arguments"]?.text }.joined() ?? ""
        return (message["content"]?.text ?? "") + called
    }

    private mutating func end(_ reason: JSONValue?) {
        guard let reason = reason?.text else { return }
        hasEnding = true
        switch reason {
        case "length": read.ending = .length
        case "content_filter": read.ending = .filtered
        default: read.ending = .complete
        }
    }

    private mutating func count(_ usage: JSONValue?) {
        guard let usage, usage.isObject else { return }
        read.promptTokens = usage["prompt_tokens"]?.integer ?? read.promptTokens
        read.replyTokens = usage["completion_tokens"]?.integer ?? read.replyTokens
        read.cachedTokens = usage["prompt_tokens_details"]?["cached_tokens"]?.integer ?? read.cachedTokens
    }
}
