internal import Dispatch

/// What is left to do on the servers before the process ends.
package enum PostgresShutdown {
    /// Asks the servers to stop what this process still runs there, and waits until they were asked.
    ///
    /// A server finds out that a client is gone when it next writes to it: a query that only counts goes on for as long
    /// as its time limit. Afterwards no query begins any more. Without connections nothing happens.
    ///
    /// - Parameter seconds: how long it may take at most.
    package static func stopQueries(within seconds: Double = 0.3) {
        guard let loop = PostgresEventLoop.started else { return }
        let deadline = DispatchTime.now() + seconds
        let asked = DispatchSemaphore(value: 0)
        loop.perform {
            loop.stopSessions()
            asked.signal()
        }
        guard asked.wait(timeout: deadline) == .success else { return }
        PostgresCanceller.waitForPending(until: deadline)
    }
}
