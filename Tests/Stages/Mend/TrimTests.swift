import PlumbExecutionCheck
import Testing

/// Counts that are shown and not asked for.
struct TrimTests {
    private let sql = "SELECT style, count(*) AS n FROM painting GROUP BY style ORDER BY n DESC LIMIT 1"

    @Test func countOfTheOrder() async throws {
        try await expectMend(
            sql, by: Trim(), gives: "SELECT style FROM painting GROUP BY style ORDER BY count(*) DESC LIMIT 1",
            question: "Which style is the most common?")
    }

    @Test(arguments: ["Which style has the most paintings, and how many?", "Show the number for the top style."])
    func countThatIsAskedFor(question: String) async throws {
        try await expectNoMend(sql, by: Trim(), question: question)
    }

    @Test func withoutAQuestion() async throws { try await expectNoMend(sql, by: Trim()) }

    @Test(arguments: [
        "SELECT style, count(*) FROM painting GROUP BY style ORDER BY style LIMIT 1",
        "SELECT style, count(*) FROM painting GROUP BY style ORDER BY count(*)",
        "SELECT count(*) FROM painting GROUP BY style ORDER BY count(*) LIMIT 1",
    ])
    func stays(sql: String) async throws {
        try await expectNoMend(sql, by: Trim(), question: "Which style is the most common?")
    }
}
