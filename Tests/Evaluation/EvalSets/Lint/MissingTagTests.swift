import PlumbEvaluation
import Testing

/// The rule `missing-tag`.
struct MissingTagTests {
    private func messages(_ sql: String, tags: String) async throws -> [String] {
        let line = """
            {"id": "a", "database": "music", "question": "who?", "gold": [{"sql": "\(sql)"}], "tags": [\(tags)]}
            """
        return try await LintCase().findings("missing-tag", in: [line]).map(\.message)
    }

    @Test func whatGoldCallsForIsTold() async throws {
        let sql =
            "SELECT country, count(*) FROM singer WHERE age > 3 GROUP BY country HAVING count(*) > 1 ORDER BY 2 LIMIT 1"
        #expect(
            try await messages(sql, tags: "\"filter\", \"group\"") == ["gold calls for aggregate, having, order, limit"]
        )
        #expect(try await messages(sql, tags: "").isEmpty)
        #expect(try await messages("SELECT name FROM singer", tags: "\"projection\"").isEmpty)
    }

    @Test func onlyConditionsOnRowsAreFilters() async throws {
        for sql in [
            "SELECT country FROM singer GROUP BY country HAVING count(*) > 1",
            "SELECT sum(CASE WHEN age > 3 THEN 1 ELSE 0 END) FROM singer",
        ] {
            #expect(try await messages(sql, tags: "\"aggregate\", \"group\", \"having\"").isEmpty, "\(sql)")
        }
    }
}
