import PlumbExecutionCheck
import Testing

/// Tables that lack what is read of them.
struct RetableTests {
    @Test func tableThatHasAllColumns() async throws {
        try await expectMend(
            "SELECT T1.title, T1.style FROM museum AS T1 JOIN restoration AS T2 ON T1.museum_id = T2.restoration_id",
            by: Retable(),
            gives:
                "SELECT T1.title, T1.style FROM painting AS T1 JOIN restoration AS T2 ON T2.painting_id = T1.painting_id"
        )
    }

    @Test func onlyTable() async throws {
        try await expectMend(
            "SELECT title, lost_year FROM museum", by: Retable(), gives: "SELECT title, lost_year FROM old_painting")
    }

    @Test func qualifiedNamesGoOnUnderTheirName() async throws {
        try await expectMend(
            "SELECT museum.title, museum.lost_year FROM museum", by: Retable(),
            gives: "SELECT museum.title, museum.lost_year FROM old_painting AS museum")
    }

    @Test(arguments: [
        // A neighbour is joined by another rule.
        "SELECT painter_id, title FROM painter",
        // One column says little.
        "SELECT lost_year FROM museum",
        "SELECT *, title, lost_year FROM museum",
        "SELECT title, nothing FROM museum",
    ])
    func stays(sql: String) async throws {
        try await expectNoMend(sql, by: Retable())
    }
}
