import Testing

@testable import PlumbReports

struct VisibleTextTests {
    @Test(arguments: [
        ("plain", "plain"), ("a\nb\tc\r", "a\\nb\\tc\\r"), ("\u{1B}[31mred", "\\u{1B}[31mred"),
        ("\u{9B}2J", "\\u{9B}2J"), ("\u{0}", "\\u{0}"), ("\u{202E}evil", "\\u{202E}evil"), ("\u{7F}", "\\u{7F}"),
        ("a\r\nb", "a\\r\\nb"), ("漢字 é 👩‍👩‍👧", "漢字 é 👩‍👩‍👧"),
    ])
    func escapesWhatATerminalObeys(text: String, expected: String) {
        #expect(VisibleText.of(text) == expected)
    }

    @Test(arguments: [
        ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("abcdef", 1, "…"), ("漢字漢字", 5, "漢字…"), ("漢字漢字", 8, "漢字漢字"),
        ("漢字", 3, "漢…"), ("漢字", 2, "…"), ("a\u{1B}b", 4, "a…"), ("é", 1, "é"),
    ])
    func clipsToCells(text: String, limit: Int, expected: String) {
        let clip = VisibleText.clipped(text, to: limit)
        #expect(clip.text == expected)
        #expect(clip.width == DisplayWidth.of(expected))
        #expect(clip.width <= limit)
    }

    @Test func clipsAHugeTextWithoutReadingItAll() {
        let clip = VisibleText.clipped(String(repeating: "漢", count: 1_000_000), to: 10)
        #expect(clip.text == "漢漢漢漢…")
    }
}
