import PlumbExecutionCheck
import Testing

/// Columns of tables that are not joined.
struct RejoinTests {
    @Test func neighbour() async throws {
        try await expectMend(
            "SELECT title FROM painting WHERE city = 'Bern'", by: Rejoin(),
            gives:
                "SELECT title FROM painting JOIN museum ON painting.museum_id = museum.museum_id WHERE museum.city = 'Bern'"
        )
    }

    @Test func throughATableBetween() async throws {
        try await expectMend(
            "SELECT T1.painter_name, T1.city FROM painter AS T1", by: Rejoin(),
            gives: """
                SELECT T1.painter_name, T3.city FROM painter AS T1 \
                JOIN painting AS T2 ON T2.painter_id = T1.painter_id \
                JOIN museum AS T3 ON T2.museum_id = T3.museum_id
                """)
    }

    @Test func bareNamesGoOnToMeanWhatTheyMeant() async throws {
        try await expectMend(
            "SELECT museum_id FROM museum WHERE style = 'fauve' ORDER BY museum_id", by: Rejoin(),
            gives: """
                SELECT museum.museum_id FROM museum JOIN painting ON painting.museum_id = museum.museum_id \
                WHERE painting.style = 'fauve' ORDER BY museum.museum_id
                """)
    }

    @Test func tableThatTheQueryNames() async throws {
        try await expectMend(
            "SELECT painting.title, museum.name FROM painting", by: Rejoin(),
            gives:
                "SELECT painting.title, museum.name FROM painting JOIN museum ON painting.museum_id = museum.museum_id"
        )
    }

    @Test func amongCommas() async throws {
        try await expectMend(
            "SELECT city FROM painting, painter WHERE painting.painter_id = painter.painter_id", by: Rejoin(),
            gives: """
                SELECT museum.city FROM painting, painter, museum \
                WHERE painting.painter_id = painter.painter_id AND painting.museum_id = museum.museum_id
                """)
    }

    @Test func insideOfASubquery() async throws {
        try await expectMend(
            "SELECT painter_name FROM painter WHERE painter_id IN (SELECT painter_id FROM painting WHERE city = 'Bern')",
            by: Rejoin(),
            gives: """
                SELECT painter_name FROM painter WHERE painter_id IN (SELECT painter_id FROM painting \
                JOIN museum ON painting.museum_id = museum.museum_id WHERE museum.city = 'Bern')
                """)
    }

    @Test(arguments: [
        "SELECT lost_year FROM museum", "SELECT nothing FROM museum", "SELECT city FROM (SELECT title FROM painting)",
        "WITH p AS (SELECT title FROM painting) SELECT city FROM p",
    ])
    func noWay(sql: String) async throws {
        try await expectNoMend(sql, by: Rejoin())
    }
}
