internal import Dispatch
internal import PlumbDatabases
internal import Synchronization

#if canImport(Darwin)
    internal import Darwin
#else
    internal import Glibc
#endif

/// Makes Ctrl-C cancel what is running instead of ending the process halfway.
final class Interrupts: Sendable {
    private struct Running {
        var cancel: @Sendable () -> Void
        var isCancelled = false
    }

    /// What is running; nil while nothing is.
    private let running = Mutex<Running?>(nil)

    /// Whether an interrupt ends the process while nothing is running.
    private let endsWhenIdle: Bool

    /// How long a cancelled task may take to clean up, in seconds.
    private static let patience = 1.0

    /// Starts to listen, for the rest of the process.
    ///
    /// - Parameter endsWhenIdle: whether an interrupt ends the process while nothing is running.
    init(endsWhenIdle: Bool = true) {
        self.endsWhenIdle = endsWhenIdle
        signal(SIGINT, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global(qos: .userInteractive))
        // The handler holds its own source: one that nobody holds stops listening.
        source.setEventHandler { withExtendedLifetime(source) { self.interrupt() } }
        source.resume()
    }

    /// Lets a write to a closed pipe fail with an error that can be handled.
    static func ignoreBrokenPipes() {
        signal(SIGPIPE, SIG_IGN)
    }

    /// Runs a body that an interrupt cancels.
    ///
    /// - Parameter body: what to run.
    /// - Returns: what the body returns.
    /// - Throws: `CancellationError` after an interrupt, and what the body throws.
    func cancelling<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) async throws -> Value {
        let task = Task(operation: body)
        running.withLock { $0 = Running { task.cancel() } }
        defer { running.withLock { $0 = nil } }
        do {
            return try await task.value
        } catch {
            // Whatever the layers below make of a cancelled query, to the person it is one thing.
            throw task.isCancelled ? CancellationError() : error
        }
    }

    private func interrupt() {
        let state = running.withLock { running in
            defer { running?.isCancelled = true }
            return running
        }
        guard let state else {
            if endsWhenIdle { leave() }
            return
        }
        // Whoever presses twice means it.
        if state.isCancelled { leave() }
        state.cancel()
        guard endsWhenIdle else { return }
        DispatchQueue.global().asyncAfter(deadline: .now() + Self.patience) { [self] in
            if running.withLock({ $0?.isCancelled == true }) { leave() }
        }
    }

    /// Ends the process where it stands: databases are open read-only and caches are replaced whole, so nothing is
    /// left half-written.
    private func leave() -> Never {
        PostgresShutdown.stopQueries()
        _exit(Outcome.interrupted.rawValue)
    }
}
