internal import CPostgres
internal import Foundation
internal import Synchronization

/// A connection as the event loop sees it: queries wait in line, and one of them runs.
///
/// `@unchecked Sendable`: everything but the constants and `health` is touched by the loop's thread alone, to which all
/// others get by `loop.perform`.
final class PostgresSession: @unchecked Sendable {
    /// What others may know of the session at any time.
    struct Health {
        var isUsable = true
        var isInTransaction = false
    }

    let loop: PostgresEventLoop
    let socket: Int32
    let isSuperuser: Bool
    let serverVersion: Int
    let health = Mutex(Health())

    private let handle: OpaquePointer
    private let canceller: PostgresCanceller
    private var waiting: [PostgresQuery] = []
    private var current: Run?
    private var waitingForRest: [CheckedContinuation<Void, Never>] = []
    private var isEnding = false

    /// The query that runs, and how far it got.
    private final class Run {
        let query: PostgresQuery
        var batch: PostgresBatch?
        var batchStart = ContinuousClock.now
        var failure: PostgresFailure?
        var affectedRows = 0
        var isFlushing = false
        var isPaused = false
        /// Whether a description's second step, the describing itself, was asked for.
        var isDescribing = false
        /// Whether its rows are thrown away, since when it must end soon.
        var drainDeadline: ContinuousClock.Instant?
        /// Whether a request to cancel is on its way: it could hit the next query, which therefore waits for it.
        var isCancelling = false
        var isComplete = false

        init(_ query: PostgresQuery) {
            self.query = query
        }
    }

    /// A batch is full at this many rows or bytes, and is not held back for longer than this.
    private static let batchRows = 1_024
    private static let batchBytes = 128 << 10
    private static let batchTime: Duration = .milliseconds(50)

    /// How many bytes the values of one row may have; libpq has them twice by then, and keeps the memory of one of them
    /// for as long as there is the connection.
    private static let largestRow = 64 << 20

    /// How long a server may take to stop a query before the connection is given up.
    private static let drainTime: Duration = .seconds(5)

    /// Takes over a connection that is established, and its memory.
    init(_ handle: OpaquePointer, _ canceller: PostgresCanceller, loop: PostgresEventLoop) {
        self.handle = handle
        self.canceller = canceller
        self.loop = loop
        socket = PQsocket(handle)
        isSuperuser = PQparameterStatus(handle, "is_superuser").map { String(cString: $0) } == "on"
        serverVersion = Int(PQserverVersion(handle))
        PQsetnonblocking(handle, 1)
        receiveNotices()
        loop.perform { [self] in loop.add(self) }
    }

    private var isClosed: Bool { !health.withLock { $0.isUsable } }

    /// Without a receiver of its own a connection writes the server's notices to standard error.
    ///
    /// The session outlives the handle, which `lose` frees: until then the loop holds it.
    private func receiveNotices() {
        let receiver: PQnoticeReceiver = { context, result in
            guard let context, let result else { return }
            let session = Unmanaged<PostgresSession>.fromOpaque(context).takeUnretainedValue()
            guard let query = session.current?.query, query.kind == .description else { return }
            query.note(PostgresFailure(result))
        }
        PQsetNoticeReceiver(handle, receiver, Unmanaged.passUnretained(self).toOpaque())
    }

    // MARK: What the loop waits for

    /// The events of the socket that matter now; 0 for none.
    var interest: Int16 {
        guard let current else { return Int16(POLLIN) }
        if current.isPaused { return 0 }
        return Int16(current.isFlushing ? POLLIN | POLLOUT : POLLIN)
    }

    /// When something must be done at the latest.
    var deadline: ContinuousClock.Instant? {
        var deadlines = waiting.map(\.deadline)
        if let current {
            deadlines.append(current.drainDeadline ?? current.query.deadline)
            if current.batch != nil, !current.isPaused { deadlines.append(current.batchStart + Self.batchTime) }
        }
        return deadlines.compactMap { $0 }.min()
    }

    func socketIsReady() {
        guard !isClosed else { return }
        if current?.isFlushing == true { flush() }
        // Sending may have found the connection's end.
        guard !isClosed else { return }
        let isAlive = PQconsumeInput(handle) == 1
        if current != nil {
            if isAlive { read() } else { readRest() }
            return
        }
        // Nothing was asked for: notices, or the connection's end.
        _ = PQisBusy(handle)
        while let notification = PQnotifies(handle) { PQfreemem(notification) }
        if !isAlive || PQstatus(handle) == CONNECTION_BAD { lose(nil) }
    }

    func deadlineHasPassed(_ now: ContinuousClock.Instant) {
        func isPast(_ instant: ContinuousClock.Instant?) -> Bool { instant.map { $0 <= now } ?? false }
        for query in waiting where isPast(query.deadline) {
            query.fail(.timeLimit)
            stop(query)
        }
        guard let run = current else { return }
        if isPast(run.drainDeadline) {
            lose(.lost("the server did not stop a query in time"))
        } else if run.drainDeadline == nil, isPast(run.query.deadline) {
            run.query.fail(.timeLimit)
            stop(run.query)
        } else if run.batch != nil, !run.isPaused, isPast(run.batchStart + Self.batchTime) {
            offer()
        }
    }

    // MARK: Queries

    /// Puts a query in line.
    func enqueue(_ query: PostgresQuery) {
        guard !isClosed else { return query.end(.lost("the connection is closed")) }
        waiting.append(query)
        if current == nil { startNext() }
    }

    /// Resumes a continuation when no query runs or waits.
    func whenAtRest(_ continuation: CheckedContinuation<Void, Never>) {
        if current == nil, waiting.isEmpty { return continuation.resume() }
        waitingForRest.append(continuation)
    }

    private func tellOfRest() {
        guard current == nil, waiting.isEmpty else { return }
        let resumed = waitingForRest
        waitingForRest = []
        for continuation in resumed { continuation.resume() }
    }

    private func startNext() {
        while current == nil, !waiting.isEmpty, !isClosed, !isEnding {
            let query = waiting.removeFirst()
            current = Run(query)
            guard send(query) == 1 else { return lose(nil) }
            flush()
            // What was sent may be answered already by an earlier error.
            if current != nil { read() }
        }
    }

    private func send(_ query: PostgresQuery) -> Int32 {
        switch query.kind {
        case .script: return PQsendQuery(handle, query.sql)
        case .description: return PQsendPrepare(handle, "", query.sql, 0, nil)
        case .statement:
            let copies = query.parameters.map { $0.map { strdup($0) } }
            defer { for copy in copies { free(copy ?? nil) } }
            let pointers = copies.map { copy in copy.flatMap { UnsafePointer<CChar>($0) } }
            let sent = PQsendQueryParams(handle, query.sql, Int32(pointers.count), nil, pointers, nil, nil, 0)
            return sent == 1 ? PQsetSingleRowMode(handle) : sent
        }
    }

    private func flush() {
        switch PQflush(handle) {
        case 0: current?.isFlushing = false
        case 1: current?.isFlushing = true
        default: readRest()
        }
    }

    /// Goes on reading for a query whose reader has taken rows.
    func resume(_ query: PostgresQuery) {
        guard current?.query === query, current?.isPaused == true else { return }
        current?.isPaused = false
        read()
    }

    /// Stops a query that its reader has given up: takes it out of the line, or asks the server.
    func stop(_ query: PostgresQuery) {
        if let index = waiting.firstIndex(where: { $0 === query }) {
            waiting.remove(at: index).end(nil)
            return
        }
        guard current?.query === query, current?.drainDeadline == nil else { return }
        current?.drainDeadline = .now + Self.drainTime
        current?.batch = nil
        current?.isPaused = false
        // The last rows may be here already.
        read()
        guard current?.query === query else { return }
        current?.isCancelling = true
        canceller.cancel { [self] in
            loop.perform { [self] in cancelHasArrived(query) }
        }
    }

    /// Stops what runs and begins nothing more, because the process ends.
    func stopForGood() {
        isEnding = true
        guard let current, !current.isComplete, !current.isCancelling else { return }
        // Again, where that was tried before: a request that comes before its query is lost.
        canceller.cancel {}
    }

    private func cancelHasArrived(_ query: PostgresQuery) {
        guard current?.query === query else { return }
        current?.isCancelling = false
        if current?.isComplete == true { complete() }
    }

    // MARK: Results

    private func read() {
        while let run = current, !run.isPaused, !run.isComplete {
            if PQisBusy(handle) == 1 { return }
            guard let result = PQgetResult(handle) else {
                commandHasEnded()
                continue
            }
            take(result)
            PQclear(result)
        }
    }

    /// Reads what is left of a connection that has ended; its last words say why.
    private func readRest() {
        current?.isPaused = false
        while !isClosed, let result = PQgetResult(handle) {
            take(result)
            PQclear(result)
        }
        var failure = current?.failure
        failure?.isConnectionLost = true
        lose(failure)
    }

    private func take(_ result: OpaquePointer) {
        guard let run = current else { return }
        let isWanted = run.drainDeadline == nil && run.query.kind != .script
        switch PQresultStatus(result) {
        case PGRES_SINGLE_TUPLE, PGRES_TUPLES_OK:
            if isWanted { takeRows(result, of: run) }
            run.affectedRows += Int(PQntuples(result))
        case PGRES_COMMAND_OK:
            if run.isDescribing { run.query.begin(PostgresColumn.columns(of: result)) }
            run.affectedRows += PQcmdTuples(result).flatMap { Int(String(cString: $0)) } ?? 0
        case PGRES_EMPTY_QUERY: break
        case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
            lose(PostgresFailure(message: "COPY is not possible here"))
        default:
            run.failure = run.failure ?? PostgresFailure(result)
        }
    }

    private func takeRows(_ result: OpaquePointer, of run: Run) {
        let rows = PQntuples(result)
        let batch: PostgresBatch
        if let begun = run.batch {
            batch = begun
        } else {
            // The columns are told once a batch: asking for each row would take a lock each time.
            run.query.begin(PostgresColumn.columns(of: result))
            guard rows > 0 else { return }
            batch = PostgresBatch(width: Int(PQnfields(result)))
            run.batch = batch
            run.batchStart = .now
        }
        for row in 0..<rows {
            guard batch.append(row, of: result, most: Self.largestRow) else {
                let failure = PostgresFailure(
                    state: "54000", message: "a row is larger than \(Self.largestRow >> 20) MB")
                run.query.fail(.failed(failure))
                return lose(failure)
            }
        }
        if batch.count >= Self.batchRows || batch.size >= Self.batchBytes { offer() }
    }

    private func offer() {
        guard let run = current, let batch = run.batch else { return }
        run.batch = nil
        run.isPaused = !run.query.offer(batch)
    }

    private func commandHasEnded() {
        guard let run = current else { return }
        if run.query.kind == .description, !run.isDescribing, run.failure == nil, run.drainDeadline == nil {
            run.isDescribing = true
            guard PQsendDescribePrepared(handle, "") == 1 else { return lose(nil) }
            return flush()
        }
        run.isComplete = true
        if !run.isCancelling { complete() }
    }

    private func complete() {
        guard let run = current else { return }
        if let batch = run.batch { _ = run.query.offer(batch) }
        current = nil
        let status = PQtransactionStatus(handle)
        health.withLock { $0.isInTransaction = status != PQTRANS_IDLE }
        run.query.end(run.failure, affectedRows: run.affectedRows)
        if PQstatus(handle) == CONNECTION_BAD { lose(nil) } else { startNext() }
        tellOfRest()
    }

    // MARK: The end

    /// Closes the connection; queries that run or wait fail.
    func close() {
        lose(.lost("it was closed"))
    }

    private func lose(_ failure: PostgresFailure?) {
        guard !isClosed else { return }
        let failure = failure ?? .lost(String(cString: PQerrorMessage(handle)))
        health.withLock { $0.isUsable = false }
        let run = current
        current = nil
        let ended = waiting
        waiting = []
        loop.remove(self)
        PQfinish(handle)
        run?.query.end(failure)
        for query in ended { query.end(failure) }
        tellOfRest()
    }
}
