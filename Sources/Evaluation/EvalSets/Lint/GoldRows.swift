internal import PlumbCore
internal import PlumbDatabases

/// The rows of a gold query, as many as lint looks at.
struct GoldRows: Sendable {
    var columns = 0
    var rows: [[SQLValue]] = []
    /// Whether there are more.
    var isCut = false

    /// More rows than any answer that a person reads.
    private static let most = 200_000

    init() {}

    /// Runs a query.
    ///
    /// - Throws: `PlumbError`.
    init(_ sql: String, on reader: SQLiteReader) throws(PlumbError) {
        var result = GoldRows()
        try reader.read(sql, limits: ExecutionLimits(seconds: .infinity)) { head in
            result.columns = head.width
            return true
        } row: { row in
            guard result.rows.count < Self.most else {
                result.isCut = true
                return false
            }
            result.rows.append((0..<result.columns).map { SQLValue(row.value(at: $0)) })
            return true
        }
        self = result
    }

    /// The rows as a result that contracts compare.
    var result: QueryResult {
        QueryResult(columns: (0..<columns).map { ResultColumn(name: "\($0)") }, rows: rows)
    }
}

extension SQLValue {
    /// Copies a borrowed value.
    fileprivate init(_ value: BorrowedValue) {
        switch value {
        case .null: self = .null
        case .integer(let number): self = .integer(number)
        case .real(let number): self = .real(number)
        case .text(let bytes): self = .text(String(decoding: bytes, as: UTF8.self))
        case .blob(let bytes): self = .blob(Array(bytes))
        }
    }
}
