internal import PlumbCore
internal import Synchronization

/// Lets one query at a time use a connection, in the order in which they came.
///
/// It has a lock of its own, because the connection's thread may be busy for as long as a query runs, and a task that
/// waits must be cancellable all the while.
final class TurnQueue: Sendable {
    private struct State {
        var isTaken = false
        var lastTicket = 0
        var waiting: [Waiting] = []
    }

    private struct Waiting {
        var ticket: Int
        var continuation: CheckedContinuation<Outcome, Never>
    }

    private enum Outcome {
        case turn, cancelled, expired
    }

    private let state = Mutex(State())

    /// Waits until it is the caller's turn, which then holds until `give`.
    ///
    /// - Parameter seconds: how long to wait at most.
    /// - Throws: `PlumbError` with `limitExceeded` or `cancelled`.
    func take(within seconds: Double) async throws(PlumbError) {
        let ticket = state.withLock { state -> Int? in
            guard state.isTaken else {
                state.isTaken = true
                return nil
            }
            state.lastTicket += 1
            return state.lastTicket
        }
        guard let ticket else { return }
        let alarm = Task {
            try await Task.sleep(for: .seconds(min(max(seconds, 0), 4_000_000_000)))
            end(ticket, with: .expired)
        }
        defer { alarm.cancel() }
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { wait(ticket, $0) }
        } onCancel: {
            end(ticket, with: .cancelled)
        }
        switch outcome {
        case .turn: return
        case .cancelled: throw PlumbError(.cancelled, "The query was cancelled while it waited for its turn.")
        case .expired:
            throw PlumbError(
                .limitExceeded, "The database was busy with another query for the whole time limit.",
                suggestion: "Read that query's rows to the end or close it first.")
        }
    }

    /// Passes the turn on.
    func give() {
        let next = state.withLock { state -> Waiting? in
            guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
            state.isTaken = false
            return nil
        }
        next?.continuation.resume(returning: .turn)
    }

    private func wait(_ ticket: Int, _ continuation: CheckedContinuation<Outcome, Never>) {
        let outcome = state.withLock { state -> Outcome? in
            // The task may have been cancelled, or the turn given, between taking the ticket and coming here.
            if Task.isCancelled { return .cancelled }
            guard state.isTaken else {
                state.isTaken = true
                return .turn
            }
            state.waiting.append(Waiting(ticket: ticket, continuation: continuation))
            return nil
        }
        if let outcome { continuation.resume(returning: outcome) }
    }

    private func end(_ ticket: Int, with outcome: Outcome) {
        let ended = state.withLock { state -> Waiting? in
            guard let index = state.waiting.firstIndex(where: { $0.ticket == ticket }) else { return nil }
            return state.waiting.remove(at: index)
        }
        ended?.continuation.resume(returning: outcome)
    }
}
