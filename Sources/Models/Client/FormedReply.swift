internal import PlumbCore

/// Brings a reply into the form that was asked for, or says how to ask again.
struct FormedReply {
    private let schema: ReplySchema?

    /// Prepares for the replies to a request.
    ///
    /// - Throws: `PlumbError` with `badInput` for a schema that is no JSON.
    init(_ request: ChatRequest) throws(PlumbError) { schema = try ReplySchema(request) }

    /// What became of a reply.
    enum Outcome {
        /// It has the form, as it is or mended.
        case text(String)
        /// It does not, and why.
        case problem(String)
    }

    /// Mends a reply.
    func outcome(_ reply: ProviderReply) -> Outcome {
        guard let schema else { return .text(reply.text) }
        let found = AlmostJSON.object(in: reply.text, mayBeUnclosed: reply.ending == .complete) {
            SchemaCheck.problem($0, schema.schema) == nil
        }
        guard let found else {
            return .problem(
                reply.ending == .length ? "the object is not complete: be shorter" : "there is no JSON object")
        }
        if let problem = SchemaCheck.problem(found, schema.schema) { return .problem(problem) }
        return .text(found.json)
    }

    /// The request for another try.
    func again(_ request: ChatRequest, _ reply: ProviderReply, _ problem: String) -> ChatRequest {
        var request = request
        // An answer of nothing is refused as a turn.
        if !reply.text.isEmpty { request.messages.append(ChatMessage(.assistant, reply.text)) }
        request.messages.append(
            ChatMessage(
                .user,
                "That is not the JSON that was asked for: \(problem). Reply with one JSON object that fits the schema, and nothing else."
            ))
        return request
    }
}
