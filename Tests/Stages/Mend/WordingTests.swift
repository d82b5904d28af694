import PlumbExecutionCheck
import Testing

/// Names of which some words are right.
struct WordingTests {
    @Test func wordsOfTheTableMayBeMissing() async throws {
        try await expectMend("SELECT name FROM painter", by: Wording(), gives: "SELECT painter_name FROM painter")
    }

    @Test func someWordsAreEnoughWhereOneColumnHasThem() async throws {
        try await expectMend(
            "SELECT a.town FROM painter AS a", by: Wording(), gives: "SELECT a.home_town FROM painter AS a")
        try await expectMend(
            "SELECT birth FROM painter", by: Wording(), gives: "SELECT birth_year FROM painter")
    }

    @Test func severalColumnsAreNoAnswer() async throws {
        try await expectNoMend(
            "SELECT id FROM painting JOIN museum ON painting.museum_id = museum.museum_id", by: Wording())
    }
}
