/// Text whose bytes need not be UTF-8.
enum UTF8Repair {
    /// The bytes without those that are no UTF-8, as Python's `decode(errors="ignore")` leaves them; nil where all are.
    ///
    /// What is left out is the longest beginning of a character that can't go on, after The Unicode Standard, table 3-7.
    static func droppingInvalid(_ bytes: UnsafeRawBufferPointer) -> [UInt8]? {
        guard bytes.contains(where: { $0 >= 0x80 }) else { return nil }
        var kept: [UInt8] = []
        var isWhole = true
        var offset = 0
        while offset < bytes.count {
            let (count, isValid) = character(bytes, at: offset)
            if isValid { kept.append(contentsOf: bytes[offset..<offset + count]) } else { isWhole = false }
            offset += count
        }
        return isWhole ? nil : kept
    }

    /// Whether all bytes are UTF-8.
    static func isValid(_ bytes: UnsafeRawBufferPointer) -> Bool {
        droppingInvalid(bytes) == nil
    }

    /// How many bytes the character at an offset takes, and whether it is one.
    private static func character(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> (count: Int, isValid: Bool) {
        let (length, second): (Int, ClosedRange<UInt8>) =
            switch bytes[offset] {
            case 0x00...0x7F: (1, 0x80...0xBF)
            case 0xC2...0xDF: (2, 0x80...0xBF)
            case 0xE0: (3, 0xA0...0xBF)
            case 0xED: (3, 0x80...0x9F)
            case 0xE1...0xEF: (3, 0x80...0xBF)
            case 0xF0: (4, 0x90...0xBF)
            case 0xF1...0xF3: (4, 0x80...0xBF)
            case 0xF4: (4, 0x80...0x8F)
            default: (0, 0x80...0xBF)
            }
        guard length > 0 else { return (1, false) }
        for index in 1..<max(length, 1) {
            let allowed = index == 1 ? second : 0x80...0xBF
            guard offset + index < bytes.count, allowed.contains(bytes[offset + index]) else { return (index, false) }
        }
        return (length, true)
    }
}
