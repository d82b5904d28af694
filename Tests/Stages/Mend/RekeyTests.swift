import PlumbExecutionCheck
import Testing

/// Joins by columns that are no key.
struct RekeyTests {
    @Test func foreignKey() async throws {
        try await expectMend(
            "SELECT T1.title FROM painting AS T1 JOIN museum AS T2 ON T1.painting_id = T2.museum_id", by: Rekey(),
            gives: "SELECT T1.title FROM painting AS T1 JOIN museum AS T2 ON T1.museum_id = T2.museum_id")
    }

    @Test(arguments: [
        "SELECT T1.title FROM painting AS T1 JOIN museum AS T2 ON T1.museum_id = T2.museum_id",
        // Both point at the same column of a third table.
        "SELECT T1.title FROM painting AS T1 JOIN restoration AS T2 ON T1.painter_id = T2.restored_by",
        // No key leads from one to the other.
        "SELECT T1.title FROM painting AS T1 JOIN old_painting AS T2 ON T1.title = T2.title",
        "SELECT a.title FROM painting AS a JOIN painting AS b ON a.price = b.price",
    ])
    func stays(sql: String) async throws {
        try await expectNoMend(sql, by: Rekey())
    }
}
