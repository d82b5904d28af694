import PlumbExecutionCheck
import Testing

/// DISTINCT, and an order by what is not shown.
struct UndistinctTests {
    @Test(arguments: [
        (
            "SELECT DISTINCT city FROM guest ORDER BY age DESC LIMIT 3",
            "SELECT city FROM guest GROUP BY city ORDER BY max(age) DESC LIMIT 3"
        ),
        (
            "SELECT DISTINCT g.city AS place FROM guest AS g ORDER BY place, g.age",
            "SELECT g.city AS place FROM guest AS g GROUP BY g.city ORDER BY place, min(g.age)"
        ),
    ])
    func isGrouped(sql: String, expected: String) async throws {
        try await PostgresGallery.expectMend(sql, by: Undistinct(), gives: expected)
    }

    @Test(arguments: [
        "SELECT DISTINCT city FROM guest AS g WHERE nam = 1 ORDER BY g.city",
        "SELECT DISTINCT lower(city) FROM guest WHERE nam = 1 ORDER BY 1",
        "SELECT DISTINCT lower(city) FROM guest WHERE nam = 1 ORDER BY lower(city)",
    ])
    func whatIsShownStays(sql: String) async throws {
        #expect(try await PostgresGallery.mend(sql, by: [Undistinct()]) == MendedQuery(sql: sql))
    }
}
