import PlumbExecutionCheck
import Testing

/// Joins that nothing reads, in queries that run.
struct UnjoinTests {
    private let sql =
        "SELECT T1.title FROM painting AS T1 JOIN restoration AS T2 ON T1.painting_id = T2.painting_id WHERE T1.price > 5"

    @Test func tableThatTheQuestionDoesNotName() async throws {
        try await expectMend(
            sql, by: Unjoin(), gives: "SELECT T1.title FROM painting AS T1 WHERE T1.price > 5",
            question: "Which paintings cost more than 5?")
    }

    /// `old_painting` beside `painting`: of the two words only "old" tells them apart.
    @Test func onlyItsOwnWordsCount() async throws {
        let sql = "SELECT T1.title FROM painting AS T1 JOIN old_painting AS T2 ON T1.title = T2.title"
        try await expectMend(
            sql, by: Unjoin(), gives: "SELECT T1.title FROM painting AS T1", question: "Which paintings are there?")
        try await expectNoMend(sql, by: Unjoin(), question: "Which old paintings are there?")
    }

    /// What joins it has the same value on the other side.
    @Test func aColumnThatJoinsIsReadFromTheOtherSide() async throws {
        try await expectMend(
            "SELECT T1.title FROM painting AS T1 JOIN museum AS T2 ON T1.museum_id = T2.museum_id WHERE T2.museum_id = 2",
            by: Unjoin(), gives: "SELECT T1.title FROM painting AS T1 WHERE T1.museum_id = 2",
            question: "Which paintings are in house 2?")
        try await expectNoMend(
            "SELECT T1.title FROM painting AS T1 JOIN museum AS T2 ON T1.museum_id = T2.museum_id WHERE T2.city = 'Bern'",
            by: Unjoin(), question: "Which paintings are in Bern?")
    }

    @Test(arguments: ["Which paintings had a restoration?", "Titles of restorations' paintings"])
    func tableThatTheQuestionNames(question: String) async throws {
        try await expectNoMend(sql, by: Unjoin(), question: question)
    }

    @Test func withoutAQuestion() async throws { try await expectNoMend(sql, by: Unjoin()) }

    @Test(arguments: [
        "SELECT count(*) FROM painting AS T1 JOIN restoration AS T2 ON T1.painting_id = T2.painting_id",
        "SELECT T1.title FROM painting AS T1 JOIN restoration AS T2 ON T1.painting_id = T2.painting_id WHERE cost > 1",
        "SELECT * FROM painting AS T1 JOIN restoration AS T2 ON T1.painting_id = T2.painting_id",
        "SELECT T1.title FROM painting AS T1, restoration AS T2",
    ])
    func stays(sql: String) async throws {
        try await expectNoMend(sql, by: Unjoin(), question: "Which paintings are there?")
    }
}
