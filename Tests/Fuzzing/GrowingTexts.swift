internal import PlumbCore
internal import PlumbSQL

/// Texts that double in size, and how long reading them takes: twice the text, twice the time.
public enum GrowingTexts {
    /// What is repeated behind `SELECT `, whatever comes of it.
    static let pieces = [
        "a, ", "'x', ", "1 + ", "f(a), ", "a AND ", "(", "((a)), ", "CASE WHEN a THEN b END, ", "-- a\n", "/* a */ ",
        "/*",
        "\"a\".", "a IN (1, 2), ", "(SELECT a), ", "! ", "! ; ", "SELECT ! ; ", "'", "[", "$$", "a a a ", "SELECT ",
        ") ", "; SELECT 1 ",
        "\u{0}", "é",
        "a, b FROM t, ", "FROM ", "a JOIN b ", "x'0", "1e", "::", "NOT ", "- ", "(a, ", "WITH a AS (", "VALUES (1), ",
        ".", "U&'\\",
    ]

    /// The pieces whose time grows faster than the text.
    ///
    /// - Parameter bytes: the size of the longer of the two texts that are compared, in bytes.
    /// - Returns: a line for each such piece.
    public static func tooSlow(bytes: Int) -> [String] {
        SQLDialect.allCases.flatMap { dialect in
            pieces.compactMap { piece in
                // A busy machine may make one measurement long, but not three in a row.
                for attempt in 0..<3 {
                    let short = milliseconds(piece, bytes / 8, dialect)
                    let long = milliseconds(piece, bytes, dialect)
                    // Eight times the text; what is short drowns in noise.
                    if long < max(24 * short, 20) { return nil }
                    if attempt == 2 {
                        return
                            "\(dialect): “\(piece)” repeated takes \(short) ms for \(bytes / 8) bytes, \(long) ms for \(bytes)"
                    }
                }
                return nil
            }
        }
    }

    private static func milliseconds(_ piece: String, _ bytes: Int, _ dialect: SQLDialect) -> Double {
        let text = "SELECT " + String(repeating: piece, count: bytes / piece.utf8.count)
        var least = Double.infinity
        for _ in 0..<3 {
            let start = ContinuousClock.now
            _ = SQLParser.parse(text, dialect: dialect)
            let time = ContinuousClock.now - start
            least = min(least, Double(time.components.seconds) * 1e3 + Double(time.components.attoseconds) * 1e-15)
        }
        return least
    }
}
