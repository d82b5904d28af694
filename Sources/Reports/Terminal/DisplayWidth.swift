/// How many cells of a terminal text takes.
///
/// Own tables instead of `wcwidth`, which follows the locale of the process and knows nothing of emoji sequences.
enum DisplayWidth {
    /// The number of cells of a whole text without control characters.
    static func of(_ text: String) -> Int {
        if let length = printableASCIILength(text) { return length }
        return text.reduce(into: 0) { $0 += of($1) }
    }

    /// The number of cells of one character as people see it, 0...2.
    static func of(_ character: Character) -> Int {
        let scalars = character.unicodeScalars
        guard let first = scalars.first else { return 0 }
        if first.isASCII, scalars.count == 1 { return 1 }
        // A flag, a keycap, a family or a skin tone is drawn as one picture of two cells.
        for scalar in scalars where scalar.value == 0xFE0F || isWide(scalar) { return 2 }
        return scalars.contains { !isZeroWidth($0) } ? 1 : 0
    }

    /// The length of a text that is nothing but printable ASCII; nil for any other.
    static func printableASCIILength(_ text: String) -> Int? {
        var count = 0
        for byte in text.utf8 {
            guard byte >= 0x20, byte < 0x7F else { return nil }
            count += 1
        }
        return count
    }

    private static func isZeroWidth(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: scalar.value != 0xAD
        default: false
        }
    }

    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        let value = scalar.value
        guard value >= 0x1100 else { return false }
        return wideRanges.contains { $0.contains(value) } || scalar.properties.isEmojiPresentation
    }

    /// Blocks whose characters are wide or full-width.
    ///
    /// Source: Unicode Standard Annex #11, East Asian Width; emoji come from the standard library's own properties.
    private static let wideRanges: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F,
        0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
        0x16FE0...0x18CFF, 0x1AFF0...0x1B2FF, 0x1F1E6...0x1F1FF, 0x1F200...0x1F2FF, 0x20000...0x3FFFD,
    ]
}
