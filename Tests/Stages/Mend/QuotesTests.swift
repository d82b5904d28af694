import PlumbExecutionCheck
import Testing

/// Names in double quotes that are strings.
struct QuotesTests {
    @Test func nameThatNoColumnHasIsAString() async throws {
        try await expectMend(
            "SELECT title FROM painting WHERE style = \"fauve\" OR style = \"it's\"", by: Quotes(),
            gives: "SELECT title FROM painting WHERE style = 'fauve' OR style = 'it''s'")
    }

    @Test func columnInQuotesStaysAColumn() async throws {
        try await expectMend(
            "SELECT \"title\" FROM painting WHERE style = \"fauve\"", by: Quotes(),
            gives: "SELECT \"title\" FROM painting WHERE style = 'fauve'")
        try await expectNoMend("SELECT \"title\" FROM painting", by: Quotes())
    }

    @Test func otherProblemsAreNotItsOwn() async throws {
        try await expectNoMend("SELECT name FROM painting WHERE style = \"fauve\"", by: Quotes())
    }
}
