internal import Foundation

/// Finds the query in what a model wrote.
public enum ReplySQL {
    /// The query; nil where there is none.
    ///
    /// Takes the last block between fences, or what begins with `SELECT` or `WITH`; comments, prose and a last semicolon
    /// are left out. Of several statements the first is taken.
    ///
    /// - Parameter text: the reply.
    /// - Returns: one statement, without its semicolon.
    public static func query(in text: String) -> String? {
        let body = fenced(text) ?? text
        guard let start = start(of: body) else { return nil }
        var sql = String(body[start...])
        if let end = endOfStatement(sql) { sql = String(sql[..<end]) }
        let trimmed = sql.trimmingCharacters(in: .whitespacesAndNewlines)
        return trimmed.isEmpty ? nil : trimmed
    }

    private static func fenced(_ text: String) -> String? {
        let parts = text.components(separatedBy: "```")
        guard parts.count > 1 else { return nil }
        // What a reply opens and does not close is a block too.
        let blocks = stride(from: 1, to: parts.count, by: 2).map { parts[$0] }
        return blocks.last { start(of: $0) != nil }
    }

    private static func start(of text: String) -> String.Index? {
        text.firstRange(of: /(?i)\b(select|with)\b/)?.lowerBound
    }

    /// Where the first statement ends: a semicolon outside of quotes, or an empty line behind which prose begins.
    private static func endOfStatement(_ sql: String) -> String.Index? {
        var quote: Character?
        var previous: Character?
        for index in sql.indices {
            let character = sql[index]
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "'" || character == "\"" || character == "`" {
                quote = character
            } else if character == ";" || character == "\n" && previous == "\n" {
                return index
            }
            previous = character
        }
        return nil
    }
}
