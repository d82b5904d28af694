/// Finds keywords by their bytes: a hash table that is built once.
///
/// A word is known by its first and its last eight bytes and its length, all of which fit in registers: only the longest
/// keyword has a byte that these leave out, and that one is compared apart.
struct KeywordTable: Sendable {
    static let shared = KeywordTable()

    /// A word's ASCII case is taken off, and with it what tells `_` from a byte that is in no word.
    private struct Key: Equatable {
        var first: UInt64 = 0
        var last: UInt64 = 0
        var length = 0
    }

    private struct Entry {
        var key = Key()
        var keyword = Keyword.none
    }

    /// The keyword in each slot; a power of two of slots, sparse enough for short probes.
    ///
    /// The memory is filled once, before anyone else sees it, and then neither changed nor freed; an array's would be
    /// counted at each look.
    private nonisolated(unsafe) let slots: UnsafePointer<Entry>
    private static let slotCount = 2048
    private static let mask = slotCount - 1

    /// The longest keyword's length in bytes.
    static let longest = 17

    private init() {
        let slots = UnsafeMutablePointer<Entry>.allocate(capacity: Self.slotCount)
        slots.initialize(repeating: Entry(), count: Self.slotCount)
        for keyword in Keyword.allCases where keyword != .none {
            let spelling = Array(keyword.spelling.utf8)
            precondition(spelling.count <= Self.longest)
            let key = spelling.withUnsafeBytes { Self.key($0) }
            var slot = Self.slot(of: key)
            while slots[slot].keyword != .none { slot = (slot + 1) & Self.mask }
            slots[slot] = Entry(key: key, keyword: keyword)
        }
        self.slots = UnsafePointer(slots)
    }

    /// The keyword that the bytes spell in any ASCII case, `.none` where they spell none.
    @inline(__always)
    func keyword(_ word: UnsafeRawBufferPointer) -> Keyword {
        guard word.count > 1, word.count <= Self.longest else { return .none }
        let key = Self.key(word)
        var slot = Self.slot(of: key)
        while slots[slot].keyword != .none {
            if slots[slot].key == key {
                let isWhole = word.count < Self.longest || word[8] | 0x20 == UInt8(ascii: "t")
                return isWhole ? slots[slot].keyword : .none
            }
            slot = (slot + 1) & Self.mask
        }
        return .none
    }

    /// Whether a name's text is a keyword, in any ASCII case.
    func keyword(_ text: String) -> Keyword {
        var text = text
        return text.withUTF8 { keyword(UnsafeRawBufferPointer($0)) }
    }

    @inline(__always)
    private static func key(_ word: UnsafeRawBufferPointer) -> Key {
        let count = word.count
        var key = Key(length: count)
        if count >= 8 {
            key.first = word.loadUnaligned(as: UInt64.self)
            key.last = word.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
        } else if count >= 4 {
            key.first = UInt64(word.loadUnaligned(as: UInt32.self))
            key.last = UInt64(word.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self))
        } else {
            key.first = UInt64(word.loadUnaligned(as: UInt16.self))
            key.last = UInt64(word[count - 1])
        }
        key.first |= 0x2020_2020_2020_2020
        key.last |= 0x2020_2020_2020_2020
        return key
    }

    @inline(__always)
    private static func slot(of key: Key) -> Int {
        let mixed = (key.first ^ (key.last &* 0x9E37_79B9_7F4A_7C15)) &* 0xBF58_476D_1CE4_E5B9
        return Int(truncatingIfNeeded: mixed >> 53) & mask
    }
}
