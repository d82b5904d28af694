internal import PlumbCore
internal import Synchronization

/// Connections to one database, made when they are needed and lent to one borrower at a time.
///
/// Who waits is served in the order of coming. A connection that was lost is replaced by the next one that is made.
package final class PostgresPool: Sendable {
    /// How many connections there are, and for how long.
    package struct Limits: Hashable, Sendable {
        /// How many connections may be open at a time.
        package var connections = 8

        /// How long to wait for one, connecting included, in seconds.
        package var waitSeconds = 10.0

        /// After how many seconds without use one is looked at before it is lent.
        package var checkSeconds = 30.0

        /// After how many seconds without use one is closed.
        package var idleSeconds = 300.0

        /// After how many seconds one is closed, used or not: servers behind balancers move.
        package var lifeSeconds = 3_600.0

        /// Makes limits; with no arguments those that suit one program.
        package init(connections: Int = 8, waitSeconds: Double = 10) {
            self.connections = max(1, connections)
            self.waitSeconds = waitSeconds
        }
    }

    private struct Idle {
        var connection: PostgresConnection
        var since: ContinuousClock.Instant
    }

    private enum Outcome {
        case connection(Idle), permit, cancelled, expired, closed
    }

    private struct Waiting {
        var ticket: Int
        var continuation: CheckedContinuation<Outcome, Never>
    }

    private struct State {
        var idle: [Idle] = []
        var births: [ObjectIdentifier: ContinuousClock.Instant] = [:]
        /// How many connections are open or being opened.
        var count = 0
        var waiting: [Waiting] = []
        var lastTicket = 0
        var isClosed = false
        var isSweeping = false
    }

    /// Where the connections go to.
    package let location: PostgresLocation

    /// How many there are.
    package let limits: Limits

    private let state = Mutex(State())

    /// Makes a pool without connections.
    package init(_ location: PostgresLocation, limits: Limits = Limits()) {
        self.location = location
        self.limits = limits
    }

    deinit {
        for idle in state.withLock({ $0.idle }) { idle.connection.close() }
    }

    /// How many connections are open.
    package var count: Int { state.withLock { $0.count } }

    // MARK: Borrowing

    /// Lends a connection for as long as a body runs.
    ///
    /// - Parameters:
    ///   - seconds: how long to wait for it at most; nil for the pool's limit.
    ///   - body: what it is needed for.
    /// - Returns: what the body returns.
    /// - Throws: as `take`, or what the body throws.
    package func withConnection<Value: Sendable>(
        within seconds: Double? = nil, _ body: (PostgresConnection) async throws -> Value
    ) async throws -> Value {
        let connection = try await take(within: seconds)
        do {
            let value = try await body(connection)
            await give(connection)
            return value
        } catch {
            await give(connection)
            throw error
        }
    }

    /// Borrows a connection, which must be given back with `give`.
    ///
    /// - Parameter seconds: how long to wait for it at most; nil for the pool's limit.
    /// - Returns: a connection that was just seen to work, or is new.
    /// - Throws: `PlumbError` with `limitExceeded` when all are lent for the whole time, `databaseUnavailable`,
    ///   `cancelled`.
    package func take(within seconds: Double? = nil) async throws -> PostgresConnection {
        let deadline = ContinuousClock.Instant.after(seconds: seconds ?? limits.waitSeconds)
        while true {
            switch await turn(until: deadline) {
            case .connection(let idle):
                if await isHealthy(idle, until: deadline) { return idle.connection }
                state.withLock { $0.births[ObjectIdentifier(idle.connection)] = nil }
                idle.connection.close()
                return try await make(until: deadline)
            case .permit: return try await make(until: deadline)
            case .cancelled:
                throw PlumbError(.cancelled, "Waiting for a connection to \(location.name) was cancelled.")
            case .expired:
                throw PlumbError(
                    .limitExceeded, "All \(limits.connections) connections to \(location.name) were busy all the time.",
                    suggestion: "Try again later, or read the rows of open queries to the end.")
            case .closed: throw PlumbError(.databaseUnavailable, "The connections to \(location.name) are closed.")
            }
        }
    }

    /// Gives a connection back, and rolls back what it left open.
    package func give(_ connection: PostgresConnection) async {
        await connection.rest()
        if connection.isUsable, connection.isInTransaction {
            // In a task of its own: whoever was cancelled gives back all the same.
            await Task { _ = try? await connection.run(script: "ROLLBACK", within: 5) }.value
        }
        guard connection.isUsable, !connection.isInTransaction, !isOld(connection) else { return discard(connection) }
        let idle = Idle(connection: connection, since: .now)
        let (next, mustSweep, isClosed) = state.withLock { state -> (Waiting?, Bool, Bool) in
            if state.isClosed { return (nil, false, true) }
            if !state.waiting.isEmpty { return (state.waiting.removeFirst(), false, false) }
            state.idle.append(idle)
            defer { state.isSweeping = true }
            return (nil, !state.isSweeping, false)
        }
        if isClosed { discard(connection) }
        next?.continuation.resume(returning: .connection(idle))
        if mustSweep { sweepLater() }
    }

    /// Closes the connections that nobody uses now, and the others when they are given back; nobody gets one any more.
    package func close() {
        let (idle, waiting) = state.withLock { state in
            state.isClosed = true
            defer { (state.idle, state.waiting) = ([], []) }
            return (state.idle, state.waiting)
        }
        for idle in idle { discard(idle.connection) }
        for waiting in waiting { waiting.continuation.resume(returning: .closed) }
    }

    // MARK: Making

    private func make(until deadline: ContinuousClock.Instant) async throws -> PostgresConnection {
        do {
            var pause: Duration = .milliseconds(50)
            var reason: PlumbError?
            while true {
                do {
                    let connection = try await PostgresConnection.connect(to: location, within: deadline.secondsLeft)
                    state.withLock { $0.births[ObjectIdentifier(connection)] = .now }
                    return connection
                } catch let error as PlumbError where ["53300", "57P03"].contains(error.postgresState) {
                    // The server is full, or starts: both pass.
                    guard .now + pause < deadline else { throw error }
                    reason = error
                    try await Task.sleep(for: pause)
                    pause = min(pause * 2, .milliseconds(500))
                } catch let error as PlumbError where error.code != .cancelled && deadline <= .now {
                    // A last try that time cut short says less than the one before.
                    throw reason ?? error
                }
            }
        } catch is CancellationError {
            release()
            throw PlumbError(.cancelled, "Waiting for a connection to \(location.name) was cancelled.")
        } catch {
            release()
            throw error
        }
    }

    private func isOld(_ connection: PostgresConnection) -> Bool {
        let birth = state.withLock { $0.births[ObjectIdentifier(connection)] }
        return birth.map { $0.duration(to: .now) > .seconds(limits.lifeSeconds) } ?? true
    }

    private func isHealthy(_ idle: Idle, until deadline: ContinuousClock.Instant) async -> Bool {
        guard idle.connection.isUsable, !isOld(idle.connection) else { return false }
        // The loop sees it when a server closes a connection; a network that is gone must be asked.
        guard idle.since.duration(to: .now) > .seconds(limits.checkSeconds) else { return true }
        let seconds = max(0.1, min(2, deadline.secondsLeft))
        return (try? await idle.connection.rows("SELECT 1", within: seconds)) != nil && idle.connection.isUsable
    }

    private func discard(_ connection: PostgresConnection) {
        state.withLock { $0.births[ObjectIdentifier(connection)] = nil }
        connection.close()
        release()
    }

    /// Lets somebody else make a connection in the place of one that is gone.
    private func release() {
        let next = state.withLock { state -> Waiting? in
            guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
            state.count -= 1
            return nil
        }
        next?.continuation.resume(returning: .permit)
    }

    private func sweepLater() {
        let seconds = limits.idleSeconds
        Task { [weak self] in
            while true {
                try? await Task.sleep(for: .seconds(seconds / 2))
                guard self?.sweep() == true else { return }
            }
        }
    }

    /// Closes what nobody has used for long; false when nothing is left to look at.
    private func sweep() -> Bool {
        let (old, isLeft) = state.withLock { state in
            let old = state.idle.filter { $0.since.duration(to: .now) > .seconds(limits.idleSeconds) }
            state.idle.removeAll { idle in old.contains { $0.connection === idle.connection } }
            state.isSweeping = !state.idle.isEmpty
            return (old, state.isSweeping)
        }
        for idle in old { discard(idle.connection) }
        return isLeft
    }

    // MARK: Waiting

    private func turn(until deadline: ContinuousClock.Instant) async -> Outcome {
        let ticket = state.withLock { state in
            state.lastTicket += 1
            return state.lastTicket
        }
        let alarm = Task { [weak self] in
            try await Task.sleep(until: deadline, clock: .continuous)
            self?.end(ticket, with: .expired)
        }
        defer { alarm.cancel() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let outcome = state.withLock { state -> Outcome? in
                    // The task may have been cancelled before it came here.
                    if Task.isCancelled { return .cancelled }
                    if state.isClosed { return .closed }
                    if state.waiting.isEmpty {
                        if let idle = state.idle.popLast() { return .connection(idle) }
                        if state.count < limits.connections {
                            state.count += 1
                            return .permit
                        }
                    }
                    if deadline <= .now { return .expired }
                    state.waiting.append(Waiting(ticket: ticket, continuation: continuation))
                    return nil
                }
                if let outcome { continuation.resume(returning: outcome) }
            }
        } onCancel: {
            end(ticket, with: .cancelled)
        }
    }

    private func end(_ ticket: Int, with outcome: Outcome) {
        let ended = state.withLock { state -> Waiting? in
            guard let index = state.waiting.firstIndex(where: { $0.ticket == ticket }) else { return nil }
            return state.waiting.remove(at: index)
        }
        ended?.continuation.resume(returning: outcome)
    }
}
