internal import Foundation
internal import Synchronization

/// The one thread that waits for the sockets of all connections, and the only one that calls libpq about them.
///
/// `@unchecked Sendable`: `sessions` is touched by that thread alone, from `run` and the jobs that it runs; all else is
/// constant or behind a lock.
final class PostgresEventLoop: @unchecked Sendable {
    /// The loop of this process.
    static let shared = PostgresEventLoop()

    /// The loop of this process; nil while nothing has needed it.
    static var started: PostgresEventLoop? { wasStarted.load(ordering: .acquiring) ? shared : nil }

    private static let wasStarted = Atomic<Bool>(false)

    private struct Inbox {
        var jobs: [@Sendable () -> Void] = []
        var isWaiting = false
    }

    private let inbox = Mutex(Inbox())
    private let wakeEnds: (read: Int32, write: Int32)
    private var sessions: [ObjectIdentifier: PostgresSession] = [:]

    private init() {
        var ends: [Int32] = [-1, -1]
        // Without a pipe the loop looks for jobs a hundred times a second.
        if pipe(&ends) == 0 {
            for end in ends {
                _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK)
                _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            }
        }
        wakeEnds = (ends[0], ends[1])
        let thread = Thread { [self] in run() }
        thread.name = "plumb.postgres"
        thread.start()
        Self.wasStarted.store(true, ordering: .releasing)
    }

    /// Runs a job on the thread, after those that came before it.
    func perform(_ job: @escaping @Sendable () -> Void) {
        let mustWake = inbox.withLock { inbox in
            inbox.jobs.append(job)
            defer { inbox.isWaiting = false }
            return inbox.isWaiting
        }
        if mustWake { _ = write(wakeEnds.write, [0], 1) }
    }

    /// Begins to wait for a session; only on the thread.
    func add(_ session: PostgresSession) {
        sessions[ObjectIdentifier(session)] = session
    }

    /// Forgets a session; only on the thread.
    func remove(_ session: PostgresSession) {
        sessions[ObjectIdentifier(session)] = nil
    }

    /// Stops what runs, and begins nothing more; only on the thread.
    func stopSessions() {
        for session in sessions.values { session.stopForGood() }
    }

    private func run() {
        var polled: [pollfd] = []
        var order: [PostgresSession] = []
        while true {
            for job in takeJobs() { job() }
            polled = [pollfd(fd: wakeEnds.read, events: Int16(POLLIN), revents: 0)]
            order.removeAll(keepingCapacity: true)
            var next: ContinuousClock.Instant?
            for session in sessions.values {
                if let deadline = session.deadline { next = min(next ?? deadline, deadline) }
                // A socket that is not read from is left out: poll would report for ever that its other end is gone.
                guard session.interest != 0 else { continue }
                polled.append(pollfd(fd: session.socket, events: session.interest, revents: 0))
                order.append(session)
            }
            let isIdle = inbox.withLock { inbox in
                inbox.isWaiting = inbox.jobs.isEmpty
                return inbox.isWaiting
            }
            _ = poll(&polled, nfds_t(polled.count), isIdle ? milliseconds(until: next) : 0)
            if polled[0].revents != 0 { drainWakeEnd() }
            for (session, result) in zip(order, polled.dropFirst()) where result.revents != 0 {
                session.socketIsReady()
            }
            guard next != nil else { continue }
            let now = ContinuousClock.now
            for session in sessions.values where session.deadline.map({ $0 <= now }) ?? false {
                session.deadlineHasPassed(now)
            }
        }
    }

    private func takeJobs() -> [@Sendable () -> Void] {
        inbox.withLock { inbox in
            inbox.isWaiting = false
            defer { inbox.jobs = [] }
            return inbox.jobs
        }
    }

    private func milliseconds(until instant: ContinuousClock.Instant?) -> Int32 {
        let longest: Int32 = wakeEnds.read < 0 ? 10 : -1
        guard let instant else { return longest }
        let left = instant - ContinuousClock.now
        // Rounded up, so that the deadline has passed when poll returns.
        let wait = Int32(clamping: max(0, Int64(left / .milliseconds(1)) + 1))
        return longest < 0 ? wait : min(wait, longest)
    }

    private func drainWakeEnd() {
        var bytes = [UInt8](repeating: 0, count: 64)
        while read(wakeEnds.read, &bytes, bytes.count) > 0 {}
    }
}
