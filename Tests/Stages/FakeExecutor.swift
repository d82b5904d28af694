import PlumbCore
import Synchronization

/// A database that runs anything it is given, and remembers what.
final class FakeExecutor: QueryExecutor {
    let dialect: SQLDialect
    let allowedFunctions: Set<String>?
    private let give: @Sendable (String) async throws -> QueryResult
    private let seen = Mutex<[(sql: String, limits: ExecutionLimits)]>([])

    init(
        dialect: SQLDialect = .sqlite, allowedFunctions: Set<String>? = nil,
        _ give: @escaping @Sendable (String) async throws -> QueryResult
    ) {
        self.dialect = dialect
        self.allowedFunctions = allowedFunctions
        self.give = give
    }

    /// Gives one row with the number 1, whatever is asked.
    convenience init() {
        self.init { _ in QueryResult(columns: [ResultColumn(name: "n")], rows: [[.integer(1)]]) }
    }

    var queries: [String] { seen.withLock { $0.map(\.sql) } }

    var limits: [ExecutionLimits] { seen.withLock { $0.map(\.limits) } }

    func prepare(_ sql: String) async throws -> [ResultColumn] { [ResultColumn(name: "n")] }

    func execute(_ sql: String, limits: ExecutionLimits) async throws -> any RowCursor {
        seen.withLock { $0.append((sql, limits)) }
        return FakeCursor(try await give(sql), limits: limits)
    }
}

/// Rows of a result in small batches.
actor FakeCursor: RowCursor {
    let columns: [ResultColumn]
    private var rows: ArraySlice<Row>
    private(set) var isTruncated: Bool

    init(_ result: QueryResult, limits: ExecutionLimits) {
        columns = result.columns
        rows = result.rows.prefix(limits.rows ?? .max)
        isTruncated = result.rows.count > rows.count || !result.isComplete
    }

    func next() async throws -> [Row]? {
        guard !rows.isEmpty else { return nil }
        let batch = Array(rows.prefix(100))
        rows = rows.dropFirst(100)
        return batch
    }

    func close() async { rows = [] }
}
