import PlumbExecutionCheck
import Testing

/// What SQLite and MySQL write so, and Postgres otherwise.
struct RereadTests {
    @Test(arguments: [
        ("SELECT `name` FROM `guest` AS `G` WHERE `G`.age > 3", "SELECT name FROM guest AS \"G\" WHERE \"G\".age > 3"),
        ("SELECT [name] FROM [guest]", "SELECT name FROM guest"),
        (
            "SELECT Name FROM guest AS T1 ORDER BY T1.Age DESC LIMIT 0, 1",
            "SELECT name FROM guest AS t1 ORDER BY t1.age DESC LIMIT 1 OFFSET 0"
        ),
        (
            "SELECT n FROM (SELECT count(*) AS n FROM guest)",
            "SELECT n FROM (SELECT count(*) AS n FROM guest) AS part_1"
        ),
        ("SELECT name FROM guest WHERE age == 36", "SELECT name FROM guest WHERE age = 36"),
        (
            "WITH Old AS (SELECT name AS N FROM guest) SELECT X.N FROM (SELECT N FROM Old LIMIT 0, 5) AS X",
            "WITH old AS (SELECT name AS n FROM guest) SELECT x.n FROM (SELECT n FROM old LIMIT 5 OFFSET 0) AS x"
        ),
    ])
    func isWrittenAsPostgresDoes(sql: String, expected: String) async throws {
        try await PostgresGallery.expectMend(sql, by: Reread(), gives: expected)
    }

    @Test(arguments: [
        "SELECT `nam` FROM guest", "SELECT name FROM guest WHERE (", "DROP TABLE `guest`", "SELECT `pg_sleep`(9)",
    ])
    func whatComesToNothingStays(sql: String) async throws {
        #expect(try await PostgresGallery.mend(sql, by: [Reread()]) == MendedQuery(sql: sql))
    }
}
