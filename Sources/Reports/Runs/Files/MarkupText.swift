/// Text made fit to stand in XML and HTML: nothing in it is markup, and nothing turns the direction of writing.
enum MarkupText {
    /// The text with markup escaped, and control characters written as escapes such as `\u{1B}`.
    ///
    /// - Parameters:
    ///   - text: any text.
    ///   - keepsLineBreaks: whether line breaks and tabs stay as they are; they are escaped elsewhere.
    /// - Returns: the text, fit for the content of an element and for an attribute in quotes.
    static func escaped(_ text: String, keepsLineBreaks: Bool = false) -> String {
        guard text.utf8.contains(where: isSpecial) else { return text }
        var escaped = ""
        escaped.reserveCapacity(text.utf8.count + 16)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            case "\n" where keepsLineBreaks, "\t" where keepsLineBreaks: escaped.unicodeScalars.append(scalar)
            // XML 1.0 has no place for these two.
            case "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
            case _ where VisibleText.isUnsafe(scalar): escaped += VisibleText.of(String(scalar))
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// Whether a byte may begin what must be escaped; most texts have none.
    private static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case 0..<0x20, 0x7F...: true
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): true
        default: false
        }
    }
}
