import PlumbCore
import PlumbExecutionCheck
import PlumbSQL
import TestSupport
import Testing

/// Tables as Postgres holds them, some with capitals: what rules for its dialect are tried on.
enum PostgresGallery {
    private static let tables: [(name: String, columns: [(name: String, type: String)])] = [
        (
            "visit",
            [
                ("id", "integer"), ("museum_code", "text"), ("guest_id", "integer"), ("came_at", "timestamp"),
                ("day", "date"), ("day_text", "text"), ("paid", "boolean"), ("price", "double precision"),
                ("zip", "text"), ("note", "text"), ("marks", "integer[]"), ("seats", "int4range"),
                ("open", "daterange"),
            ]
        ), ("guest", [("id", "integer"), ("name", "text"), ("age", "integer"), ("city", "text")]),
        ("Museum", [("MuseumID", "integer"), ("Name", "text"), ("city", "text")]),
        ("code_list", [("code", "integer"), ("label", "text")]),
    ]

    static let catalog = Catalog(
        database: "gallery", dialect: .postgres, fingerprint: "1",
        tables: tables.map { table in
            Table(
                name: TableName(table.name),
                columns: table.columns.map { column in
                    Column(name: column.name, declaredType: column.type, type: .text)
                }, primaryKey: [table.columns[0].name])
        })

    /// Makes the tables on a server, with a row or two.
    private static let definition =
        "SET search_path = pg_temp;\n"
        + tables.map { table in
            let columns = table.columns.map { "\"\($0.name)\" \($0.type)" }.joined(separator: ", ")
            return "CREATE TABLE \"\(table.name)\" (\(columns), PRIMARY KEY (\"\(table.columns[0].name)\"));\n"
        }.joined() + """
            INSERT INTO visit VALUES (1, '1', 1, '2024-03-01 10:00', '2024-03-01', '2024-03-01', true, 12.5, '8001', 'x');
            INSERT INTO guest VALUES (1, 'Ada', 36, 'Bern'), (2, 'Bo', 40, 'Basel');
            """

    /// What a query becomes; without a server only its names are judged.
    static func mend(_ sql: String, by rules: [any MendRule]) async throws -> MendedQuery {
        try await Mender(rules: rules).mend(sql, problem: "it does not run", in: MendScope(catalog: catalog))
    }

    /// Holds a rule to what it makes of a query, and where there is a server, that to running where the query did not.
    static func expectMend(
        _ sql: String, by rule: any MendRule, gives expected: String, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let mended = try await mend(sql, by: [rule])
        #expect(mended.sql == expected, sourceLocation: sourceLocation)
        #expect(!mended.mends.isEmpty, sourceLocation: sourceLocation)
        #expect(mended.mends.allSatisfy { $0.rule == rule.name && !$0.note.isEmpty }, sourceLocation: sourceLocation)
        guard let server = PostgresJudge.server else { return }
        let outcomes = try server.outcomes(of: [sql, expected], setup: definition)
        #expect(outcomes[0].result == nil, "the query runs as it was", sourceLocation: sourceLocation)
        #expect(outcomes[1].result != nil, "\(outcomes[1])", sourceLocation: sourceLocation)
    }
}
