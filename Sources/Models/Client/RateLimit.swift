internal import Synchronization

/// Bounds on calls and tokens in a minute, which all tasks that ask one model share.
///
/// Each bound is a bucket that fills evenly and holds a minute's worth at most. A call takes its share at once, even where
/// the bucket then owes, and waits until the debt is filled up: so calls go in the order in which they asked.
final class RateLimit: Sendable {
    private let time: any Timekeeper
    private let state: Mutex<State>

    private struct State {
        var calls: Bucket?
        var tokens: Bucket?
        /// No call goes before, in the timekeeper's seconds.
        var pausedUntil = 0.0
    }

    private struct Bucket {
        let perSecond: Double
        let capacity: Double
        var level: Double
        var filledAt: Double

        init?(perMinute: Int?, now: Double) {
            guard let perMinute, perMinute > 0 else { return nil }
            perSecond = Double(perMinute) / 60
            capacity = Double(perMinute)
            level = capacity
            filledAt = now
        }

        mutating func fill(now: Double) {
            level = min(capacity, level + (now - filledAt) * perSecond)
            filledAt = now
        }

        /// How long to wait until nothing is owed, in seconds.
        var wait: Double { max(0, -level / perSecond) }
    }

    /// Makes a limit; a bound that is nil does not hold anything up.
    init(callsPerMinute: Int?, tokensPerMinute: Int?, time: any Timekeeper) {
        self.time = time
        let now = time.seconds
        state = Mutex(
            State(
                calls: Bucket(perMinute: callsPerMinute, now: now), tokens: Bucket(perMinute: tokensPerMinute, now: now)
            ))
    }

    /// Waits until a call may go.
    ///
    /// - Parameter tokens: about how many it takes.
    /// - Throws: `CancellationError`; the share is then given back.
    func wait(tokens: Int) async throws {
        let seconds = take(tokens)
        guard seconds > 0 else { return }
        do {
            try await time.sleep(seconds)
            // Meanwhile the provider may have asked for a pause.
            while case let left = pause(), left > 0 { try await time.sleep(left) }
        } catch {
            giveBack(calls: 1, tokens: tokens)
            throw error
        }
    }

    /// Puts right what a call took.
    func correct(by tokens: Int) { giveBack(calls: 0, tokens: -tokens) }

    /// Lets no call go for some time.
    func pause(_ seconds: Double) {
        let end = time.seconds + seconds
        state.withLock { $0.pausedUntil = max($0.pausedUntil, end) }
    }

    private func pause() -> Double {
        let now = time.seconds
        return state.withLock { $0.pausedUntil - now }
    }

    private func take(_ tokens: Int) -> Double {
        let now = time.seconds
        return state.withLock { state in
            state.calls?.fill(now: now)
            state.tokens?.fill(now: now)
            // More than a minute's tokens would be owed for ever: such a call waits for a full bucket.
            let share = min(Double(tokens), state.tokens?.capacity ?? 0)
            state.calls?.level -= 1
            state.tokens?.level -= share
            return max(state.calls?.wait ?? 0, state.tokens?.wait ?? 0, state.pausedUntil - now)
        }
    }

    private func giveBack(calls: Int, tokens: Int) {
        state.withLock { state in
            state.calls?.level += Double(calls)
            state.tokens?.level += Double(tokens)
        }
    }
}
