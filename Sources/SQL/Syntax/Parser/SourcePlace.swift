/// An offset as people count: by line and column, with the line's text around it.
struct SourcePlace {
    /// The line, 1-based.
    let line: Int

    /// The column, 1-based, in characters.
    let column: Int

    /// The line, shortened where it is long, and below it a caret.
    let excerpt: String

    /// How many characters of the line are shown on each side.
    private static let margin = 60

    init(offset: Int, in bytes: UnsafeBufferPointer<UInt8>) {
        let offset = min(max(offset, 0), bytes.count)
        var line = 1
        var start = 0
        for index in 0..<offset where bytes[index] == 0x0A {
            line += 1
            start = index + 1
        }
        // A line may be the whole of a huge text: only a window around the place is ever made into characters.
        var end = offset
        while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D, end - offset < Self.margin * 8 { end += 1 }
        let before = String(decoding: bytes[start..<offset], as: UTF8.self)
        let after = String(decoding: bytes[offset..<end], as: UTF8.self)
        let characters = before.count
        self.line = line
        column = characters + 1

        let isShortened = characters > Self.margin
        var shown = isShortened ? "…" + before.suffix(Self.margin) : before
        shown = String(shown.map { $0.isWhitespace || Self.isControl($0) ? " " : $0 })
        let tail = after.prefix(Self.margin).map { Self.isControl($0) ? " " : $0 }
        excerpt = shown + String(tail) + "\n" + String(repeating: " ", count: shown.count) + "^"
    }

    private static func isControl(_ character: Character) -> Bool {
        character.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
    }
}
