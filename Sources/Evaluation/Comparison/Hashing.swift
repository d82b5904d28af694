/// A fast hash of bytes for tables that hold the bytes themselves: two equal hashes are never taken for two equal values.
///
/// Multiply and fold, after wyhash, <https://github.com/wangyi-fudan/wyhash>.
enum Hashing {
    /// The hash of bytes.
    @inline(__always)
    static func hash(_ bytes: UnsafeRawBufferPointer, seed: UInt64) -> UInt64 {
        var state = seed ^ UInt64(truncatingIfNeeded: bytes.count)
        var offset = 0
        while offset + 8 <= bytes.count {
            state = mix(state, bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            offset += 8
        }
        var rest: UInt64 = 0
        while offset < bytes.count {
            rest = rest << 8 | UInt64(bytes[offset])
            offset += 1
        }
        return mix(state, rest)
    }

    /// A state with one more number.
    @inline(__always)
    static func mix(_ state: UInt64, _ number: UInt64) -> UInt64 {
        let product = (state ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: number ^ 0xE703_7ED1_A0B4_28DB)
        return product.high ^ product.low
    }
}
