package import PlumbCore

/// A thread with read-only connections of its own, for work that runs thousands of queries over many files.
///
/// `SQLiteDatabase` gives rows to whoever awaits them, a batch at a time. Here the work comes to the rows instead: a
/// body runs on the thread from its start to its end, and nothing is handed from thread to thread between two rows.
package actor ReadingThread {
    private nonisolated let serial: SerialQueueExecutor
    private let connections: ReadingConnections

    /// Makes a thread.
    ///
    /// - Parameter options: how files are opened.
    package init(options: SQLiteDatabase.Options) {
        serial = SerialQueueExecutor(label: "plumb.reading")
        connections = ReadingConnections(options: options)
    }

    /// The thread.
    package nonisolated var unownedExecutor: UnownedSerialExecutor { serial.asUnownedSerialExecutor() }

    /// Runs a body on the thread.
    ///
    /// Cancelling the task that awaits it stops the query that runs, and every one after it.
    ///
    /// - Parameter body: the work; it gets the thread's connections.
    /// - Returns: what the body returns.
    /// - Throws: what the body throws.
    package nonisolated func perform<Value: Sendable>(
        _ body: @Sendable (ReadingConnections) throws -> Value
    ) async throws -> Value {
        let whole = QueryRun(limits: ExecutionLimits(seconds: .infinity))
        return try await withTaskCancellationHandler {
            try await run(body, within: whole)
        } onCancel: {
            whole.cancel()
        }
    }

    private func run<Value: Sendable>(
        _ body: @Sendable (ReadingConnections) throws -> Value, within whole: QueryRun
    ) throws -> Value {
        connections.whole = whole
        defer { connections.whole = nil }
        return try body(connections)
    }
}

/// The open files of one thread, the ones used last.
///
/// Not Sendable: it belongs to its `ReadingThread`.
package final class ReadingConnections {
    private let options: SQLiteDatabase.Options
    private var open: [(key: Key, reader: SQLiteReader)] = []

    /// The work that the next queries are a part of, and stop with.
    fileprivate var whole: QueryRun?

    private struct Key: Hashable {
        var path: String
        var purpose: String
    }

    /// Enough for gold and prediction over several databases in turn.
    private static let most = 8

    init(options: SQLiteDatabase.Options) {
        self.options = options
    }

    /// Whether the work was cancelled.
    package var isCancelled: Bool { whole?.stopReason != nil }

    /// A connection to a file, opened where it is not open yet.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - purpose: connections for different purposes are different ones.
    /// - Returns: the connection; it may be closed by later calls of this function.
    /// - Throws: `PlumbError` with `databaseUnavailable`.
    package func reader(of path: String, for purpose: String) throws(PlumbError) -> SQLiteReader {
        let key = Key(path: path, purpose: purpose)
        if let index = open.firstIndex(where: { $0.key == key }) {
            let entry = open.remove(at: index)
            open.append(entry)
            entry.reader.whole = whole
            return entry.reader
        }
        if open.count >= Self.most { open.removeFirst() }
        let reader = try SQLiteReader(path: path, options: options)
        reader.whole = whole
        open.append((key, reader))
        return reader
    }
}
