import PlumbExecutionCheck
import Testing

/// Both of two values, where the query asks for either.
struct BothTests {
    private let either =
        "SELECT T1.painter_name FROM painter AS T1 JOIN painting AS T2 ON T1.painter_id = T2.painter_id WHERE "
    private let question = "Which painters have pictures in museum 1 and museum 2?"

    @Test(arguments: ["T2.museum_id = 1 OR T2.museum_id = 2", "T2.museum_id IN (1, 2)"])
    func rowsForBoth(condition: String) async throws {
        try await expectMend(
            either + condition, by: Both(),
            gives: "\(either)T2.museum_id = 1 INTERSECT \(either)T2.museum_id = 2", question: question)
    }

    @Test func whatElseIsAskedStaysInBoth() async throws {
        try await expectMend(
            either + "T2.price > 5 AND T2.style IN ('cubist', 'fauve')", by: Both(),
            gives: """
                \(either)T2.price > 5 AND T2.style = 'cubist' INTERSECT \(either)T2.price > 5 AND T2.style = 'fauve'
                """, question: "Who painted dear cubist and fauve pictures?")
    }

    @Test(arguments: [
        "Which painters have pictures in museum 1 or museum 2?",
        "Which painters have pictures in either museum 1 and 2?",
        "Which painters' pictures are between museum 1 and 2?", "Which painters are in museum 2?",
        "In museum 1 there are pictures by whom, and what else is there to see in museum 2?",
    ])
    func questionsThatDoNotAskForBoth(question: String) async throws {
        try await expectNoMend(either + "T2.museum_id IN (1, 2)", by: Both(), question: question)
    }

    /// A row has one value: whoever asks for rows with two asks for either.
    @Test(arguments: [
        "SELECT T2.title FROM painting AS T2 WHERE T2.museum_id IN (1, 2)",
        "SELECT title FROM painting WHERE museum_id = 1 OR museum_id = 2",
        "SELECT count(*) FROM painter AS T1 JOIN painting AS T2 ON T1.painter_id = T2.painter_id WHERE T2.museum_id IN (1, 2)",
        "SELECT T1.painter_name FROM painter AS T1 JOIN painting AS T2 ON T1.painter_id = T2.painter_id WHERE T2.museum_id IN (1, 2) LIMIT 3",
        "SELECT T1.painter_name FROM painter AS T1 JOIN painting AS T2 ON T1.painter_id = T2.painter_id WHERE T2.museum_id NOT IN (1, 2)",
        "SELECT T1.painter_name FROM painter AS T1 JOIN painting AS T2 ON T1.painter_id = T2.painter_id WHERE T2.museum_id IN (1, 2, 3)",
    ])
    func stays(sql: String) async throws {
        try await expectNoMend(sql, by: Both(), question: question)
    }

    @Test func withoutAQuestion() async throws {
        try await expectNoMend(either + "T2.museum_id IN (1, 2)", by: Both())
    }
}
