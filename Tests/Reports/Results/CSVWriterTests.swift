import PlumbCore
import PlumbReports
import Testing

struct CSVWriterTests {
    @Test func quotesOnlyWhatMustBe() {
        let result = QueryResult(
            columns: ["plain", "with,comma", "blob"].map { ResultColumn(name: $0) },
            rows: [
                [.text("a"), .text("b\"c"), .blob([0, 255])], [.null, .text(""), .real(0.1)],
                [.integer(.min), .text("line\nbreak"), .real(1e20)], [.text("漢 é"), .text(" x "), .integer(0)],
            ])
        #expect(
            written(result, as: .csv) == "plain,\"with,comma\",blob\r\n" + "a,\"b\"\"c\",00ff\r\n" + ",\"\",0.1\r\n"
                + "-9223372036854775808,\"line\nbreak\",1e+20\r\n" + "漢 é, x ,0\r\n")
    }

    @Test func drivesNoTerminal() {
        let result = QueryResult(columns: [ResultColumn(name: "a")], rows: [[.text("\u{1B}[2J")], [.text("\u{9B}")]])
        let text = written(result, as: .csv, for: Screen(columns: 80))
        #expect(text == "a\n\\u{1B}[2J\n\\u{9B}\n")
    }
}

/// The result as text.
func written(_ result: QueryResult, as format: ResultFormat, for screen: Screen = Screen()) -> String {
    var writer = format.writer(for: screen)
    return String(decoding: writer.write(result), as: UTF8.self)
}
