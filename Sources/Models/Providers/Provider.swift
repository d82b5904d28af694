internal import PlumbCore

/// A provider's protocol: how it is asked, and how its replies are read.
protocol Provider: Sendable {
    /// What configurations call it.
    var name: String { get }
    /// The address of its own server.
    var ownAddress: String { get }
    /// The environment variable that usually holds the key for it.
    var keyVariable: String { get }

    /// The path of a call, below the path of a base URL.
    func path(below base: String) -> String

    /// The header fields that carry a key, and what else every call needs.
    ///
    /// - Parameters:
    ///   - key: the key; nil for none.
    ///   - host: who is asked.
    ///   - header: the field that a configuration wants the key in; nil for the usual one.
    /// - Returns: the fields.
    func headers(key: Secret?, host: String, header: String?) -> [HTTPRequest.Header]

    /// What is posted.
    ///
    /// - Throws: `PlumbError` with `badInput` for a schema that is no JSON.
    func body(of request: ChatRequest, _ profile: ModelProfile) throws(PlumbError) -> JSONValue

    /// What reads the reply to a request.
    func reader(for request: ChatRequest, _ profile: ModelProfile) -> any ReplyReader

    /// What an error says, whether it is the body of a response or an event in a stream.
    ///
    /// - Parameters:
    ///   - status: the status of the response.
    ///   - body: its JSON; nil where it has none.
    /// - Returns: its class, and what it says.
    func error(status: Int, _ body: JSONValue?) -> ProviderError
}

/// Puts a reply together, from the events of a stream or from one body.
protocol ReplyReader {
    /// Takes in an event.
    ///
    /// - Returns: the text that it adds.
    /// - Throws: `ProviderError` where it tells of one; `PlumbError` with `modelUnreadable`.
    mutating func read(_ event: ServerSentEvent) throws -> String

    /// Takes in a whole reply that was not streamed.
    ///
    /// - Returns: its text.
    /// - Throws: as `read`.
    mutating func read(whole body: JSONValue) throws -> String

    /// The reply, once its end mark has come; nil before.
    var reply: ProviderReply? { get }
}

/// A reply as its provider counts it.
struct ProviderReply: Hashable, Sendable {
    var text = ""
    var ending = ChatReply.Ending.complete
    var promptTokens = 0
    var cachedTokens = 0
    var replyTokens = 0
}

/// An error that a provider tells.
struct ProviderError: Error, Hashable, Sendable {
    /// The class of failure.
    var code: PlumbError.Code
    /// What the provider says; may hold what was sent, so it is cleaned before it is shown.
    var message: String

    init(_ code: PlumbError.Code, _ message: String) {
        self.code = code
        self.message = message
    }
}

/// The providers there are.
enum Providers {
    static let all: [any Provider] = [OpenAIProvider(), AnthropicProvider()]

    /// The provider of a name.
    ///
    /// - Throws: `PlumbError` with `badInput` for an unknown one.
    static func named(_ name: String) throws(PlumbError) -> any Provider {
        if let provider = all.first(where: { $0.name == name }) { return provider }
        throw PlumbError(
            .badInput, "There is no provider \(name).",
            suggestion: "There are: \(all.map(\.name).joined(separator: ", ")). Most servers speak openai.")
    }
}
