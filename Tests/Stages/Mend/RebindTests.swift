import PlumbExecutionCheck
import Testing

/// Columns that another joined table has.
struct RebindTests {
    @Test func columnGoesToTheTableThatHasIt() async throws {
        try await expectMend(
            "SELECT T2.title FROM painting AS T1 JOIN museum AS T2 ON T1.museum_id = T2.museum_id WHERE T1.city = 'Bern'",
            by: Rebind(),
            gives:
                "SELECT T1.title FROM painting AS T1 JOIN museum AS T2 ON T1.museum_id = T2.museum_id WHERE T2.city = 'Bern'"
        )
    }

    @Test func tableThatItsAliasHides() async throws {
        try await expectMend(
            "SELECT painting.title FROM painting AS p", by: Rebind(), gives: "SELECT p.title FROM painting AS p")
    }

    @Test func unknownAlias() async throws {
        try await expectMend(
            "SELECT T3.city FROM painting AS T1 JOIN museum AS T2 ON T1.museum_id = T2.museum_id", by: Rebind(),
            gives: "SELECT T2.city FROM painting AS T1 JOIN museum AS T2 ON T1.museum_id = T2.museum_id")
    }

    @Test func subqueryReadsTheTableAroundIt() async throws {
        try await expectMend(
            """
            SELECT m.name FROM museum AS m JOIN painting AS p ON p.museum_id = m.museum_id \
            WHERE EXISTS (SELECT 1 FROM painter AS a WHERE a.painter_id = m.painter_id)
            """, by: Rebind(),
            gives: """
                SELECT m.name FROM museum AS m JOIN painting AS p ON p.museum_id = m.museum_id \
                WHERE EXISTS (SELECT 1 FROM painter AS a WHERE a.painter_id = p.painter_id)
                """)
    }

    @Test func joinIsNotMadeOfOneTableAlone() async throws {
        try await expectNoMend(
            "SELECT T1.title FROM painting AS T1 JOIN painter AS T2 ON T1.style = T2.style", by: Rebind())
    }

    @Test func columnIsNotShownTwice() async throws {
        try await expectNoMend(
            "SELECT T1.name, T2.name FROM museum AS T1 JOIN painting AS T2 ON T1.museum_id = T2.museum_id",
            by: Rebind())
    }

    @Test func runningQueryStays() async throws {
        try await expectNoMend("SELECT title FROM painting", by: Rebind())
    }
}
