import PlumbCore
import PlumbLanguage
import Testing

/// Columns that name rows, and codes that descriptions explain.
struct ColumnMeaningTests {
    private func table(_ name: TableName, _ columns: [(String, ColumnType)], key: [String] = ["id"]) -> Table {
        Table(name: name, columns: columns.map { Column(name: $0.0, type: $0.1) }, primaryKey: key)
    }

    @Test(arguments: [
        (["id", "name", "title"], ["name"]), (["id", "singer_name", "country"], ["singer_name"]),
        (["id", "first_name", "last_name"], ["first_name", "last_name"]),
        (["id", "lname", "fname"], ["fname", "lname"]),
        (["id", "title", "year"], ["title"]), (["id", "full_name", "country"], ["full_name"]),
        (["id", "country", "year"], ["id"]), (["id", "Name"], ["Name"]),
    ])
    func columnsThatNameARow(columns: [String], display: [String]) {
        let table = table("singer", columns.map { ($0, $0 == "id" ? .integer : .text) })
        #expect(DisplayColumns.of(table) == display)
    }

    @Test func aTableWithoutNamesShowsItsKeyOrFirstColumn() {
        #expect(DisplayColumns.of(table("a", [("x", .integer), ("y", .real)], key: ["y"])) == ["y"])
        #expect(DisplayColumns.of(table("a", [("x", .integer), ("y", .real)], key: [])) == ["x"])
        #expect(DisplayColumns.of(table("a", [("x", .integer), ("y", .real)], key: ["x", "y"])) == ["x"])
        #expect(DisplayColumns.of(table("a", [], key: [])).isEmpty)
    }

    @Test func aNumberIsNoName() {
        #expect(DisplayColumns.of(table("a", [("id", .integer), ("name", .integer), ("title", .text)])) == ["title"])
    }

    private func visits(_ description: String?, values: [SQLValue]) -> Table {
        let statistics = ColumnStatistics(
            distinctCount: values.count, nullShare: 0, minimum: nil, maximum: nil,
            frequentValues: values.map { ValueCount(value: $0, count: 1) }, isExhaustive: true)
        return Table(
            name: "visit",
            columns: [Column(name: "typ", type: .text, description: description, statistics: statistics)])
    }

    @Test(arguments: [
        "I inpatient, O outpatient", "I = inpatient; O = outpatient", "kind: I (inpatient), O (outpatient)",
    ])
    func codesAreFoundByTheirMeaning(description: String) {
        let tables = [visits(description, values: [.text("I"), .text("O")])]
        let links = CodedValues.links(in: QuestionText("how many outpatient visits"), tables: tables)
        #expect(links.map(\.value) == [.text("O")])
        #expect(links.map(\.column) == [ColumnReference("visit", "typ")])
        #expect(links.map(\.words) == ["outpatient"])
        #expect(links.allSatisfy { (0...1).contains($0.score) })
    }

    @Test func codesMayBeNumbersAndMeaningsSeveralWords() {
        let tables = [visits("1 walk in, 2 by referral", values: [.integer(1), .integer(2)])]
        #expect(
            CodedValues.links(in: QuestionText("count the walk in visits"), tables: tables).map(\.value) == [
                .integer(1)
            ])
    }

    @Test func withoutMeaningsThereAreNoLinks() {
        let text = QuestionText("how many outpatient visits")
        #expect(CodedValues.links(in: text, tables: [visits(nil, values: [.text("O")])]).isEmpty)
        #expect(CodedValues.links(in: text, tables: [visits("O outpatient", values: [.text("X")])]).isEmpty)
        #expect(CodedValues.links(in: text, tables: []).isEmpty)
        #expect(CodedValues.links(in: QuestionText(""), tables: [visits("O outpatient", values: [.text("O")])]).isEmpty)
    }
}
