import PlumbExecutionCheck
import Testing

/// Columns beside aggregates that are not grouped by.
struct UngroupedTests {
    @Test(arguments: [
        ("SELECT city, count(*) FROM guest", "SELECT city, count(*) FROM guest GROUP BY city"),
        (
            "SELECT name, city, count(*) FROM guest GROUP BY city",
            "SELECT name, city, count(*) FROM guest GROUP BY city, name"
        ),
        (
            "SELECT g.name, count(*) FROM guest AS g JOIN visit AS v ON v.guest_id = g.id GROUP BY v.guest_id ORDER BY g.age",
            "SELECT g.name, count(*) FROM guest AS g JOIN visit AS v ON v.guest_id = g.id GROUP BY v.guest_id, g.name, g.age ORDER BY g.age"
        ),
        (
            "SELECT city AS place, round(avg(age)) FROM guest HAVING count(*) > 1",
            "SELECT city AS place, round(avg(age)) FROM guest GROUP BY city HAVING count(*) > 1"
        ),
        (
            "SELECT name, max(age) FROM guest WHERE city = 'Bern'",
            "SELECT name, age FROM guest WHERE city = 'Bern' AND age IS NOT NULL ORDER BY age DESC LIMIT 1"
        ),
        (
            "SELECT min(age) AS least, name FROM guest",
            "SELECT age AS least, name FROM guest WHERE age IS NOT NULL ORDER BY age LIMIT 1"
        ),
    ])
    func isGrouped(sql: String, expected: String) async throws {
        try await PostgresGallery.expectMend(sql, by: Ungrouped(), gives: expected)
    }

    /// Whatever fails in them, it is not the groups.
    @Test(arguments: [
        "SELECT id, name, count(*) FROM guest WHERE zip = 1 GROUP BY id",
        "SELECT count(*), max(age) FROM guest WHERE zip = 1",
        "SELECT name, zip FROM guest",
        "SELECT to_char(day, 'YYYY'), count(*) FROM visit WHERE nam = 1 GROUP BY to_char(day, 'YYYY')",
        "SELECT lower(city) AS c, count(*) FROM guest WHERE nam = 1 GROUP BY c",
        "SELECT lower(city), count(*) FROM guest WHERE nam = 1 GROUP BY 1 ORDER BY lower(city)",
        "SELECT city AS place, count(*) FROM guest WHERE zip = 1 GROUP BY city ORDER BY place",
    ])
    func whatIsGroupedStays(sql: String) async throws {
        #expect(try await PostgresGallery.mend(sql, by: [Ungrouped()]) == MendedQuery(sql: sql))
    }
}
