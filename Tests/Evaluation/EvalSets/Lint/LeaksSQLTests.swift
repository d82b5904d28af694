import PlumbEvaluation
import Testing

/// The rule `leaks-sql`.
struct LeaksSQLTests {
    @Test(arguments: [
        "SELECT the name FROM singers", "what is count(*) of singers", "sum (age)?", "the singer.name of all",
        "select name from singer where age is 30",
    ])
    func questionsThatHoldSQLAreTold(question: String) async throws {
        let line = try LintCase.line(["SELECT 1"], question: question)
        #expect(try await LintCase().findings("leaks-sql", in: [line]).count == 1)
    }

    @Test(arguments: [
        "How many singers are there?", "Select all singers from France", "e.g. the oldest", "Who is from the U.S.A.?",
        "order them by age and group by country", "THE COUNT OF ALL SINGERS", "see example.com for a list",
    ])
    func plainQuestionsAreNot(question: String) async throws {
        let line = try LintCase.line(["SELECT 1"], question: question)
        #expect(try await LintCase().findings("leaks-sql", in: [line]).isEmpty)
    }
}
