/// Changes that the published evaluators make to the text of queries before they run them.
///
/// Quoted text and comments stay as they are.
enum QueryText {
    /// Takes the word DISTINCT out, but for `IS DISTINCT FROM`.
    static func withoutDistinct(_ sql: String) -> String {
        // Most queries have no such word, and need not be taken apart.
        guard sql.utf8.contains(where: { $0 | 0x20 == UInt8(ascii: "d") }) else { return sql }
        return rewritten(sql) { word, rest in
            guard word.count == 8, word.elementsEqual("distinct".utf8, by: { $0 | 0x20 == $1 }) else { return nil }
            let next = rest.drop { isSpace($0) }.prefix { isWord($0) }
            return next.elementsEqual("from".utf8, by: { $0 | 0x20 == $1 }) ? nil : []
        }
    }

    /// Glues the operators that some models write apart: `> =`, `< =`, `! =`.
    static func withGluedOperators(_ sql: String) -> String {
        guard hasOperatorsApart(sql) else { return sql }
        var result: [UInt8] = []
        var changed = false
        for segment in Segments(Array(sql.utf8)) {
            guard case .code(let bytes) = segment else {
                result += segment.bytes
                continue
            }
            for (index, byte) in zip(bytes.indices, bytes) {
                let isApart =
                    byte == UInt8(ascii: " ") && index > bytes.startIndex && index + 1 < bytes.endIndex
                    && bytes[index + 1] == UInt8(ascii: "=") && "<>!".utf8.contains(bytes[index - 1])
                if isApart { changed = true } else { result.append(byte) }
            }
        }
        return changed ? String(decoding: result, as: UTF8.self) : sql
    }

    /// Whether any sign is a space away from an equals sign, as hardly ever.
    private static func hasOperatorsApart(_ sql: String) -> Bool {
        var before: (UInt8, UInt8) = (0, 0)
        for byte in sql.utf8 {
            if byte == UInt8(ascii: "="), before.1 == UInt8(ascii: " "), "<>!".utf8.contains(before.0) { return true }
            before = (before.1, byte)
        }
        return false
    }

    /// Replaces words outside quotes and comments.
    ///
    /// - Parameters:
    ///   - sql: the text.
    ///   - replacement: given a word and what follows it in the same stretch of code; nil keeps the word.
    /// - Returns: the text with the replacements.
    private static func rewritten(
        _ sql: String, replacement: (ArraySlice<UInt8>, ArraySlice<UInt8>) -> [UInt8]?
    ) -> String {
        var result: [UInt8] = []
        var changed = false
        for segment in Segments(Array(sql.utf8)) {
            guard case .code(let bytes) = segment else {
                result += segment.bytes
                continue
            }
            var rest = bytes
            while let first = rest.first {
                let piece = rest.prefix { isWord($0) == isWord(first) }
                rest = rest.dropFirst(piece.count)
                if isWord(first), let new = replacement(piece, rest) {
                    result += new
                    changed = true
                } else {
                    result += piece
                }
            }
        }
        return changed ? String(decoding: result, as: UTF8.self) : sql
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 9 < 5 }

    static func isWord(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == 0x5F || byte == 0x24 || byte >= 0x80
    }
}

/// The stretches of a query's text: code, and what is quoted or a comment.
struct Segments: Sequence, IteratorProtocol {
    /// One stretch.
    enum Segment {
        case code(ArraySlice<UInt8>)
        case quoted(ArraySlice<UInt8>)
        case comment(ArraySlice<UInt8>)

        var bytes: ArraySlice<UInt8> {
            switch self {
            case .code(let bytes), .quoted(let bytes), .comment(let bytes): bytes
            }
        }
    }

    private let text: [UInt8]
    private var offset = 0

    init(_ text: [UInt8]) {
        self.text = text
    }

    mutating func next() -> Segment? {
        guard offset < text.count else { return nil }
        let start = offset
        if let close = closing(at: offset) {
            offset += 1
            while offset < text.count {
                guard text[offset] == close else {
                    offset += 1
                    continue
                }
                offset += 1
                // A quote that is written twice stands for itself.
                guard close != UInt8(ascii: "]"), offset < text.count, text[offset] == close else { break }
                offset += 1
            }
            return .quoted(text[start..<offset])
        }
        if let end = endOfComment(at: offset) {
            offset = end
            return .comment(text[start..<offset])
        }
        repeat {
            offset += 1
        } while offset < text.count && closing(at: offset) == nil && endOfComment(at: offset) == nil
        return .code(text[start..<offset])
    }

    private func closing(at offset: Int) -> UInt8? {
        switch text[offset] {
        case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"): text[offset]
        case UInt8(ascii: "["): UInt8(ascii: "]")
        default: nil
        }
    }

    private func endOfComment(at offset: Int) -> Int? {
        guard offset + 1 < text.count else { return nil }
        switch (text[offset], text[offset + 1]) {
        case (UInt8(ascii: "-"), UInt8(ascii: "-")):
            return text[offset...].firstIndex(of: 10) ?? text.count
        case (UInt8(ascii: "/"), UInt8(ascii: "*")):
            var end = offset + 2
            while end + 1 < text.count, !(text[end] == UInt8(ascii: "*") && text[end + 1] == UInt8(ascii: "/")) {
                end += 1
            }
            return Swift.min(end + 2, text.count)
        default: return nil
        }
    }
}
