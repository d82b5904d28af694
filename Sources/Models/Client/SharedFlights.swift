internal import PlumbCore
internal import Synchronization

/// Asks once what several tasks ask at the same time.
final class SharedFlights: Sendable {
    private let flights = Mutex<[ChatRequest: Flight]>([:])

    private struct Flight {
        var last = 0
        var waiting: [(ticket: Int, continuation: CheckedContinuation<Landing, Never>)] = []
    }

    private enum Landing {
        case reply(ChatReply)
        case failure(PlumbError)
        /// Whoever asked gave up.
        case abandoned
    }

    /// The reply to a request, asked for by this task or by another that asks the same at this moment.
    ///
    /// - Returns: the reply, and whether another task asked for it.
    /// - Throws: what asking throws; `CancellationError`.
    func reply(
        to request: ChatRequest, ask: () async throws -> ChatReply
    ) async throws -> (reply: ChatReply, isShared: Bool) {
        while true {
            try Task.checkCancellation()
            let isFirst = flights.withLock { flights in
                if flights[request] != nil { return false }
                flights[request] = Flight()
                return true
            }
            if isFirst { return (try await lead(request, ask), false) }
            switch await join(request) {
            case .reply(let reply): return (reply, true)
            case .failure(let error): throw error
            case .abandoned: continue
            }
        }
    }

    private func lead(_ request: ChatRequest, _ ask: () async throws -> ChatReply) async throws -> ChatReply {
        do {
            let reply = try await ask()
            land(request, .reply(reply))
            return reply
        } catch {
            // A cancelled leader says nothing about the others.
            land(request, (error as? PlumbError).map { .failure($0) } ?? .abandoned)
            throw error
        }
    }

    private func land(_ request: ChatRequest, _ landing: Landing) {
        let flight = flights.withLock { $0.removeValue(forKey: request) }
        for waiter in flight?.waiting ?? [] { waiter.continuation.resume(returning: landing) }
    }

    private func join(_ request: ChatRequest) async -> Landing {
        let ticket = flights.withLock { flights in
            flights[request]?.last += 1
            return flights[request]?.last
        }
        guard let ticket else { return .abandoned }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isWaiting = flights.withLock { flights in
                    guard flights[request] != nil, !Task.isCancelled else { return false }
                    flights[request]?.waiting.append((ticket, continuation))
                    return true
                }
                if !isWaiting { continuation.resume(returning: .abandoned) }
            }
        } onCancel: {
            let continuation = flights.withLock { flights in
                flights[request]?.waiting.firstIndex { $0.ticket == ticket }
                    .flatMap { flights[request]?.waiting.remove(at: $0).continuation }
            }
            continuation?.resume(returning: .abandoned)
        }
    }
}
