import PlumbExecutionCheck
import Testing

/// Joined tables that there are not.
struct AbsentTests {
    @Test func itsColumnsAreReadWhereTheyAre() async throws {
        try await expectMend(
            "SELECT T2.title, T2.style FROM painting AS T1 JOIN artworks AS T2 ON T1.artwork_id = T2.artwork_id WHERE T1.price > 5",
            by: Absent(), gives: "SELECT T1.title, T1.style FROM painting AS T1 WHERE T1.price > 5")
    }

    @Test(arguments: [
        // No other item has it.
        "SELECT T2.title, T2.curator FROM painting AS T1 JOIN artworks AS T2 ON T1.a = T2.a",
        // It is all there is.
        "SELECT title FROM artworks", "SELECT T1.title FROM artworks AS T1",
        // A star stands for columns that nobody knows.
        "SELECT T2.* FROM painting AS T1 JOIN artworks AS T2 ON T1.a = T2.a",
        // It is a common table.
        "WITH artworks AS (SELECT title FROM painting) SELECT T2.title FROM painting AS T1 JOIN artworks AS T2 ON T1.title = T2.title",
    ])
    func stays(sql: String) async throws {
        try await expectNoMend(sql, by: Absent())
    }
}
