internal import PlumbCore
internal import Synchronization

/// The rows of a running query, inside its limits.
final class PostgresCursor: RowCursor {
    let columns: [ResultColumn]
    private let rows: PostgresRows
    private let limits: ExecutionLimits
    private let decoder: PostgresDecoder
    private let lease: PostgresLease
    private let state = Mutex(State())

    private struct State {
        var rows = 0
        var bytes = 0
        var isDone = false
        var isTruncated = false
    }

    init(
        _ columns: [ResultColumn], _ rows: PostgresRows, limits: ExecutionLimits, decoder: PostgresDecoder,
        lease: PostgresLease
    ) {
        self.columns = columns
        self.rows = rows
        self.limits = limits
        self.decoder = decoder
        self.lease = lease
    }

    func next() async throws -> [Row]? {
        while !state.withLock({ $0.isDone }) {
            let batch: PostgresBatch?
            do {
                if Task.isCancelled { throw PlumbError(.cancelled, "The query was cancelled.") }
                batch = try await rows.nextBatch()
            } catch {
                lease.end()
                guard let error = error as? PlumbError, error.code == .limitExceeded else { throw end(error) }
                // The rows that were wanted are here; only whether there are more was not found out in time.
                if isAtRowLimit {
                    state.withLock { ($0.isDone, $0.isTruncated) = (true, true) }
                    return nil
                }
                throw end(error.postgresState ?? "57014" == "57014" ? Self.timeIsOver(limits) : error)
            }
            guard let batch else {
                state.withLock { $0.isDone = true }
                lease.end()
                return nil
            }
            let taken = state.withLock { take(batch, &$0) }
            if state.withLock({ $0.isDone }) { lease.end() }
            if !taken.isEmpty { return taken }
        }
        return nil
    }

    var isTruncated: Bool {
        get async { state.withLock { $0.isTruncated } }
    }

    func close() async {
        state.withLock { $0.isDone = true }
        lease.end()
    }

    static func timeIsOver(_ limits: ExecutionLimits) -> PlumbError {
        QueryRun.StopReason.timeLimit.error(limits: limits, thousandsOfSteps: nil)
    }

    private var isAtRowLimit: Bool { limits.rows.map { $0 <= state.withLock { $0.rows } } ?? false }

    private func end(_ error: any Error) -> any Error {
        state.withLock { $0.isDone = true }
        return error
    }

    /// The rows of a batch that are inside the limits.
    private func take(_ batch: PostgresBatch, _ state: inout State) -> [Row] {
        var taken: [Row] = []
        taken.reserveCapacity(batch.count)
        let room = limits.rows.map { max(0, $0 - state.rows) } ?? .max
        guard batch.width > 0 else {
            let count = min(room, batch.count)
            if count < batch.count { (state.isDone, state.isTruncated) = (true, true) }
            state.rows += count
            return Array(repeating: [], count: count)
        }
        batch.read { reader in
            for _ in 0..<batch.count {
                var size = 0
                let row = Row(unsafeUninitializedCapacity: batch.width) { values, count in
                    for column in 0..<batch.width {
                        let bytes = reader.next()
                        size += bytes?.count ?? 0
                        values.initializeElement(at: column, to: bytes.map { decoder.value($0, of: column) } ?? .null)
                    }
                    count = batch.width
                }
                if taken.count >= room || (limits.bytes.map { state.bytes + size > $0 } ?? false) {
                    (state.isDone, state.isTruncated) = (true, true)
                    return
                }
                state.rows += 1
                state.bytes += size
                taken.append(row)
            }
        }
        return taken
    }
}

/// A connection that a query has from a pool, until the query is over.
final class PostgresLease: Sendable {
    private let connection: PostgresConnection
    private let rows: PostgresRows
    private let pool: PostgresPool
    private let hasEnded = Atomic<Bool>(false)

    init(_ connection: PostgresConnection, _ rows: PostgresRows, _ pool: PostgresPool) {
        self.connection = connection
        self.rows = rows
        self.pool = pool
    }

    deinit {
        end()
    }

    /// Stops what runs, rolls back and gives the connection back, without making the caller wait.
    func end() {
        guard !hasEnded.exchange(true, ordering: .acquiringAndReleasing) else { return }
        rows.stop()
        Task { [rows, pool, connection] in
            await rows.finish()
            await pool.give(connection)
        }
    }
}
