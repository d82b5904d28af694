import PlumbCore
import PlumbReports
import Testing

struct MarkdownWriterTests {
    @Test func leavesNothingForMarkdownToTake() {
        let result = QueryResult(
            columns: [ResultColumn(name: "a|b"), ResultColumn(name: "n")],
            rows: [
                [.text("<b>[x](y)|\\ *z*"), .integer(1)], [.text("two\r\nlines\u{1B}"), .null],
                [.text("NULL"), .real(0.5)],
            ])
        #expect(
            written(result, as: .markdown) == #"""
                | a\|b | n |
                | --- | ---: |
                | \<b\>\[x\](y)\|\\ \*z\* | 1 |
                | two<br>lines\u{1B} | NULL |
                | "NULL" | 0.5 |

                """#)
    }

    @Test func writesAHeaderWithoutRows() {
        let empty = QueryResult(columns: [ResultColumn(name: "a")], rows: [])
        #expect(written(empty, as: .markdown) == "| a |\n| --- |\n")
    }
}
