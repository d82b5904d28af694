internal import PlumbCore
internal import PlumbSQL

/// What comes from a database, made fit to stand in a prompt: on one line, short, and quoted as data.
enum QuotedData {
    /// The longest value that is shown, in characters.
    static let longestValue = 60

    /// A value as a SQL constant, shortened where it is long.
    static func constant(_ value: SQLValue) -> String {
        switch value {
        case .text(let text): SQLPrinter(dialect: .sqlite).quoted(string: line(text, longest: longestValue))
        case .blob: "x'…'"
        default: value.description
        }
    }

    /// A text on one line, without control characters, and no longer than it may be.
    static func line(_ text: String, longest: Int) -> String {
        var line = ""
        var count = 0
        for character in text {
            guard count < longest else { return line + "…" }
            let isPlain = !character.unicodeScalars.contains {
                [.control, .lineSeparator, .paragraphSeparator, .format].contains($0.properties.generalCategory)
            }
            line.append(isPlain ? character : " ")
            count += 1
        }
        return line
    }
}
