internal import PlumbCore

/// Reads the different values of columns of text, where statistics don't hold them all and the table is not large.
struct PostgresValues {
    let connection: PostgresConnection
    let progress: (@Sendable (CatalogProgress) -> Void)?

    /// A table with more rows than this keeps what the statistics say of it.
    static let mostRows = 200_000

    /// How long one table may take, and all of them, in seconds.
    private static let secondsPerTable = 2.0
    private static let secondsInAll = 30.0

    /// Puts values that were read in the place of those from statistics.
    func add(to schema: inout PostgresSchema) async throws {
        let end = ContinuousClock.now + .seconds(Self.secondsInAll)
        try await connection.run(script: "SAVEPOINT plumb_values")
        for (place, relation) in schema.relations.enumerated() {
            let columns = Self.columns(of: relation)
            guard !columns.isEmpty, ContinuousClock.now < end else { continue }
            progress?(
                CatalogProgress(
                    table: relation.table.name.description, tablesDone: place, tables: schema.relations.count))
            for column in columns {
                guard let (counts, nulls) = try await self.counts(of: column, in: relation) else { break }
                let found = Self.summary(counts, nulls: nulls)
                schema.set(found.statistics, found.texts, ofColumn: column, at: place)
            }
        }
    }

    /// The columns of text worth reading.
    ///
    /// What row-level security shows differs from one request to the next, and is not kept; a foreign table may lie
    /// anywhere.
    private static func columns(of relation: PostgresSchema.Relation) -> [Int] {
        let rows = relation.analyzedRows ?? relation.table.rowCount?.count ?? 0
        guard ["r", "p", "m"].contains(relation.kind), !relation.hasRowSecurity, rows <= mostRows else { return [] }
        return relation.types.indices.filter { column in
            relation.types[column].type == .text && relation.types[column].labels == nil
                && !relation.settled.contains(column)
        }
    }

    /// The values of a column and how often each occurs, and the number of NULLs; nil where that takes too long.
    private func counts(
        of column: Int, in relation: PostgresSchema.Relation
    ) async throws -> (counts: [TextCount], nulls: Int)? {
        let name = PostgresText.quoted(relation.table.columns[column].name)
        let table = PostgresText.quoted(TableName(relation.table.name.name, schema: relation.schema))
        let open = relation.rowCondition.map {
            " AS \(PostgresText.quoted(relation.table.name.name)) WHERE \($0)"
        }
        // A table may have grown since it was analyzed: the innermost limit bounds what is read.
        let sql = """
            SELECT v, count(*) FROM (SELECT left(\(name)::text, 1000) FROM \(table)\(open ?? "")
              LIMIT \(Self.mostRows * 2)) AS t(v)
            GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT \(ValueIndexLimits.perColumn)
            """
        do {
            var counts: [TextCount] = []
            var nulls = 0
            for row in try await connection.rows(sql, within: Self.secondsPerTable) where row.count == 2 {
                let count = row[1].flatMap { Int($0) } ?? 1
                if let text = row[0] { counts.append(TextCount(text: text, count: count)) } else { nulls = count }
            }
            return (counts, nulls)
        } catch let error as PlumbError where [.limitExceeded, .queryFailed, .refused].contains(error.code) {
            // A table that is locked, or large after all.
            try await connection.run(script: "ROLLBACK TO SAVEPOINT plumb_values")
            return nil
        }
    }

    private static func summary(
        _ counts: [TextCount], nulls: Int
    ) -> (statistics: ColumnStatistics, texts: [TextCount]) {
        let rows = counts.reduce(nulls) { $0 + $1.count }
        let isWhole = counts.count < ValueIndexLimits.perColumn
        let isExhaustive = isWhole && counts.count <= ColumnProfile.exhaustiveCount
        let texts = counts.map(\.text)
        let statistics = ColumnStatistics(
            distinctCount: isWhole ? counts.count : nil, nullShare: rows == 0 ? 0 : Double(nulls) / Double(rows),
            minimum: texts.min { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { .text($0) },
            maximum: texts.max { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { .text($0) },
            frequentValues: counts.prefix(isExhaustive ? ColumnProfile.exhaustiveCount : ColumnProfile.frequentCount)
                .map { ValueCount(value: .text($0.text), count: $0.count) },
            isExhaustive: isExhaustive)
        let bytes = texts.reduce(0) { $0 + $1.utf8.count }
        let isProse = bytes > PostgresColumnSample.longestWidth * max(1, texts.count)
        let named = counts.filter { !$0.text.isEmpty && $0.text.utf8.count <= ValueIndexLimits.bytes }
        return (statistics, isProse ? [] : named)
    }
}
