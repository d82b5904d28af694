internal import PlumbCore
internal import Synchronization

/// What a run has spent, held against its budget.
final class BudgetAccount: Sendable {
    private let budget: ModelBudget
    private let time: any Timekeeper
    private let state = Mutex(State())

    private struct State {
        var usage = ModelUsage()
        var sentCalls = 0
        var tokens = 0
        var dollars = 0.0
        var beganAt: Double?
    }

    init(_ budget: ModelBudget, time: any Timekeeper) {
        self.budget = budget
        self.time = time
    }

    /// All that replies have cost, those included that were read back.
    var usage: ModelUsage { state.withLock { $0.usage } }

    /// Notes that a call is sent.
    ///
    /// - Throws: `PlumbError` with `budgetSpent`; with `badInput` where a price is needed and not known.
    func begin(_ model: ModelName, hasPrice: Bool) throws(PlumbError) {
        guard budget.dollars == nil || hasPrice else {
            throw PlumbError(
                .badInput, "What \(model) costs is not known, so a budget of money can't be kept.",
                suggestion: "Say it in the model's profile: price.")
        }
        let now = time.seconds
        let spent = state.withLock { state -> String? in
            let began = state.beganAt ?? now
            state.beganAt = began
            if let calls = budget.calls, state.sentCalls >= calls { return "\(calls) calls" }
            if let tokens = budget.tokens, state.tokens >= tokens { return "\(tokens) tokens" }
            if let dollars = budget.dollars, state.dollars >= dollars { return "\(dollars) US dollars" }
            if let seconds = budget.seconds, now - began >= seconds { return "\(seconds) seconds" }
            state.sentCalls += 1
            return nil
        }
        guard let spent else { return }
        throw PlumbError(
            .budgetSpent, "The budget of \(spent) for models is spent.",
            suggestion: "Give the run a larger one; what was replied is kept, and is not asked again.")
    }

    /// Notes what a call cost.
    func add(_ usage: ModelUsage) {
        state.withLock { state in
            state.usage += usage
            guard usage.replayedCalls == 0 else { return }
            state.tokens += usage.tokens
            state.dollars += usage.price ?? 0
        }
    }
}
