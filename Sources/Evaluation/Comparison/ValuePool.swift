internal import PlumbCore

/// Values by number: equal values have the same number, and each is held once however often it comes.
///
/// Equality is that of the published evaluators, which compare Python's values: 1 is 1.0, text is the same where its
/// characters are, and no text is a number.
struct ValuePool {
    /// What makes two values equal.
    struct Equality: Hashable, Sendable {
        /// Whether numbers are rounded as the contract `strict` says.
        var roundsNumbers = false
        /// Whether bytes that are not UTF-8 are left out of text before it is compared.
        var dropsInvalidText = false
    }

    private let equality: Equality
    private var bytes: [UInt8] = []
    private var entries: [Entry] = []
    private var slots: [Int32]
    private let seed = UInt64.random(in: .min ... .max)

    private struct Entry {
        var hash: UInt64
        var start: Int
        var count: Int
        var kind: Kind
        /// Whether the number was seen as an integer, and as a real.
        var forms: UInt8 = 0
    }

    private enum Kind: UInt8 {
        case null, integer, real, text, blob
    }

    init(_ equality: Equality = Equality()) {
        self.equality = equality
        slots = [Int32](repeating: -1, count: 64)
    }

    /// The number of different values.
    var count: Int { entries.count }

    /// How many bytes the different values take.
    var byteCount: Int { bytes.count }

    /// Whether any number was seen both as an integer and as a real.
    var mixesForms: Bool { entries.contains { $0.forms == 3 } }

    /// The number of a value.
    mutating func number(of value: BorrowedValue) -> Int32 {
        switch value {
        case .null: return intern(.null, UnsafeRawBufferPointer(start: nil, count: 0))
        case .integer(let number): return intern(number, form: 1)
        case .real(let number):
            let number = equality.roundsNumbers ? Self.rounded(number) : number
            if let whole = Int64(exactly: number) { return intern(whole, form: 2) }
            return withUnsafeBytes(of: number) { intern(.real, $0) }
        case .text(let text):
            if equality.dropsInvalidText, let valid = UTF8Repair.droppingInvalid(text) {
                return valid.withUnsafeBytes { intern(.text, $0) }
            }
            return intern(.text, text)
        case .blob(let blob): return intern(.blob, blob)
        }
    }

    private mutating func intern(_ number: Int64, form: UInt8) -> Int32 {
        let index = withUnsafeBytes(of: number) { intern(.integer, $0) }
        entries[Int(index)].forms |= form
        return index
    }

    private mutating func intern(_ kind: Kind, _ value: UnsafeRawBufferPointer) -> Int32 {
        let hash = Hashing.hash(value, seed: seed &+ UInt64(kind.rawValue))
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] >= 0 {
            let entry = entries[Int(slots[slot])]
            if entry.hash == hash, entry.kind == kind, entry.count == value.count, holds(entry, value) {
                return slots[slot]
            }
            slot = (slot + 1) & mask
        }
        let index = Int32(entries.count)
        slots[slot] = index
        entries.append(Entry(hash: hash, start: bytes.count, count: value.count, kind: kind))
        bytes.append(contentsOf: value)
        if entries.count * 2 > slots.count { grow() }
        return index
    }

    private func holds(_ entry: Entry, _ value: UnsafeRawBufferPointer) -> Bool {
        bytes.withUnsafeBytes { pool in
            UnsafeRawBufferPointer(rebasing: pool[entry.start..<entry.start + entry.count]).elementsEqual(value)
        }
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        let mask = slots.count - 1
        for (index, entry) in entries.enumerated() {
            var slot = Int(truncatingIfNeeded: entry.hash) & mask
            while slots[slot] >= 0 { slot = (slot + 1) & mask }
            slots[slot] = Int32(index)
        }
    }

    /// The value of a number, for people.
    func value(_ index: Int32) -> SQLValue {
        let entry = entries[Int(index)]
        let content = bytes[entry.start..<entry.start + entry.count]
        func load<Number: BitwiseCopyable>(_ type: Number.Type) -> Number {
            content.withUnsafeBytes { $0.loadUnaligned(as: type) }
        }
        return switch entry.kind {
        case .null: .null
        case .integer: .integer(load(Int64.self))
        case .real: .real(load(Double.self))
        case .text: .text(String(decoding: content, as: UTF8.self))
        case .blob: .blob(Array(content))
        }
    }

    /// The number in nine significant digits, or with four decimals where that is finer and a double can tell.
    static func rounded(_ number: Double) -> Double {
        guard number.isFinite, number != 0 else { return number }
        var scale = 1.0
        while abs(number) * scale < 1e8, scale < 1e300 { scale *= 10 }
        while scale < 1e4, abs(number) * scale < 1e14 { scale *= 10 }
        let scaled = (number * scale).rounded()
        return scaled.isFinite ? scaled / scale : number
    }
}
