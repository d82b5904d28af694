import PlumbExecutionCheck
import Testing

/// Joins that nothing reads, in queries that fail.
struct PruneTests {
    @Test func brokenJoinThatNothingReads() async throws {
        try await expectMend(
            "SELECT T1.title FROM painting AS T1 JOIN museum AS T2 ON T1.painting_id = T2.painting_id WHERE T1.price > 15",
            by: Prune(), gives: "SELECT T1.title FROM painting AS T1 WHERE T1.price > 15")
    }

    @Test func firstTableToo() async throws {
        try await expectMend(
            "SELECT T2.title FROM museum AS T1 JOIN painting AS T2 ON T1.painting_id = T2.painting_id",
            by: Prune(), gives: "SELECT T2.title FROM painting AS T2")
    }

    @Test func joinLeftBehindByARebind() async throws {
        try await expectMend(
            "SELECT T1.title FROM painting AS T1 JOIN museum AS T2 ON T1.museum_id = T2.museum_id ORDER BY T2.price",
            by: Rebind(), Prune(), gives: "SELECT T1.title FROM painting AS T1 ORDER BY T1.price")
    }

    @Test func tableThatTheQuestionNamesStays() async throws {
        try await expectNoMend(
            "SELECT T1.title FROM painting AS T1 JOIN museum AS T2 ON T1.painting_id = T2.painting_id",
            by: Prune(), question: "Which paintings hang in a museum?")
    }

    @Test(arguments: [
        "SELECT T1.title, T2.city FROM painting AS T1 JOIN museum AS T2 ON T1.painting_id = T2.painting_id",
        "SELECT count(*) FROM painting AS T1 JOIN museum AS T2 ON T1.painting_id = T2.painting_id",
        "SELECT * FROM painting AS T1 JOIN museum AS T2 ON T1.painting_id = T2.painting_id",
        "SELECT title, city FROM painting AS T1 JOIN museum AS T2 ON T1.painting_id = T2.painting_id",
        "SELECT T1.title FROM painting AS T1 JOIN museum AS T2 ON T1.museum_id = T2.museum_id",
    ])
    func whatIsReadCountedOrSoundStays(sql: String) async throws {
        try await expectNoMend(sql, by: Prune())
    }
}
