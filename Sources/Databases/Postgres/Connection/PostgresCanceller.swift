internal import CPostgres
internal import Dispatch
internal import Foundation

/// Asks a server to stop what a connection does.
///
/// `@unchecked Sendable`: a `PGcancel` is constant, and may be used on any thread:
/// <https://www.postgresql.org/docs/current/libpq-cancel.html>. This object frees it when nobody uses it any more.
final class PostgresCanceller: @unchecked Sendable {
    private let handle: OpaquePointer

    /// The requests of this process that are on their way.
    private static let pending = DispatchGroup()

    /// Takes what is needed from a connection; nil where memory is out.
    init?(_ connection: OpaquePointer) {
        guard let handle = PQgetCancel(connection) else { return nil }
        self.handle = handle
    }

    deinit {
        PQfreeCancel(handle)
    }

    /// Sends the request, on a thread of its own, because `PQcancel` connects and waits.
    ///
    /// - Parameter done: called on that thread when the server has taken the request, or can't be reached.
    func cancel(_ done: @escaping @Sendable () -> Void) {
        Self.pending.enter()
        let thread = Thread { [self] in
            var message = [CChar](repeating: 0, count: 256)
            _ = PQcancel(handle, &message, Int32(message.count))
            Self.pending.leave()
            done()
        }
        thread.name = "plumb.postgres.cancel"
        thread.start()
    }

    /// Waits until no request is on its way any more: a process that ends takes its threads with it.
    static func waitForPending(until deadline: DispatchTime) {
        _ = pending.wait(timeout: deadline)
    }
}
