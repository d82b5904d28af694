internal import PlumbCore
internal import Synchronization

/// One query between the event loop, which gives its rows, and the task that takes them.
final class PostgresQuery: Sendable {
    /// What is asked of the server.
    enum Kind: Sendable {
        /// One statement, whose rows are wanted.
        case statement
        /// Statements of our own, one after the other, whose rows are not wanted.
        case script
        /// The columns of a statement that is not run.
        case description
    }

    /// Why a query ended before its last row.
    enum Ending: Error, Hashable, Sendable {
        case failed(PostgresFailure), cancelled, timeLimit, closed
    }

    private struct State {
        var columns: [PostgresColumn]?
        var batches: [PostgresBatch] = []
        var isPaused = false
        var ending: Ending?
        var isOver = false
        var affectedRows = 0
        var notices: [PostgresFailure] = []
        var readers: [CheckedContinuation<Void, Never>] = []
        var waitingForEnd: [CheckedContinuation<Void, Never>] = []
    }

    let kind: Kind
    let sql: String
    let parameters: [String?]
    let deadline: ContinuousClock.Instant?
    private let session: PostgresSession
    private let state = Mutex(State())

    /// How many batches wait for their reader before the socket is left alone.
    private static let mostWaiting = 2

    init(
        _ kind: Kind, _ sql: String, _ parameters: [String?] = [], deadline: ContinuousClock.Instant?,
        on session: PostgresSession
    ) {
        self.kind = kind
        self.sql = sql
        self.parameters = parameters
        self.deadline = deadline
        self.session = session
    }

    // MARK: The task's side

    /// The columns; nil where the statement has none.
    func columns() async throws(Ending) -> [PostgresColumn]? {
        while true {
            let (columns, ending, isOver) = state.withLock { ($0.columns, $0.ending, $0.isOver) }
            if let columns { return columns }
            if let ending { throw ending }
            if isOver { return nil }
            await change { $0.columns != nil }
        }
    }

    /// The next rows; nil after the last.
    func next() async throws(Ending) -> PostgresBatch? {
        while true {
            let (batch, mustResume, ending, isOver) = state.withLock { state in
                let batch = state.batches.isEmpty ? nil : state.batches.removeFirst()
                let mustResume = batch != nil && state.isPaused
                if mustResume { state.isPaused = false }
                return (batch, mustResume, state.ending, state.isOver)
            }
            if mustResume { session.loop.perform { [self] in session.resume(self) } }
            if let batch { return batch }
            if let ending { throw ending }
            if isOver { return nil }
            await change { !$0.batches.isEmpty }
        }
    }

    /// How many rows a statement that is over has changed or given.
    var affectedRows: Int { state.withLock { $0.affectedRows } }

    /// What the server has said beside.
    var notices: [PostgresFailure] { state.withLock { $0.notices } }

    /// Stops the query; harmless when it is over.
    func stop(_ ending: Ending) {
        // The reader need not wait until the server has heard of it.
        fail(ending)
        session.loop.perform { [self] in session.stop(self) }
    }

    /// Waits until the connection is free for the next query.
    func over() async {
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                if !state.isOver { state.waitingForEnd.append(continuation) }
                return state.isOver
            }
            if isOver { continuation.resume() }
        }
    }

    /// Waits until something has changed; cancelling the task stops the query.
    private func change(_ isThere: (State) -> Bool) async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let mustWait = state.withLock { state in
                    let mustWait = !isThere(state) && state.ending == nil && !state.isOver
                    if mustWait { state.readers.append(continuation) }
                    return mustWait
                }
                if !mustWait { continuation.resume() }
            }
        } onCancel: {
            stop(.cancelled)
        }
    }

    // MARK: The loop's side

    /// Tells the columns.
    func begin(_ columns: [PostgresColumn]) {
        tell { $0.columns = $0.columns ?? columns }
    }

    /// Keeps a notice.
    func note(_ notice: PostgresFailure) {
        state.withLock { $0.notices.append(notice) }
    }

    /// Gives rows; false where no more may come until `PostgresSession.resume`.
    func offer(_ batch: PostgresBatch) -> Bool {
        var mayGoOn = true
        tell { state in
            guard state.ending == nil else { return }
            state.batches.append(batch)
            state.isPaused = state.batches.count >= Self.mostWaiting
            mayGoOn = !state.isPaused
        }
        return mayGoOn
    }

    /// Ends the rows early; the first reason holds.
    func fail(_ ending: Ending) {
        tell { state in
            guard state.ending == nil, !state.isOver else { return }
            state.ending = ending
            state.batches = []
        }
    }

    /// Ends the query: the connection is free.
    func end(_ failure: PostgresFailure?, affectedRows: Int = 0) {
        tell { state in
            if let failure, state.ending == nil { state.ending = .failed(failure) }
            state.affectedRows = affectedRows
            state.isOver = true
        }
        let waiting = state.withLock { state in
            defer { state.waitingForEnd = [] }
            return state.waitingForEnd
        }
        for continuation in waiting { continuation.resume() }
    }

    private func tell(_ change: (inout State) -> Void) {
        let readers = state.withLock { state in
            change(&state)
            defer { state.readers = [] }
            return state.readers
        }
        for reader in readers { reader.resume() }
    }
}
