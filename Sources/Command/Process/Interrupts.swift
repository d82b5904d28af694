internal import Dispatch
internal import Synchronization

#if canImport(Darwin)
    internal import Darwin
#else
    internal import Glibc
#endif

/// Makes Ctrl-C cancel what is running instead of ending the process halfway.
final class Interrupts: Sendable {
    /// Cancels what is running; nil while nothing is.
    private let cancelCurrent = Mutex<(@Sendable () -> Void)?>(nil)

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
        cancelCurrent.withLock { $0 = { task.cancel() } }
        defer { cancelCurrent.withLock { $0 = nil } }
        do {
            return try await task.value
        } catch {
            // Whatever the layers below make of a cancelled query, to the person it is one thing.
            throw task.isCancelled ? CancellationError() : error
        }
    }

    private func interrupt() {
        guard let cancel = cancelCurrent.withLock({ $0 }) else {
            if endsWhenIdle { _exit(Outcome.interrupted.rawValue) }
            return
        }
        cancel()
        DispatchQueue.global().asyncAfter(deadline: .now() + Self.patience) { [self] in
            // Databases are open read-only and caches are replaced whole: nothing can be left half-written.
            if cancelCurrent.withLock({ $0 != nil }), endsWhenIdle { _exit(Outcome.interrupted.rawValue) }
        }
    }
}
