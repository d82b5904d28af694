import PlumbCore
import PlumbLanguage
import Testing

/// An index over a few values in memory.
struct FewValues: ValueIndex {
    var entries: [IndexedValue]

    init(_ values: [(column: ColumnReference, value: String)]) {
        entries = values.map {
            IndexedValue(column: $0.column, value: $0.value, stems: Words.stems(of: $0.value), count: 1)
        }
    }

    func values(of phrases: [[String]]) async throws -> [[IndexedValue]] {
        phrases.map { phrase in entries.filter { $0.stems == phrase } }
    }

    func values(containing stems: [String], limit: Int) async throws -> [[IndexedValue]] {
        stems.map { stem in Array(entries.filter { $0.stems.contains(stem) }.prefix(limit)) }
    }

    func stems(near stem: String, within distance: Int) async throws -> [String] {
        Set(entries.flatMap(\.stems)).filter { Spelling.distance($0, stem, limit: distance) != nil }.sorted()
    }
}

/// Values of the data in questions.
struct ValueFinderTests {
    private static let country = ColumnReference("singer", "country")
    private static let name = ColumnReference("singer", "name")
    private static let tables = [
        Table(name: "singer", columns: [Column(name: "name", type: .text), Column(name: "country", type: .text)])
    ]
    private static let index = FewValues([
        (country, "France"), (country, "United Kingdom"), (country, "Germany"), (country, "Netherlands"),
        (name, "Timbaland"), (name, "Justin Brown"), (name, "Rose White"), (name, "O'Brien"),
    ])

    private func links(_ text: String) async throws -> [ValueLink] {
        try await ValueFinder(text: QuestionText(text), index: Self.index, tables: Self.tables).links()
    }

    @Test(arguments: [
        ("singers from France", "France"), ("singers from france", "France"), ("SINGERS FROM FRANCE", "France"),
        ("singers from the United Kingdom", "United Kingdom"), ("the singer \"Rose White\"", "Rose White"),
        ("singers called o'brien", "O'Brien"), ("how many German singers", "Germany"),
    ])
    func valuesAreFound(text: String, value: String) async throws {
        let links = try await links(text)
        #expect(links.map(\.value).contains(.text(value)))
        #expect(links.allSatisfy { (0...1).contains($0.score) })
    }

    @Test func partsAndTyposAreTold() async throws {
        let part = try await links("songs by Justin")
        #expect(part.map(\.value) == [.text("Justin Brown")])
        #expect(part.map(\.match) == [.part])
        let typo = try await links("singers from Frence")
        #expect(typo.map(\.value) == [.text("France")])
        #expect(typo.map(\.match) == [.typo])
        let same = try #require(try await links("singers from France").first)
        #expect(same.match == .same && same.score > (part.first?.score ?? 1) && same.score > (typo.first?.score ?? 1))
    }

    @Test func aLongerValueWinsOverItsParts() async throws {
        let index = FewValues([(Self.country, "York"), (Self.country, "New York"), (Self.name, "New")])
        let text = QuestionText("singers from New York")
        let links = try await ValueFinder(text: text, index: index, tables: Self.tables).links()
        #expect(links.map(\.value) == [.text("New York")])
        #expect(links.first?.words == "New York")
    }

    @Test func plainQuestionsPointAtNothing() async throws {
        #expect(try await links("how many singers are there").isEmpty)
        #expect(try await links("").isEmpty)
        #expect(try await links("🎉").isEmpty)
    }

    @Test func oneValueInTwoColumnsIsLinkedTwice() async throws {
        let index = FewValues([(Self.country, "Georgia"), (Self.name, "Georgia")])
        let text = QuestionText("singers named Georgia")
        let links = try await ValueFinder(text: text, index: index, tables: Self.tables).links()
        #expect(Set(links.map(\.column)) == [Self.country, Self.name])
    }

    @Test func spansPointIntoTheQuestion() async throws {
        let text = QuestionText("singers from France or the United Kingdom, and Timbaland")
        let links = try await ValueFinder(text: text, index: Self.index, tables: Self.tables).links()
        for link in links { #expect(text.words(link.span.range) == link.words) }
        #expect(links.map(\.span.start) == links.map(\.span.start).sorted())
        #expect(links.count == 3)
    }
}
