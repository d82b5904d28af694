internal import PlumbCore

/// Asks one model until its reply has the form that was asked for: tries again what fails, and asks again for JSON.
struct ModelTries {
    let server: ModelServer
    let shared: SharedModels
    let account: BudgetAccount

    /// Times that a reply in the wrong form is asked for again, at most.
    private static let mostAgain = 2

    /// Asks.
    ///
    /// - Returns: the reply, with what all tries cost.
    /// - Throws: `PlumbError`, `CancellationError`.
    func reply(to request: ChatRequest, _ onText: (@Sendable (String) -> Void)?) async throws -> ChatReply {
        let form = try FormedReply(request)
        var usage = ModelUsage()
        var asked = request
        while true {
            let reply = try await call(asked, onText, &usage)
            switch form.outcome(reply) {
            case .text(let text): return ChatReply(text: text, ending: reply.ending, usage: usage)
            case .problem(let problem):
                guard usage.askedAgain < Self.mostAgain else {
                    account.add(ModelUsage(failures: ["\(PlumbError.Code.modelUnreadable)": 1]))
                    throw PlumbError(
                        .modelUnreadable,
                        "\(server.configuration.name) was asked \(Self.mostAgain + 1) times and did not reply with the JSON that was asked for: \(problem).",
                        suggestion: "Ask a model that takes a schema, or say in its profile that it does: json-schema.")
                }
                usage.askedAgain += 1
                account.add(ModelUsage(askedAgain: 1))
                asked = form.again(request, reply, problem)
            }
        }
    }

    /// Calls until a reply comes, whatever its form.
    private func call(
        _ request: ChatRequest, _ onText: (@Sendable (String) -> Void)?, _ usage: inout ModelUsage
    ) async throws -> ProviderReply {
        let policy = RetryPolicy(retries: server.configuration.retries)
        var attempt = 0
        while true {
            do {
                let (reply, spent) = try await server.turns.turn { try await callOnce(request, onText) }
                usage += spent
                return reply
            } catch let failure as CallFailure {
                let counted = ModelUsage(failures: ["\(failure.error.code)": 1])
                if failure.error.code.isModelFailure { account.add(counted) }
                // What one call is told holds for all.
                if failure.error.code == .modelRateLimited, let asked = failure.retryAfter {
                    server.rate.pause(min(asked, policy.longestSeconds))
                }
                guard policy.triesAgain(failure, attempt: attempt) else { throw failure.error }
                usage += counted
                try await shared.time.sleep(
                    policy.wait(attempt: attempt, retryAfter: failure.retryAfter, random: shared.random()))
                attempt += 1
            }
        }
    }

    private func callOnce(
        _ request: ChatRequest, _ onText: (@Sendable (String) -> Void)?
    ) async throws -> (ProviderReply, ModelUsage) {
        let estimate = Self.tokens(of: request)
        try await server.rate.wait(tokens: estimate)
        try account.begin(request.model, hasPrice: server.profile.price != nil)
        let start = shared.time.seconds
        let reply: ProviderReply
        do {
            reply = try await ModelCall(server: server, transport: shared.transport, time: shared.time)
                .ask(request, onText: onText)
        } catch {
            server.rate.correct(by: -estimate)
            throw error
        }
        server.rate.correct(by: reply.promptTokens + reply.replyTokens - estimate)
        let usage = ModelUsage(
            calls: 1, promptTokens: reply.promptTokens, cachedTokens: reply.cachedTokens,
            replyTokens: reply.replyTokens, price: server.price(of: reply), seconds: shared.time.seconds - start)
        account.add(usage)
        return (reply, usage)
    }

    /// About how many tokens a call takes: four bytes each, and as much as the reply may be.
    private static func tokens(of request: ChatRequest) -> Int {
        let bytes = request.messages.reduce(0) { $0 + $1.text.utf8.count }
        return bytes / 4 + (request.sampling.maximumTokens ?? 256)
    }
}
