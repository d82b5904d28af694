internal import PlumbCore

/// The rows of a running query.
final class SQLiteCursor: RowCursor {
    let columns: [ResultColumn]
    private let id: Int
    private let run: QueryRun
    private let database: SQLiteDatabase

    init(columns: [ResultColumn], id: Int, run: QueryRun, database: SQLiteDatabase) {
        self.columns = columns
        self.id = id
        self.run = run
        self.database = database
    }

    deinit {
        // A cursor that was dropped half-way must not keep the connection from the next query.
        run.cancel()
        Task { [database, id] in await database.close(id) }
    }

    func next() async throws -> [Row]? {
        try await withTaskCancellationHandler {
            try await database.next(of: id)
        } onCancel: {
            run.cancel()
        }
    }

    var isTruncated: Bool {
        get async { run.isTruncated }
    }

    func close() async {
        run.cancel()
        await database.close(id)
    }
}
