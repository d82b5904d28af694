import PlumbCore
import PlumbDatabases
import PlumbLanguage
import Testing

@Suite struct ValueIndexTests {
    static let schema = """
        CREATE TABLE city (id INTEGER PRIMARY KEY, name TEXT, country TEXT, note TEXT, founded TEXT);
        INSERT INTO city (name, country, founded) VALUES
            ('New York', 'United States', '1624-01-01'), ('New Orleans', 'United States', '1718-01-01'),
            ('York', 'England', NULL), ('Zürich', 'Switzerland', NULL), ('San Francisco', 'United States', NULL),
            ('', NULL, NULL), ('---', NULL, NULL);
        CREATE TABLE person (name TEXT);
        INSERT INTO person VALUES ('York'), ('York'), ('Francis Cooper');
        CREATE VIEW copy AS SELECT name FROM city;
        """

    private func index() async throws -> any ValueIndex {
        try await TemporaryDatabase(Self.schema).open().values
    }

    @Test func valuesAreFoundByTheirWords() async throws {
        let found = try await index().values(of: [["new", "york"], ["york"], Words.stems(of: "ZURICH"), ["no"], []])
        #expect(found.map { $0.map(\.value) } == [["New York"], ["York", "York"], ["Zürich"], [], []])
        #expect(found[1].map(\.column) == [ColumnReference("person", "name"), ColumnReference("city", "name")])
        #expect(found[1].map(\.count) == [2, 1])
        #expect(found[0].first?.stems == ["new", "york"])
    }

    @Test func frequencyDecides() async throws {
        let found = try await index().values(of: [Words.stems(of: "United States")])
        #expect(found.first?.first?.count == 3)
    }

    @Test func valuesAreFoundByOneWord() async throws {
        let found = try await index().values(containing: ["york", "new", "zzz"], limit: 2)
        #expect(found.map { $0.map(\.value) } == [["York", "York"], ["New York", "New Orleans"], []])
        #expect(try await index().values(containing: ["york"], limit: 0) == [[]])
    }

    @Test func wordsAreFoundByNearSpelling() async throws {
        let index = try await index()
        let francisco = Stemmer.stem("francisco")
        #expect(try await index.stems(near: Stemmer.stem("fransisco"), within: 1).first == francisco)
        #expect(try await index.stems(near: Stemmer.stem("frnacisco"), within: 1).first == francisco)
        // A wrong first letter is forgiven in a long word.
        #expect(try await index.stems(near: "drancisco", within: 1) == [francisco])
        #expect(try await index.stems(near: "yrok", within: 1) == ["york"])
        #expect(try await index.stems(near: "york", within: 2).contains("york") == false)
        #expect(try await index.stems(near: "york", within: 0).isEmpty)
        #expect(try await index.stems(near: "", within: 2).isEmpty)
    }

    @Test func proseAndDatesAreLeftOut() async throws {
        let prose = String(repeating: "many words that nobody would ever name ", count: 5)
        let file = try TemporaryDatabase(Self.schema + "UPDATE city SET note = '\(prose)' || id;")
        let values = try await file.open().values
        #expect(try await values.values(containing: ["mani", "1624", "1718"], limit: 5).allSatisfy(\.isEmpty))
    }

    @Test func manyValuesAreFoundFast() async throws {
        let file = try TemporaryDatabase(
            """
            CREATE TABLE big (a TEXT, b TEXT);
            \(numbers(20_000)) INSERT INTO big SELECT 'alpha' || char(97 + i % 26, 97 + i / 26 % 26, 97 + i / 676) || ' item',
                'beta ' || i FROM n;
            """)
        let values = try await file.open().values
        let clock = ContinuousClock()
        let start = clock.now
        let near = try await values.stems(near: "alphaabc", within: 1)
        #expect(near.count > 10)
        #expect(near.count < 200)
        #expect(try await values.values(containing: ["item"], limit: 10).first?.count == 10)
        #expect(clock.now - start < .seconds(1))
    }
}
