internal import CPostgres
internal import Foundation
internal import PlumbCore
internal import Synchronization

/// Makes connections, each on a thread of its own for as long as that takes.
///
/// `PQconnectStart` and, for the later of several hosts, `PQconnectPoll` look host names up and read files, which may
/// block for as long as they like; the loop's thread must not.
enum PostgresConnector {
    /// What is said where time was over before there was a connection.
    static let lateness = PostgresFailure(message: "nothing answered in time")

    /// Connects; cancelling the task, and the deadline, end the waiting at once, and leave the thread to its own end.
    ///
    /// - Parameters:
    ///   - location: where to.
    ///   - deadline: when there must be a connection.
    /// - Returns: the session.
    /// - Throws: `PostgresFailure`, or `CancellationError`.
    static func connect(to location: PostgresLocation, until deadline: ContinuousClock.Instant) async throws
        -> PostgresSession
    {
        let attempt = Attempt()
        let alarm = Task {
            try await Task.sleep(until: deadline, clock: .continuous)
            attempt.end(.failure(lateness))
        }
        defer { alarm.cancel() }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                guard attempt.begin(continuation) else { return }
                let thread = Thread {
                    do {
                        attempt.end(.success(try connect(location, deadline)))
                    } catch {
                        attempt.end(.failure(error))
                    }
                }
                thread.name = "plumb.postgres.connect"
                thread.start()
            }
        } onCancel: {
            attempt.end(.failure(CancellationError()))
        }
    }

    /// Blocks until there is a connection, or none to be had.
    private static func connect(
        _ location: PostgresLocation, _ deadline: ContinuousClock.Instant
    ) throws(PostgresFailure) -> PostgresSession {
        var parameters = location.parameters
        parameters["client_encoding"] = "UTF8"
        parameters["fallback_application_name"] = parameters["fallback_application_name"] ?? "plumb"
        // With several hosts, only libpq itself can go on to the next one when time is up.
        let isBlocking = ["host", "hostaddr"].contains { parameters[$0]?.contains(",") ?? false }
        if isBlocking, parameters["connect_timeout"] == nil {
            parameters["connect_timeout"] = "\(max(2, Int(min(deadline.secondsLeft, 1_000_000).rounded(.up))))"
        }
        let handle = withPairs(parameters) { keywords, values in
            isBlocking ? PQconnectdbParams(keywords, values, 0) : PQconnectStartParams(keywords, values, 0)
        }
        guard let handle else { throw PostgresFailure(message: "there is no memory left") }
        // Only so does a refusal come with its SQLSTATE, which is the same in every language.
        let verbosity = PQsetErrorVerbosity(handle, PQERRORS_VERBOSE)
        let isOpen = isBlocking ? PQstatus(handle) == CONNECTION_OK : poll(handle, deadline)
        guard isOpen, let canceller = PostgresCanceller(handle) else {
            let isLate = deadline <= .now
            let failure = isLate ? lateness : refusal(String(cString: PQerrorMessage(handle)))
            PQfinish(handle)
            throw failure
        }
        PQsetErrorVerbosity(handle, verbosity)
        return PostgresSession(handle, canceller, loop: .shared)
    }

    private static func poll(_ handle: OpaquePointer, _ deadline: ContinuousClock.Instant) -> Bool {
        guard PQstatus(handle) != CONNECTION_BAD else { return false }
        var direction = PGRES_POLLING_WRITING
        while true {
            switch direction {
            case PGRES_POLLING_OK: return true
            case PGRES_POLLING_FAILED: return false
            default: break
            }
            let left = min(deadline.secondsLeft, 1_000_000)
            guard left > 0 else { return false }
            let events = direction == PGRES_POLLING_READING ? POLLIN : POLLOUT
            var entry = pollfd(fd: PQsocket(handle), events: Int16(events), revents: 0)
            let ready = Foundation.poll(&entry, 1, Int32(clamping: Int64(left * 1_000) + 1))
            if ready > 0 { direction = PQconnectPoll(handle) }
        }
    }

    /// Lends the keywords and values in C's way.
    private static func withPairs<Result>(
        _ parameters: [String: String],
        _ body: (UnsafePointer<UnsafePointer<CChar>?>, UnsafePointer<UnsafePointer<CChar>?>) -> Result
    ) -> Result {
        let keywords = parameters.keys.map { strdup($0) }
        let values = parameters.values.map { strdup($0) }
        defer { for text in keywords + values { free(text) } }
        func pointers(_ copies: [UnsafeMutablePointer<CChar>?]) -> [UnsafePointer<CChar>?] {
            copies.map { $0.flatMap { UnsafePointer($0) } } + [nil]
        }
        return pointers(keywords).withUnsafeBufferPointer { keywords in
            pointers(values).withUnsafeBufferPointer { values in
                // Neither is empty: each ends with nil.
                guard let keywords = keywords.baseAddress, let values = values.baseAddress else {
                    preconditionFailure("an array with an element has a first one")
                }
                return body(keywords, values)
            }
        }
    }

    /// Reads the SQLSTATE out of `connection to server … failed: FATAL:  28P01: password authentication failed …`.
    private static func refusal(_ text: String) -> PostgresFailure {
        for line in text.split(whereSeparator: \.isNewline) {
            guard let found = line.firstMatch(of: #/:  ([0-9A-Z]{5}): (.*)$/#) else { continue }
            return PostgresFailure(state: String(found.1), message: String(found.2))
        }
        return PostgresFailure(message: PostgresFailure.firstLine(text))
    }
}

/// An attempt to connect, which ends once: by its thread, or because nobody waits for it any more.
private final class Attempt: Sendable {
    private enum State {
        case new
        case ended(any Error)
        case waiting(CheckedContinuation<PostgresSession, any Error>)
    }

    private let state = Mutex(State.new)

    /// Takes the continuation; false where the attempt has ended, and the continuation with it.
    func begin(_ continuation: CheckedContinuation<PostgresSession, any Error>) -> Bool {
        let reason = state.withLock { state -> (any Error)? in
            if case .ended(let reason) = state { return reason }
            state = .waiting(continuation)
            return nil
        }
        if let reason { continuation.resume(throwing: reason) }
        return reason == nil
    }

    func end(_ result: Result<PostgresSession, any Error>) {
        let continuation = state.withLock { state -> CheckedContinuation<PostgresSession, any Error>? in
            if case .ended = state { return nil }
            let ended = state
            var reason: any Error = CancellationError()
            if case .failure(let error) = result { reason = error }
            state = .ended(reason)
            guard case .waiting(let continuation) = ended else { return nil }
            return continuation
        }
        if let continuation {
            continuation.resume(with: result)
        } else if case .success(let session) = result {
            session.loop.perform { session.close() }
        }
    }
}
