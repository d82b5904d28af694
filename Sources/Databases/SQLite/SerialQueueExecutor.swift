internal import Dispatch

/// Runs an actor's work on a queue of its own, so that a call that blocks holds up nobody else.
///
/// SQLite's `sqlite3_step` may run for seconds. On the cooperative pool a few such calls stop every task of the
/// process; a serial queue with no target of its own gets a thread beyond that pool.
package final class SerialQueueExecutor: SerialExecutor {
    private let queue: DispatchQueue

    package init(label: String) {
        queue = DispatchQueue(label: label)
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }

    package func asUnownedSerialExecutor() -> UnownedSerialExecutor {
        UnownedSerialExecutor(ordinary: self)
    }
}
