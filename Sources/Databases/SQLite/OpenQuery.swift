internal import PlumbCore

/// A query whose rows are being read.
///
/// It belongs to the connection's actor.
final class OpenQuery {
    private let statement: SQLiteStatement
    private let callbacks: ConnectionGuard
    private let run: QueryRun
    private var rows = 0
    private var bytes = 0
    private var isDone = false

    /// A batch is full at this many rows, or bytes, or after this time, whichever comes first.
    private static let batchRows = 256
    private static let batchBytes = 64 << 10
    private static let batchTime: Duration = .milliseconds(100)

    init(_ statement: SQLiteStatement, _ callbacks: ConnectionGuard, _ run: QueryRun) {
        self.statement = statement
        self.callbacks = callbacks
        self.run = run
    }

    /// The next rows, at least one; nil after the last.
    func batch() throws(PlumbError) -> [Row]? {
        try callbacks.bounded(by: run) { () throws(PlumbError) in try read() }
    }

    private func read() throws(PlumbError) -> [Row]? {
        var batch: [Row] = []
        var batchBytes = 0
        let columns = 0..<statement.columnCount
        let start = ContinuousClock.now
        while !isDone {
            if let reason = run.stopReason {
                throw reason.error(limits: run.limits, thousandsOfSteps: run.thousandsOfSteps)
            }
            isDone = try isAtRowLimit()
            if !isDone { isDone = try !statement.step() }
            if isDone { break }
            guard statement.columnCount == columns.count else {
                throw PlumbError(
                    .queryFailed, "The database's tables were changed just as the query began.",
                    suggestion: "Run it again.")
            }
            var size = 0
            for column in columns { size += statement.size(at: column) }
            if let most = run.limits.bytes, bytes + size > most {
                run.isTruncated = true
                isDone = true
                break
            }
            batch.append(columns.map { statement.value(at: $0) })
            rows += 1
            bytes += size
            batchBytes += size
            let isFull = batch.count >= Self.batchRows || batchBytes >= Self.batchBytes
            if isFull || ContinuousClock.now - start >= Self.batchTime { break }
        }
        return batch.isEmpty ? nil : batch
    }

    /// Whether all rows that are wanted have been read; if so, finds out whether there are more.
    private func isAtRowLimit() throws(PlumbError) -> Bool {
        guard let most = run.limits.rows, rows >= most else { return false }
        do {
            run.isTruncated = try statement.step()
        } catch  where error.code == .limitExceeded {
            // The rows that were wanted are here; only whether there are more was not found out in time.
            run.isTruncated = true
        }
        return true
    }
}
