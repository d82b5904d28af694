internal import ArgumentParser
internal import Dispatch
internal import PlumbDatabases
internal import Synchronization

#if canImport(Darwin)
    internal import Darwin
#else
    internal import Glibc
#endif

/// Makes Ctrl-C, and whoever ends the process or closes its terminal, cancel what is running instead of ending it
/// halfway: a server would go on with a query that nobody waits for.
final class Interrupts: Sendable {
    private struct Running {
        var cancel: @Sendable () -> Void
        var isCancelled = false
    }

    /// What is running; nil while nothing is.
    private let running = Mutex<Running?>(nil)

    /// Whether Ctrl-C ends the process while nothing is running.
    private let endsWhenIdle: Bool

    /// The signal that has asked for an end.
    private static let lastSignal = Atomic<Int32>(SIGINT)

    /// How long a cancelled task may take to clean up, in seconds.
    private static let patience = 1.0

    /// Starts to listen, for the rest of the process.
    ///
    /// - Parameter endsWhenIdle: whether Ctrl-C ends the process while nothing is running; the other signals always do.
    init(endsWhenIdle: Bool = true) {
        self.endsWhenIdle = endsWhenIdle
        listen(for: SIGINT)
        listen(for: SIGTERM)
        // Whoever starts a command with nohup wants it to outlive the terminal.
        if !Self.isIgnored(SIGHUP) { listen(for: SIGHUP) }
    }

    private func listen(for number: Int32) {
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global(qos: .userInteractive))
        // The handler holds its own source: one that nobody holds stops listening.
        source.setEventHandler { withExtendedLifetime(source) { self.interrupt(by: number) } }
        source.resume()
    }

    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        guard sigaction(number, nil, &action) == 0 else { return false }
        #if canImport(Darwin)
            let handler = action.__sigaction_u.__sa_handler
        #else
            let handler = action.__sigaction_handler.sa_handler
        #endif
        // Functions of C can't be compared but by their addresses.
        return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }

    /// What a process ends with that was interrupted: 128 and the signal's number, as shells count.
    static var exitCode: ExitCode { ExitCode(128 + lastSignal.load(ordering: .relaxed)) }

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
            // A conversation would go on with the next line.
            if task.isCancelled, !endsWhenIdle, Self.lastSignal.load(ordering: .relaxed) != SIGINT { leave() }
            // Whatever the layers below make of a cancelled query, to the person it is one thing.
            throw task.isCancelled ? CancellationError() : error
        }
    }

    private func interrupt(by number: Int32) {
        Self.lastSignal.store(number, ordering: .relaxed)
        let isEnd = endsWhenIdle || number != SIGINT
        let state = running.withLock { running in
            defer { running?.isCancelled = true }
            return running
        }
        guard let state else {
            if isEnd { leave() }
            return
        }
        // Whoever presses twice means it.
        if state.isCancelled { leave() }
        state.cancel()
        guard isEnd else { return }
        DispatchQueue.global().asyncAfter(deadline: .now() + Self.patience) { [self] in
            if running.withLock({ $0?.isCancelled == true }) { leave() }
        }
    }

    /// Ends the process where it stands: databases are open read-only and caches are replaced whole, so nothing is
    /// left half-written.
    private func leave() -> Never {
        PostgresShutdown.stopQueries()
        _exit(Self.exitCode.rawValue)
    }
}
