import PlumbExecutionCheck
import Testing

/// Names that are nearly right.
struct SpellingOfNamesTests {
    @Test(arguments: [
        "Painter_Names", "painterName", "`painter name`", "paintername", "paintre_name", "painter_nam",
    ])
    func column(written: String) async throws {
        try await expectMend(
            "SELECT \(written) FROM painter", by: SpellingOfNames(), gives: "SELECT painter_name FROM painter")
    }

    @Test func tableGoesOnUnderItsName() async throws {
        try await expectMend(
            "SELECT paintings.title FROM paintings WHERE paintings.price > 15", by: SpellingOfNames(),
            gives: "SELECT paintings.title FROM painting AS paintings WHERE paintings.price > 15")
    }

    @Test func tableWithTheColumnsThatAreRead() async throws {
        try await expectMend(
            "SELECT t.lost_year FROM paintings_old AS t", by: SpellingOfNames(),
            gives: "SELECT t.lost_year FROM old_painting AS t")
    }

    @Test(arguments: ["SELECT weight FROM painting", "SELECT x FROM shop", "SELECT cty FROM painting"])
    func nothingIsNear(sql: String) async throws {
        try await expectNoMend(sql, by: SpellingOfNames())
    }

    @Test func exactNameElsewhereIsLeftToOthers() async throws {
        try await expectNoMend("SELECT name FROM painting", by: SpellingOfNames())
    }
}
