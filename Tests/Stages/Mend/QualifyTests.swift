import PlumbExecutionCheck
import Testing

/// Names that several tables have.
struct QualifyTests {
    private let sql = "SELECT museum_id FROM painting AS T1 JOIN museum AS T2 ON T1.museum_id = T2.museum_id"

    @Test func firstTable() async throws {
        try await expectMend(
            sql, by: Qualify(),
            gives: "SELECT T1.museum_id FROM painting AS T1 JOIN museum AS T2 ON T1.museum_id = T2.museum_id")
    }

    @Test func tableOfTheQuestion() async throws {
        try await expectMend(
            sql, by: Qualify(),
            gives: "SELECT T2.museum_id FROM painting AS T1 JOIN museum AS T2 ON T1.museum_id = T2.museum_id",
            question: "Which museums have something?")
    }

    @Test func whatIsClearStays() async throws {
        try await expectNoMend("SELECT museum_id FROM painting", by: Qualify())
    }
}
