import PlumbExecutionCheck
import Testing

/// Names of the result where only values are known.
struct AliasesTests {
    @Test(arguments: [
        (
            "SELECT city, count(*) AS n FROM guest GROUP BY city HAVING n > 1",
            "SELECT city, count(*) AS n FROM guest GROUP BY city HAVING count(*) > 1"
        ),
        (
            "SELECT age * 2 AS twice FROM guest WHERE twice > 70",
            "SELECT age * 2 AS twice FROM guest WHERE age * 2 > 70"
        ),
        (
            "SELECT city, sum(age) AS years FROM guest GROUP BY city ORDER BY years * 2",
            "SELECT city, sum(age) AS years FROM guest GROUP BY city ORDER BY sum(age) * 2"
        ),
    ])
    func isWrittenOut(sql: String, expected: String) async throws {
        try await PostgresGallery.expectMend(sql, by: Aliases(), gives: expected)
    }

    @Test(arguments: [
        "SELECT count(*) AS n, nam FROM guest ORDER BY n",
        "SELECT city AS name FROM guest WHERE name = 'Ada' AND nam = 1",
    ])
    func whatIsKnownStays(sql: String) async throws {
        #expect(try await PostgresGallery.mend(sql, by: [Aliases()]) == MendedQuery(sql: sql))
    }
}
