import Testing

@testable import PlumbReports

struct DisplayWidthTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("漢字", 4), ("ｱ", 1), ("Ａ", 2), ("한국어", 6), ("😀", 2),
        ("👩‍👩‍👧", 2), ("🇫🇷", 2), ("👍🏽", 2), ("❤️", 2), ("1️⃣", 2), ("\u{200B}", 0), ("─", 1), ("ไทย", 3), ("─漢a", 4),
    ])
    func countsCells(of text: String, expected: Int) {
        #expect(DisplayWidth.of(text) == expected)
    }
}
