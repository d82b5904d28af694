internal import PlumbCore

/// Looks at a statement's text before SQLite does.
///
/// These checks stand beside the authorizer, not in its place: they give plain reasons, and stop the few statements
/// that SQLite would carry out while it compiles.
enum StatementText {
    /// Refuses text that can't be one SELECT.
    static func check(_ sql: String) throws(PlumbError) {
        if sql.utf8.contains(0) {
            throw PlumbError(
                .refused, "The query contains a NUL byte.", suggestion: "Remove it: SQLite would not read past it.")
        }
        let word = firstWord(of: Array(sql.utf8))
        switch word {
        case "SELECT", "WITH", "VALUES": return
        case "": throw PlumbError(.refused, "The text does not begin with a statement; only one SELECT is permitted.")
        default: throw PlumbError(.refused, "\(word) is not permitted; only one SELECT is.")
        }
    }

    /// Whether text after the statement is blank: white space, comments and semicolons.
    static func isBlank(_ bytes: some Collection<UInt8>) -> Bool {
        let bytes = Array(bytes)
        var position = 0
        while position < bytes.count {
            let next = skipSpace(bytes, from: position)
            if next < bytes.count, bytes[next] == UInt8(ascii: ";") {
                position = next + 1
            } else {
                return next == bytes.count
            }
        }
        return true
    }

    private static func firstWord(of bytes: [UInt8]) -> String {
        let start = skipSpace(bytes, from: 0)
        let letters = bytes[start...].prefix { 65...90 ~= $0 || 97...122 ~= $0 || $0 == UInt8(ascii: "_") }
        return String(decoding: letters.map { 97...122 ~= $0 ? $0 - 32 : $0 }, as: UTF8.self)
    }

    /// The position after white space, comments and byte order marks, as SQLite's tokenizer skips them.
    static func skipSpace(_ bytes: [UInt8], from start: Int) -> Int {
        var position = start
        while position < bytes.count {
            let rest = bytes[position...]
            if [9, 10, 12, 13, 32].contains(bytes[position]) {
                position += 1
            } else if rest.starts(with: [0xEF, 0xBB, 0xBF]) {
                position += 3
            } else if rest.starts(with: "--".utf8) {
                position = rest.firstIndex(of: 10) ?? bytes.count
            } else if rest.starts(with: "/*".utf8) {
                position = endOfComment(bytes, from: position)
            } else {
                break
            }
        }
        return position
    }

    private static func endOfComment(_ bytes: [UInt8], from start: Int) -> Int {
        var position = start + 2
        while position + 1 < bytes.count {
            if bytes[position] == UInt8(ascii: "*"), bytes[position + 1] == UInt8(ascii: "/") { return position + 2 }
            position += 1
        }
        return bytes.count
    }

    /// The line and column of a byte, both from 1, the column in characters.
    static func place(ofByte offset: Int, in sql: String) -> (line: Int, column: Int) {
        let before = String(decoding: sql.utf8.prefix(max(0, offset)), as: UTF8.self)
        let lines = before.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return (max(1, lines.count), (lines.last?.count ?? 0) + 1)
    }
}
