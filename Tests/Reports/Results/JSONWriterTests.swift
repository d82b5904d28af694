import Foundation
import PlumbCore
import PlumbReports
import Testing

struct JSONWriterTests {
    private let result = QueryResult(
        columns: ["n", "n", "n_2", "text"].map { ResultColumn(name: $0) },
        rows: [
            [.integer(9_007_199_254_740_993), .real(0.1), .null, .text("a\"\\\n\u{1B}\u{9B}\u{2028}漢👩‍👩‍👧")],
            [.real(2), .blob([1, 171]), .integer(-1), .text("")],
        ])

    @Test func writesAnArrayOfObjects() {
        #expect(
            written(result, as: .json) == #"""
                [
                {"n":9007199254740993,"n_3":0.1,"n_2":null,"text":"a\"\\\n\u001b\u009b\u2028漢👩‍👩‍👧"},
                {"n":2.0,"n_3":"01ab","n_2":-1,"text":""}
                ]

                """#)
    }

    @Test func anotherParserReadsItBack() throws {
        let data = Data(written(result, as: .json).utf8)
        let rows = try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
        #expect(rows.count == 2)
        #expect(rows[0]["text"] as? String == "a\"\\\n\u{1B}\u{9B}\u{2028}漢👩‍👩‍👧")
        #expect(rows[0]["n_3"] as? Double == 0.1)
        for line in written(result, as: .jsonl).split(separator: "\n") {
            #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(line.utf8)) }
        }
    }

    @Test func writesEmptyResults() {
        let empty = QueryResult(columns: [ResultColumn(name: "a")], rows: [])
        #expect(written(empty, as: .json) == "[]\n")
        #expect(written(empty, as: .jsonl) == "")
    }

    @Test func writesWhatJSONHasNoWordFor() {
        let result = QueryResult(
            columns: [ResultColumn(name: "a")], rows: [[.real(.infinity)], [.real(-.infinity)], [.real(.nan)]])
        #expect(
            written(result, as: .jsonl)
                == #"{"a":"Infinity"}|{"a":"-Infinity"}|{"a":"NaN"}|"#.replacing("|", with: "\n"))
    }
}
