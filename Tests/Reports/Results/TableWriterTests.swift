import PlumbCore
import Testing

@testable import PlumbReports

struct TableWriterTests {
    private let result = QueryResult(
        columns: ["id", "name", "spent", "joined", "a note about them"].map { ResultColumn(name: $0) },
        rows: [
            [.integer(1), .text("Ada Lovelace"), .real(1203.5), .text("2024-03-01"), .null],
            [.integer(20), .text("漢字 👩‍👩‍👧"), .real(59.400000000000006), .null, .text("NULL")],
            [.integer(-300), .text("two\nlines \u{1B}[31mred"), .integer(7), .text(""), .blob([1, 2, 255])],
            [.null, .text("Zoë"), .null, .text("2023-12-24"), .text(String(repeating: "long ", count: 40))],
        ])

    @Test(arguments: [200, 80, 60, 40])
    func fitsTheScreen(columns: Int) throws {
        let text = written(result, as: .table, for: Screen(columns: columns))
        for line in text.split(separator: "\n") { #expect(DisplayWidth.of(String(line)) <= columns) }
        try expectGolden(text, "table-\(columns)")
    }

    @Test func cutsNothingInAFile() {
        let text = written(result, as: .table)
        #expect(text.contains(String(repeating: "long ", count: 40)))
        #expect(!text.contains("…"))
    }

    @Test func dimsNULLAndRules() throws {
        try expectGolden(
            written(result, as: .table, for: Screen(columns: 80, coloring: .ansi))
                .replacing("\u{1B}", with: "ESC"), "table-colored")
    }

    @Test func writesAHeaderWithoutRows() {
        let empty = QueryResult(columns: [ResultColumn(name: "id"), ResultColumn(name: "name")], rows: [])
        #expect(written(empty, as: .table) == "id  name\n──  ────\n")
    }

    @Test func showsManyColumnsBelowEachOther() {
        let names = (1...2_000).map { ResultColumn(name: "column_\($0)") }
        let wide = QueryResult(columns: names, rows: [names.map { .text($0.name) }])
        let lines = written(wide, as: .table, for: Screen(columns: 80)).split(separator: "\n")
        #expect(lines.count == 2_001)
        #expect(lines[2_000] == "column_2000  column_2000")
    }

    @Test func keepsOnWritingAfterTheSample() {
        let many = QueryResult(
            columns: [ResultColumn(name: "n"), ResultColumn(name: "text")],
            rows: (0..<2_000).map { [.integer(Int64($0) * 1_000), .text(String(repeating: "x", count: $0 / 10))] })
        let lines = written(many, as: .table, for: Screen(columns: 80)).split(separator: "\n")
        #expect(lines.count == 2_002)
        // Wider than any number of the sample, and still whole.
        #expect(lines[2_001].contains("1999000 "))
    }

    @Test(arguments: [
        (59.400000000000006, "59.4"), (0.1 + 0.2, "0.3"), (10.0 / 3, "3.33333333333333"),
        (2.0 / 3, "0.666666666666667"),
        (0.99999999999999989, "1.0"), (123456789012.34568, "123456789012.346"), (1e300, "1e+300"), (1e-300, "1e-300"),
        (-9.9999999999999982, "-10.0"), (0.012345678901234567, "0.0123456789012346"), (1e15, "1000000000000000.0"),
        (0.5, "0.5"),
    ])
    func showsFifteenDigits(number: Double, expected: String) {
        #expect(TableCell(.real(number), limit: 80).text == expected)
    }
}
