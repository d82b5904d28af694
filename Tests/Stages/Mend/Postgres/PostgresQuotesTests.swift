import PlumbCore
import PlumbExecutionCheck
import Testing

/// Names in double quotes, which on Postgres may also be there for capitals.
struct PostgresQuotesTests {
    @Test(arguments: [
        ("SELECT name FROM guest WHERE city = \"Bern\"", "SELECT name FROM guest WHERE city = 'Bern'"),
        (
            "SELECT name FROM guest WHERE city IN (\"Bern\", 'Basel') AND name LIKE \"A%\"",
            "SELECT name FROM guest WHERE city IN ('Bern', 'Basel') AND name LIKE 'A%'"
        ),
        (
            "SELECT CASE city WHEN \"Bern\" THEN 1 END FROM guest WHERE \"Ada\" < name",
            "SELECT CASE city WHEN 'Bern' THEN 1 END FROM guest WHERE 'Ada' < name"
        ),
        (
            "SELECT name FROM Guest WHERE city = \"bern\" OR \"name\" = \"x\"",
            "SELECT name FROM guest WHERE city = 'bern' OR name = 'x'"
        ),
    ])
    func whatNoColumnIsCalledIsAString(sql: String, expected: String) async throws {
        try await PostgresGallery.expectMend(sql, by: Quotes(), gives: expected)
    }

    @Test(arguments: [
        "SELECT \"Name\" FROM guest", "SELECT count(*) AS \"How many\" FROM guest WHERE nam = 1 ORDER BY \"How many\"",
        "SELECT \"surname\" FROM guest", "SELECT name FROM guest ORDER BY \"surname\"",
        "SELECT count(\"surname\") FROM guest GROUP BY \"district\"",
        "SELECT name FROM guest WHERE \"district\" = 'Bern'", "SELECT name FROM guest WHERE \"district\" = \"Bern\"",
        "SELECT note FROM visit WHERE \"museum_cod\" = zip",
    ])
    func whatMayBeANameStays(sql: String) async throws {
        #expect(try await PostgresGallery.mend(sql, by: [Quotes()]) == MendedQuery(sql: sql))
    }

    @Test(arguments: [
        ("SELECT \"museum_cod\" FROM visit", "SELECT museum_code FROM visit"),
        ("SELECT note FROM visit WHERE \"museum_cod\" = 'x'", "SELECT note FROM visit WHERE museum_code = 'x'"),
    ])
    func aNameThatIsNearlyAColumnsIsSpeltRight(sql: String, expected: String) async throws {
        let mended = try await PostgresGallery.mend(sql, by: MendRules.standard)
        #expect(mended.sql == expected)
        #expect(mended.mends.map(\.rule) == ["spelling"])
    }
}
