import PlumbExecutionCheck
import Testing

/// Joins by columns that are not there.
struct RerouteTests {
    @Test func directKey() async throws {
        try await expectMend(
            "SELECT T1.title, T2.city FROM painting AS T1 JOIN museum AS T2 ON T1.id = T2.painting_id", by: Reroute(),
            gives: "SELECT T1.title, T2.city FROM painting AS T1 JOIN museum AS T2 ON T1.museum_id = T2.museum_id")
    }

    @Test func throughATableBetween() async throws {
        try await expectMend(
            "SELECT a.painter_name, m.city FROM painter a JOIN museum m ON a.museum_id = m.museum_id", by: Reroute(),
            gives: """
                SELECT a.painter_name, m.city FROM painter AS a \
                JOIN painting AS T3 ON T3.painter_id = a.painter_id \
                JOIN museum AS m ON T3.museum_id = m.museum_id
                """)
    }

    @Test func otherConditionsStay() async throws {
        try await expectMend(
            "SELECT T1.title FROM painting AS T1 JOIN museum AS T2 ON T1.x = T2.museum_id AND T2.city = 'Bern'",
            by: Reroute(),
            gives:
                "SELECT T1.title FROM painting AS T1 JOIN museum AS T2 ON T1.museum_id = T2.museum_id AND T2.city = 'Bern'"
        )
    }

    @Test func ofSeveralKeysTheOneThatTheQuestionNames() async throws {
        try await expectMend(
            "SELECT T1.cost, T2.painter_name FROM restoration AS T1 JOIN painting AS T3 ON T1.painting_id = T3.painting_id JOIN painter AS T2 ON T1.painter = T2.painter_id",
            by: Reroute(),
            gives:
                "SELECT T1.cost, T2.painter_name FROM restoration AS T1 JOIN painting AS T3 ON T1.painting_id = T3.painting_id JOIN painter AS T2 ON T1.restored_by = T2.painter_id",
            question: "Which painter restored which painting, at what cost?")
    }

    @Test func noWay() async throws {
        try await expectNoMend(
            "SELECT T1.title FROM old_painting AS T1 JOIN museum AS T2 ON T1.museum_id = T2.museum_id", by: Reroute())
    }
}
