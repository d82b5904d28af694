import PlumbCore
import PlumbDatabases
import TestSupport
import Testing

/// Text that is no UTF-8.
@Suite(.needsPostgres) struct PostgresEncodingTests {
    private static let script = """
        CREATE TABLE pets (id int PRIMARY KEY, name text, kind text);
        INSERT INTO pets SELECT i, 'name ' || i % 5, 'Katze ä' FROM generate_series(1, 50) i;
        """

    /// The server says nothing of such bytes, and checks none of them.
    @Test func bytesOfADatabaseWithoutAnEncodingAreReplaced() async throws {
        let database = try await TestDatabase(Self.script, encoding: "SQL_ASCII")
        try await database.run(
            "INSERT INTO pets SELECT i, E'caf\\xE9', 'k' FROM generate_series(51, 60) i; ANALYZE pets")
        try await database.run(#"COMMENT ON TABLE pets IS E'b\xEAtes'"#)
        for readsValues in [false, true] {
            let open = try await database.open { $0.readsValues = readsValues }
            let pets = try #require(open.catalog.table("pets"))
            #expect(pets.description == "b\u{FFFD}tes")
            let names = pets.column("name")?.statistics?.frequentValues.map(\.value) ?? []
            #expect(names.count == 6 && names.contains(.text("caf\u{FFFD}")) && names.contains(.text("name 3")))
            #expect(pets.column("kind")?.statistics?.frequentValues.first?.value == .text("Katze ä"))
            let rows = try await open.executor.rows("SELECT name, kind FROM pets WHERE id IN (50, 51) ORDER BY id")
            #expect(rows == [[.text("name 0"), .text("Katze ä")], [.text("caf\u{FFFD}"), .text("k")]])
            let found = try await open.executor.rows("SELECT count(*) FROM pets WHERE kind = 'Katze ä'")
            #expect(found == [[.integer(50)]])
        }
    }

    /// WIN1252 has five bytes that stand for no character, which the server takes all the same.
    @Test func aCharacterThatCantBeWrittenLeavesTheCatalog() async throws {
        let database = try await TestDatabase(Self.script, encoding: "WIN1252")
        try await database.run(
            "INSERT INTO pets SELECT i, 'odd' || chr(129), 'k' FROM generate_series(51, 60) i; ANALYZE pets")
        let open = try await database.open()
        let pets = try #require(open.catalog.table("pets"))
        #expect(pets.rowCount?.count == 60)
        #expect(pets.column("id")?.statistics?.maximum == .integer(60))
        #expect(pets.column("name")?.statistics?.frequentValues == [])
        let kinds = try await open.executor.rows("SELECT DISTINCT kind FROM pets ORDER BY 1")
        #expect(kinds == [[.text("Katze ä")], [.text("k")]])
        let error = await failure { try await open.executor.rows("SELECT name FROM pets") }
        #expect(error?.code == .queryFailed)
        #expect(error?.message.contains("WIN1252") == true)
    }
}
