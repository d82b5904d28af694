import Testing

@testable import PlumbReports

struct LinesTests {
    @Test(arguments: [
        ("one two three", 7, ["one two", "three"]), ("abcdefghij", 4, ["abcd", "efgh", "ij"]), ("", 5, [""]),
        ("a bcdefg h", 5, ["a", "bcdef", "g h"]), ("漢字漢字", 3, ["漢", "字", "漢", "字"]),
    ])
    func wrapsBetweenWords(text: String, width: Int, expected: [String]) {
        #expect(Lines.wrap(text, to: width) == expected)
    }

    @Test func breaksSQLOnlyOutsideQuotes() {
        var lines = Lines(for: Screen(columns: 24))
        lines.add(sql: "SELECT name\n  WHERE city = 'a b  c d e f' AND \"x y\" = 1", indent: 2)
        #expect(
            lines.text == """
                  SELECT name
                    WHERE city =
                        'a b  c d e f'
                        AND "x y" = 1

                """)
    }
}
