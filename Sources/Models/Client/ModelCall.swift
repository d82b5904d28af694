internal import PlumbCore

/// One call to a model: asked once, and read to its end.
struct ModelCall {
    let server: ModelServer
    let transport: HTTPTransport
    let time: any Timekeeper

    /// The most that is read of an error's body, in bytes.
    private static let longestError = 64_000

    /// Asks.
    ///
    /// - Parameters:
    ///   - request: what is asked.
    ///   - onText: given the reply piece by piece.
    /// - Returns: the reply as its provider counts it.
    /// - Throws: `CallFailure`; `CancellationError`.
    func ask(_ request: ChatRequest, onText: ((String) -> Void)?) async throws -> ProviderReply {
        do {
            let (http, key) = try server.http(request)
            let exchange = transport.send(http)
            // A reply that is not read to its end must not go on.
            defer { exchange.cancel() }
            let head = try await exchange.head()
            do {
                guard head.status == 200 else { throw try await error(head, exchange) }
                return try await read(exchange, head, request, onText)
            } catch let error as ProviderError {
                let asked = RetryPolicy.seconds(head["retry-after"], now: time.secondsSince1970)
                throw CallFailure(told(error, head.status, key), retryAfter: asked)
            }
        } catch let error as PlumbError {
            throw CallFailure(error)
        }
    }

    private func read(
        _ exchange: HTTPExchange, _ head: HTTPHead, _ request: ChatRequest, _ onText: ((String) -> Void)?
    ) async throws -> ProviderReply {
        var reader = server.provider.reader(for: request, server.profile)
        let type = head["content-type"]?.lowercased() ?? ""
        if type.hasPrefix("text/event-stream") {
            var events = ServerSentEvents()
            while let bytes = try await exchange.next() {
                for event in events.read(bytes) {
                    let text = try reader.read(event)
                    if !text.isEmpty { onText?(text) }
                }
            }
        } else {
            // A server that does not stream answers with one JSON, whatever it was asked.
            guard let body = try? JSONReader.value(try await exchange.rest()), body.isObject else {
                throw ProviderError(.modelUnreadable, "the reply is neither a stream of events nor JSON")
            }
            let text = try reader.read(whole: body)
            if !text.isEmpty { onText?(text) }
        }
        guard let reply = reader.reply else {
            throw ProviderError(.modelCutShort, "the stream ended without its end mark")
        }
        return reply
    }

    private func error(_ head: HTTPHead, _ exchange: HTTPExchange) async throws -> ProviderError {
        if (300..<400).contains(head.status) {
            return ProviderError(.modelRefused, "it sends callers elsewhere, which is not followed")
        }
        var body: [UInt8] = []
        // The status says enough where the rest gets lost.
        while body.count < Self.longestError, let bytes = try? await exchange.next() { body += bytes }
        try Task.checkCancellation()
        return server.provider.error(status: head.status, try? JSONReader.value(body))
    }

    /// An error as people are told it.
    private func told(_ error: ProviderError, _ status: Int, _ key: Secret?) -> PlumbError {
        let model = server.configuration.name
        let host = server.address.host
        let said = CleanText.short(error.message, without: key)
        let detail = said.isEmpty ? "" : ": \(said)"
        let number = status == 200 ? "" : " (status \(status))"
        switch error.code {
        case .modelRateLimited:
            return PlumbError(
                .modelRateLimited, "\(host) takes no more calls to \(model) for now\(number)\(detail).",
                suggestion: "Wait, or ask less at a time: maximumConcurrentCalls, callsPerMinute, tokensPerMinute.")
        case .modelContextExceeded:
            return PlumbError(
                .modelContextExceeded, "The prompt is too long for \(model)\(detail).",
                suggestion: "Keep fewer tables and columns, or ask a model that reads more.")
        case .modelOverloaded:
            return PlumbError(
                .modelOverloaded, "\(host) failed to answer for \(model)\(number)\(detail).",
                suggestion: "Try again later, or name another model to fall back to.")
        case .modelCutShort:
            return PlumbError(
                .modelCutShort, "The reply of \(model) broke off\(detail).", suggestion: "Try again.")
        case .modelUnreadable:
            return PlumbError(
                .modelUnreadable, "What \(host) replied for \(model) can't be read\(detail).",
                suggestion: "Is the base URL that of a model's server, and the provider right?")
        default:
            return PlumbError(
                error.code, "\(host) does not take the call to \(model)\(number)\(detail).",
                suggestion: Self.advice(status))
        }
    }

    private static func advice(_ status: Int) -> String {
        switch status {
        case 401, 403: "Is the key right, and does it permit this model?"
        case 404: "Are the model's name and the base URL right?"
        case 300..<400: "Name the address that it points to as base URL."
        default: "Does the model take what was asked? Its profile says what it can do."
        }
    }
}
