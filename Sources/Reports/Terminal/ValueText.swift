internal import PlumbCore

/// Single values inside sentences.
enum ValueText {
    /// The value as SQL would spell it, shortened: `'France'`, `42`, `NULL`.
    static func literal(_ value: SQLValue) -> String {
        if case .text(let text) = value { return "'\(VisibleText.clipped(text, to: 60).text)'" }
        return plain(value)
    }

    /// The value without quotes, shortened.
    static func plain(_ value: SQLValue) -> String {
        TableCell(value, limit: 60).text
    }
}
