import Testing

@testable import PlumbReports

struct SQLDifferenceTests {
    @Test(arguments: [
        ("SELECT a FROM t", "select A\nFROM t", "SELECT a FROM t", "select A\nFROM t"),
        (
            "SELECT a FROM t", "SELECT b FROM t WHERE x < 1", "SELECT <del>a</del> FROM t",
            "SELECT <ins>b</ins> FROM t <ins>WHERE x &lt; 1</ins>"
        ),
        ("x = 'A b'", "x = 'a b'", "x = <del>'A b'</del>", "x = <ins>'a b'</ins>"),
        ("a b\nc d", "d", "<del>a b</del>\n<del>c</del> d", "d"), ("", "a", "", "<ins>a</ins>"),
        ("'it''s", "'it''s", "'it''s", "'it''s"),
    ])
    func marksWhatOnlyOneHas(given: String, gold: String, markedGiven: String, markedGold: String) {
        let difference = SQLDifference(given: given, gold: gold)
        #expect(difference.given.replacing("&#39;", with: "'") == markedGiven)
        #expect(difference.gold.replacing("&#39;", with: "'") == markedGold)
        #expect(difference.hasMarks == (markedGiven.contains("<del>") || markedGold.contains("<ins>")))
    }

    @Test func leavesHugeQueriesUnmarked() {
        let huge = String(repeating: "a, ", count: 1_000)
        let difference = SQLDifference(given: huge, gold: huge + "<b>")
        #expect(!difference.hasMarks)
        #expect(difference.gold.hasSuffix("&lt;b&gt;"))
    }
}
