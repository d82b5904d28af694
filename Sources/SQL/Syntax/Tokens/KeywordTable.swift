/// Finds keywords by their bytes: a hash table that is built once.
struct KeywordTable: Sendable {
    static let shared = KeywordTable()

    /// The keyword in each slot, 0 where there is none; a power of two, sparse enough for short probes.
    private let slots: [Keyword]
    private let spellings: [[UInt8]]
    private static let mask = 2047

    /// The longest keyword's length in bytes.
    let longest: Int

    private init() {
        var slots = [Keyword](repeating: .none, count: Self.mask + 1)
        var spellings = [[UInt8]](repeating: [], count: Keyword.allCases.count)
        for keyword in Keyword.allCases where keyword != .none {
            let spelling = Array(keyword.spelling.utf8)
            spellings[Int(keyword.rawValue)] = spelling
            var slot = Int(Self.hash(spelling)) & Self.mask
            while slots[slot] != .none { slot = (slot + 1) & Self.mask }
            slots[slot] = keyword
        }
        self.slots = slots
        self.spellings = spellings
        longest = spellings.map(\.count).max() ?? 0
    }

    /// The first value of the hash that `Lexer` computes while it reads a word.
    static let seed: UInt32 = 2_166_136_261

    /// The hash with one more byte, whose ASCII case is ignored.
    @inline(__always)
    static func hash(_ hash: UInt32, adding byte: UInt8) -> UInt32 {
        let mixed = (hash ^ UInt32(byte | 0x20)) &* 16_777_619
        return mixed ^ (mixed >> 15)
    }

    private static func hash(_ bytes: [UInt8]) -> UInt32 {
        bytes.reduce(seed) { hash($0, adding: $1) }
    }

    /// The keyword that the bytes spell in any ASCII case, `.none` where they spell none.
    @inline(__always)
    func keyword(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, hash: UInt32) -> Keyword {
        guard bytes.count <= longest else { return .none }
        var slot = Int(hash) & Self.mask
        while slots[slot] != .none {
            if matches(spellings[Int(slots[slot].rawValue)], bytes) { return slots[slot] }
            slot = (slot + 1) & Self.mask
        }
        return .none
    }

    /// Whether a name's text is a keyword, in any ASCII case.
    func keyword(_ text: String) -> Keyword {
        let bytes = Array(text.utf8)
        return bytes.withUnsafeBufferPointer { keyword($0[0..<$0.count], hash: Self.hash(bytes)) }
    }

    private func matches(_ spelling: [UInt8], _ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        guard spelling.count == bytes.count else { return false }
        var index = bytes.startIndex
        for byte in spelling {
            let found = bytes[index]
            let folded = (0x41...0x5A).contains(found) ? found | 0x20 : found
            guard folded == byte else { return false }
            index += 1
        }
        return true
    }
}
