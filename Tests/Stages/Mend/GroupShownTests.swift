import PlumbExecutionCheck
import Testing

/// Columns beside an aggregate without groups.
struct GroupShownTests {
    @Test func groups() async throws {
        try await expectMend(
            "SELECT style, count(*) FROM painting", by: GroupShown(),
            gives: "SELECT style, count(*) FROM painting GROUP BY style")
    }

    @Test(arguments: [
        "SELECT style, count(*) FROM painting GROUP BY style", "SELECT count(*) FROM painting",
        // SQLite shows the row of the extreme.
        "SELECT title, max(price) FROM painting", "SELECT *, count(*) FROM painting",
        "SELECT title, (SELECT count(*) FROM museum) FROM painting",
        "SELECT title, count(*) OVER () FROM painting",
    ])
    func stays(sql: String) async throws {
        try await expectNoMend(sql, by: GroupShown())
    }
}
