import PlumbCore
import PlumbExecutionCheck
import Testing

/// One column that should equal two values.
struct IntersectTests {
    @Test func rowsForBoth() async throws {
        try await expectMend(
            "SELECT title FROM painting WHERE price > 1 AND museum_id = 1 AND museum_id = 3", by: Intersect(),
            gives: """
                SELECT title FROM painting WHERE price > 1 AND museum_id = 1 \
                INTERSECT SELECT title FROM painting WHERE price > 1 AND museum_id = 3
                """)
        let rows = try await MendGallery.shared.rows(
            "SELECT title FROM painting WHERE museum_id = 1 INTERSECT SELECT title FROM painting WHERE museum_id = 3")
        #expect(rows == [[.text("Harbour")]])
    }

    @Test(arguments: [
        "SELECT title FROM painting WHERE museum_id = 1 OR museum_id = 3",
        "SELECT title FROM painting WHERE museum_id = 1 AND painter_id = 3",
        "SELECT title FROM painting WHERE museum_id = 1 AND museum_id = 1",
        "SELECT count(*) FROM painting WHERE museum_id = 1 AND museum_id = 3",
        "SELECT title FROM painting WHERE museum_id = 1 AND museum_id = 3 LIMIT 1",
        "SELECT 1 FROM museum AS a, museum AS b WHERE a.city = 'Bern' AND b.city = 'Roma'",
    ])
    func stays(sql: String) async throws {
        try await expectNoMend(sql, by: Intersect())
    }
}
