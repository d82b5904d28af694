internal import Synchronization

/// Lets a number of tasks in at a time, first come first served.
///
/// A task that is cancelled while it waits leaves the queue.
final class TurnQueue: Sendable {
    private let state: Mutex<State>

    private struct State {
        var free: Int
        var last = 0
        var waiting: [(ticket: Int, continuation: CheckedContinuation<Bool, Never>)] = []
    }

    /// Makes a queue.
    ///
    /// - Parameter places: how many are let in at a time, at least 1.
    init(places: Int) { state = Mutex(State(free: max(1, places))) }

    /// Runs a body when it is its turn.
    ///
    /// - Throws: `CancellationError`; what the body throws.
    func turn<Value: Sendable>(_ body: () async throws -> Value) async throws -> Value {
        try await enter()
        defer { leave() }
        return try await body()
    }

    private func enter() async throws {
        try Task.checkCancellation()
        let ticket = state.withLock { state -> Int? in
            if state.free > 0 {
                state.free -= 1
                return nil
            }
            state.last += 1
            return state.last
        }
        guard let ticket else { return }
        let isIn = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let result = state.withLock { state -> Bool? in
                    // A place may have come free, or the task been cancelled, since the ticket was drawn.
                    if Task.isCancelled { return false }
                    if state.free > 0 {
                        state.free -= 1
                        return true
                    }
                    state.waiting.append((ticket, continuation))
                    return nil
                }
                if let result { continuation.resume(returning: result) }
            }
        } onCancel: {
            let continuation = state.withLock { state in
                state.waiting.firstIndex { $0.ticket == ticket }.map { state.waiting.remove(at: $0).continuation }
            }
            continuation?.resume(returning: false)
        }
        if !isIn { throw CancellationError() }
    }

    private func leave() {
        let next = state.withLock { state -> CheckedContinuation<Bool, Never>? in
            if state.waiting.isEmpty {
                state.free += 1
                return nil
            }
            return state.waiting.removeFirst().continuation
        }
        next?.resume(returning: true)
    }
}
