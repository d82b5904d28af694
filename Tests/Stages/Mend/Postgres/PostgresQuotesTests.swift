import PlumbExecutionCheck
import Testing

/// Names in double quotes, which on Postgres may also be there for capitals.
struct PostgresQuotesTests {
    @Test(arguments: [
        ("SELECT name FROM guest WHERE city = \"Bern\"", "SELECT name FROM guest WHERE city = 'Bern'"),
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
    ])
    func whatMayBeANameStays(sql: String) async throws {
        #expect(try await PostgresGallery.mend(sql, by: [Quotes()]) == MendedQuery(sql: sql))
    }
}
