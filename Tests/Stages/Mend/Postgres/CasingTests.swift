import PlumbExecutionCheck
import Testing

/// Names with capitals that stand without quotes.
struct CasingTests {
    @Test(arguments: [
        (
            "SELECT Name FROM Museum WHERE City = 'Bern'",
            "SELECT \"Name\" FROM \"Museum\" AS museum WHERE city = 'Bern'"
        ),
        (
            "SELECT Museum.Name FROM Museum JOIN guest AS g ON g.city = Museum.City",
            "SELECT museum.\"Name\" FROM \"Museum\" AS museum JOIN guest AS g ON g.city = museum.city"
        ),
        (
            "SELECT T1.Name FROM Museum AS T1 WHERE T1.MuseumID IN (SELECT MuseumID FROM Museum)",
            "SELECT t1.\"Name\" FROM \"Museum\" AS t1 WHERE t1.\"MuseumID\" IN (SELECT \"MuseumID\" FROM \"Museum\" AS museum)"
        ),
        ("SELECT \"Age\" FROM \"Guest\"", "SELECT age FROM guest AS \"Guest\""),
    ])
    func namesAreWrittenInTheirCase(sql: String, expected: String) async throws {
        try await PostgresGallery.expectMend(sql, by: Casing(), gives: expected)
    }

    @Test(arguments: ["SELECT Title FROM Museum", "SELECT name FROM Musea"])
    func otherNamesAreLeftToOtherRules(sql: String) async throws {
        #expect(try await PostgresGallery.mend(sql, by: [Casing()]) == MendedQuery(sql: sql))
    }
}
