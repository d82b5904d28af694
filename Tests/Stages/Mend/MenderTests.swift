import PlumbCore
import PlumbExecutionCheck
import Testing

/// What comes of several rules, and of queries that no rule is for.
struct MenderTests {
    private func mend(_ sql: String, question: String? = nil) async throws -> MendedQuery {
        try await MendGallery.shared.mend(sql, by: MendRules.standard, question: question)
    }

    @Test func severalSlips() async throws {
        let mended = try await mend(
            "SELECT T2.titel FROM paintings AS T1 JOIN museum AS T2 ON T1.museum_id = T2.museum_id WHERE T1.city = \"bern\"",
            question: "Which paintings hang in a museum in Bern?")
        #expect(
            mended.sql
                == "SELECT T1.title FROM painting AS T1 JOIN museum AS T2 ON T1.museum_id = T2.museum_id WHERE T2.city = 'Bern'"
        )
        #expect(Set(mended.mends.map(\.rule)) == ["quotes", "spelling", "rebind", "ground"])
    }

    @Test func halfMendedIsNotMended() async throws {
        let sql =
            "SELECT T2.title, T2.weight_of_frame FROM painting AS T1 JOIN museum AS T2 ON T1.museum_id = T2.museum_id"
        #expect(try await mend(sql) == MendedQuery(sql: sql))
    }

    @Test(arguments: [
        "", "SELECT", "SELECT title FROM painting WHERE", "DROP TABLE painting", "SELECT 1; SELECT titel FROM painting",
        "UPDATE painting SET titel = 1", "Here is the query: SELECT titel FROM painting", "\u{0}",
        "SELECT load_extension(titel) FROM painting", "SELECT * FROM sqlite_master WHERE nam = 1",
    ])
    func whatIsNoQueryStays(sql: String) async throws {
        #expect(try await mend(sql) == MendedQuery(sql: sql))
    }

    @Test func rulesHaveNamesOfTheirOwn() throws {
        let names = MendRules.all.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(MendRules.all.allSatisfy { !$0.summary.isEmpty && !$0.summary.hasSuffix(".") })
        #expect(try MendRules.named(["ground", "rebind"]).map(\.name) == ["rebind", "ground"])
        #expect(throws: PlumbError.self) { try MendRules.named(["rebindd"]) }
    }

    /// Long and deep queries are no way to keep the mender busy.
    @Test(arguments: [
        "SELECT " + Array(repeating: "titel", count: 2_000).joined(separator: ", ") + " FROM painting",
        "SELECT title FROM painting WHERE "
            + Array(repeating: "style = 'Cubist'", count: 900).joined(separator: " OR "),
        "SELECT titel FROM painting WHERE painting_id IN "
            + String(repeating: "(SELECT x FROM museum WHERE y IN ", count: 60)
            + "(1)" + String(repeating: ")", count: 60),
        "SELECT T0.city FROM painting AS T0"
            + (1...60).map { " JOIN painting AS T\($0) ON T\($0).x = T\($0 - 1).painting_id" }.joined(),
        "SELECT \(String(repeating: "a_", count: 5_000)) FROM painting",
        "SELECT title FROM painting WHERE style = '\(String(repeating: "Cub ", count: 4_000))'",
    ])
    func hostileQueriesTakeLittleTime(sql: String) async throws {
        let start = ContinuousClock.now
        _ = try await mend(sql, question: "titles")
        #expect(ContinuousClock.now - start < .seconds(10))
    }
}
