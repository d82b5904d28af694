import PlumbExecutionCheck
import Testing

/// Constants that their columns don't hold.
struct GroundTests {
    @Test(arguments: [
        ("painting", "style", "Cubist", "cubist"), ("painting", "style", "cubists", "cubist"),
        ("painting", "style", "cubizt", "cubist"), ("painting", "style", "impressionist", "late impressionist"),
        ("museum", "city", "zurich", "Zürich"), ("painter", "sex", "female", "F"),
    ])
    func valueThatTheColumnHolds(table: String, column: String, written: String, held: String) async throws {
        try await expectMend(
            "SELECT * FROM \(table) WHERE \(column) = '\(written)'", by: Ground(),
            gives: "SELECT * FROM \(table) WHERE \(column) = '\(held)'")
    }

    @Test func listsAndInequalities() async throws {
        try await expectMend(
            "SELECT title FROM painting WHERE style IN ('Fauve', 'cubist') AND style <> 'Cubist'", by: Ground(),
            gives: "SELECT title FROM painting WHERE style IN ('fauve', 'cubist') AND style <> 'cubist'")
    }

    @Test func otherColumnThatHoldsTheValue() async throws {
        try await expectMend(
            "SELECT name FROM museum WHERE name = 'Bern'", by: Ground(),
            gives: "SELECT name FROM museum WHERE city = 'Bern'")
        try await expectMend(
            "SELECT p.title FROM painting AS p JOIN museum AS m ON p.museum_id = m.museum_id WHERE p.style = 'Kunsthalle'",
            by: Ground(),
            gives:
                "SELECT p.title FROM painting AS p JOIN museum AS m ON p.museum_id = m.museum_id WHERE m.name = 'Kunsthalle'"
        )
    }

    @Test func valueOfTheTableThatAKeyPointsAt() async throws {
        try await expectMend(
            "SELECT title FROM painting WHERE museum_id = 'Kunsthalle'", by: Ground(),
            gives:
                "SELECT title FROM painting WHERE museum_id IN (SELECT museum_id FROM museum WHERE name = 'Kunsthalle')"
        )
    }

    @Test(arguments: [
        // Held as it is.
        "SELECT title FROM painting WHERE style = 'cubist'",
        // Nothing is near.
        "SELECT title FROM painting WHERE style = 'baroque'",
        // A number is no misspelling of another.
        "SELECT title FROM painting WHERE title = 'Harbour 12'",
        "SELECT title FROM painting WHERE price = 11",
        "SELECT title FROM painting WHERE style LIKE '%Cubist%'",
        "SELECT title FROM painting WHERE lower(style) = 'Cubist'",
        "SELECT t FROM (SELECT style AS t FROM painting) WHERE t = 'Cubist'",
        "SELECT title FROM painting WHERE style = ''",
        "SELECT title FROM painting WHERE style = '%;\u{7F}💥'",
    ])
    func stays(sql: String) async throws {
        try await expectNoMend(sql, by: Ground())
    }
}
