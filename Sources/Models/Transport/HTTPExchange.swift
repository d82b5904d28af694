internal import Synchronization

/// A request on its way and the response to it: filled by the transport's thread, read by one task.
///
/// Cancelling the task that waits for it ends the exchange at once, and closes its connection.
package final class HTTPExchange: Sendable {
    /// What was asked.
    package let request: HTTPRequest
    private let loop: CurlLoop
    private let state = Mutex(State())

    private struct State {
        var head: HTTPHead?
        var bytes: [UInt8] = []
        var end: Result<Void, any Error>?
        var waiter: CheckedContinuation<Void, Never>?

        var hasNews: Bool { !bytes.isEmpty || end != nil }
    }

    init(_ request: HTTPRequest, on loop: CurlLoop) {
        self.request = request
        self.loop = loop
    }

    /// The beginning of the response, once it is here.
    ///
    /// - Throws: `PlumbError` with `modelUnreachable`, `modelTimeout` or `modelUnreadable`; `CancellationError`.
    package func head() async throws -> HTTPHead {
        while true {
            let (head, end) = state.withLock { ($0.head, $0.end) }
            if let head { return head }
            try end?.get()
            await change { $0.head != nil || $0.end != nil }
        }
    }

    /// All that came since the last call, at least one byte; nil behind the last.
    ///
    /// - Throws: as `head`, and `PlumbError` with `modelCutShort`.
    package func next() async throws -> [UInt8]? {
        while true {
            let (bytes, end) = state.withLock { state in
                defer { state.bytes = [] }
                return (state.bytes, state.end)
            }
            if !bytes.isEmpty { return bytes }
            if let end {
                try end.get()
                return nil
            }
            await change { $0.hasNews }
        }
    }

    /// The whole rest of the response.
    ///
    /// - Throws: as `next`.
    package func rest() async throws -> [UInt8] {
        var all: [UInt8] = []
        while let bytes = try await next() { all += bytes }
        return all
    }

    /// Ends the exchange, if it has not ended: whoever waits gets a `CancellationError`, and the connection is closed.
    package func cancel() {
        let (isFirst, waiter) = state.withLock { state in
            guard state.end == nil else { return (false, CheckedContinuation<Void, Never>?.none) }
            state.end = .failure(CancellationError())
            state.bytes = []
            defer { state.waiter = nil }
            return (true, state.waiter)
        }
        waiter?.resume()
        if isFirst { loop.stop(self) }
    }

    /// Whether nothing more will come.
    var hasEnded: Bool { state.withLock { $0.end != nil } }

    /// Takes in what came; called on the transport's thread.
    func receive(_ head: HTTPHead?, _ bytes: [UInt8], end: Result<Void, any Error>?) {
        let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard state.end == nil else { return nil }
            if let head { state.head = head }
            if state.bytes.isEmpty { state.bytes = bytes } else { state.bytes += bytes }
            state.end = end
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume()
    }

    /// Waits until something changes, unless what is waited for is here.
    private func change(unless isHere: @Sendable (State) -> Bool) async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let goesOn = state.withLock { state in
                    if isHere(state) { return true }
                    state.waiter = continuation
                    return false
                }
                if goesOn { continuation.resume() }
            }
        } onCancel: {
            cancel()
        }
    }
}
