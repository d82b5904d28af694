internal import PlumbCore
internal import PlumbLanguage
internal import PlumbSQL

/// Looks at the values of a column, inside tight limits: a mend is not worth a long wait.
struct ColumnValues {
    private let database: any QueryExecutor
    private let values: (any ValueIndex)?

    /// Nil where there is no database.
    init?(_ services: StageServices) {
        guard let database = services.database else { return nil }
        self.database = database
        values = services.values
    }

    /// More different values than these are looked up in the index only.
    private static let mostValues = 2_000

    /// Whether a column holds a text, in any case where that is asked for; true where that can't be told.
    func contains(_ text: String, in column: ColumnReference, anyCase: Bool = false) async throws -> Bool {
        var value = Expression.column(name: Name(column.column))
        var text = text
        switch database.dialect {
        case .sqlite where anyCase: value = Expression(.collate(value, "NOCASE"))
        case .postgres where anyCase:
            value = .call(name: "lower", arguments: [.cast(value, "text")])
            text = text.lowercased()
        default: break
        }
        let select = Select(
            items: [.expression(.integer(1))], from: [.table(Self.name(column.table))],
            where: .binary(value, .equal, .string(text)))
        guard let rows = try await rows(Query(select, limit: .integer(1)), limit: 1) else { return true }
        return !rows.isEmpty
    }

    /// The value of a column that a text is most likely meant for; nil where there is none, or there are several.
    func nearest(to text: String, in column: ColumnReference) async throws -> String? {
        let select = Select(
            distinct: true, items: [.expression(.column(name: Name(column.column)))],
            from: [.table(Self.name(column.table))])
        let limit = Self.mostValues + 1
        guard let rows = try await rows(Query(select, limit: .integer(limit)), limit: limit) else { return nil }
        let texts = rows.compactMap { row -> String? in
            if case .text(let text)? = row.first { text } else { nil }
        }
        if rows.count < limit { return ValueLikeness.nearest(to: text, among: texts) }
        let indexed = try await values?.values(of: [Words.stems(of: text)]).first ?? []
        return ValueLikeness.nearest(to: text, among: indexed.filter { $0.column == column }.map(\.value))
    }

    private func rows(_ query: Query, limit: Int) async throws -> [Row]? {
        let sql = SQLPrinter(dialect: database.dialect).print(query)
        do {
            let limits = ExecutionLimits(seconds: 2, rows: limit, bytes: 1 << 22)
            return try await database.result(of: sql, limits: limits).rows
        } catch let error as PlumbError where [.queryFailed, .refused, .limitExceeded].contains(error.code) {
            return nil
        }
    }

    private static func name(_ table: TableName) -> QualifiedName {
        QualifiedName(Name(table.name), schema: table.schema.map { Name($0) })
    }
}
