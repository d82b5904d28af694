/// Text made fit to be shown: nothing in it can move the cursor, change colours or turn the direction of writing.
///
/// What comes from a database, a model or a question is data, and a terminal obeys what it is sent.
public enum VisibleText {
    /// The text with control characters written as escapes such as `\n` and `\u{1B}`.
    public static func of(_ text: String) -> String {
        guard DisplayWidth.printableASCIILength(text) == nil, text.unicodeScalars.contains(where: isUnsafe) else {
            return text
        }
        var visible = ""
        for scalar in text.unicodeScalars {
            if isUnsafe(scalar) { visible += escape(scalar) } else { visible.unicodeScalars.append(scalar) }
        }
        return visible
    }

    /// The text with control characters escaped, on at most so many cells; what is cut off is marked by `…`.
    ///
    /// Reads no more of the text than it shows.
    ///
    /// - Parameters:
    ///   - text: any text.
    ///   - limit: the most terminal cells it may take, at least 1.
    /// - Returns: the text and the cells it takes.
    public static func clipped(_ text: String, to limit: Int) -> (text: String, width: Int) {
        if text.utf8.count <= limit, let width = DisplayWidth.printableASCIILength(text) { return (text, width) }
        var shown = ""
        var width = 0
        // Where the text ends if something after it does not fit: one cell is kept for the mark.
        var safeEnd = (text: shown, width: 0)
        for character in text {
            let piece = of(String(character))
            let added = DisplayWidth.of(piece)
            if width + added > limit { return (safeEnd.text + "…", safeEnd.width + 1) }
            shown += piece
            width += added
            if width <= limit - 1 { safeEnd = (shown, width) }
        }
        return (shown, width)
    }

    /// The text with control characters escaped, but for the line breaks.
    public static func lines(of text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { of(String($0)) }.joined(separator: "\n")
    }

    /// The text, clipped and then filled up with spaces to exactly so many cells.
    package static func padded(_ text: String, to width: Int) -> String {
        let clip = clipped(text, to: width)
        return clip.text + String(repeating: " ", count: max(0, width - clip.width))
    }

    /// Whether a terminal may do something else with a scalar than draw it.
    static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F: true
        // Line and paragraph separators; marks that turn the direction of writing.
        case 0x2028...0x202E, 0x2066...0x2069, 0x200E...0x200F, 0xFEFF: true
        default: false
        }
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        default: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
        }
    }
}
