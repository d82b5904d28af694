import Testing

@testable import PlumbEvaluation

/// Bytes that are no text; expected is what Python's `bytes.decode(errors="ignore")` gives.
struct UTF8RepairTests {
    @Test(
        arguments: [
            ([0x61, 0xFF, 0x62], "ab"), ([0xC3, 0xA9], "é"), ([0xC3], ""), ([0xE2, 0x82], ""),
            ([0xE2, 0x82, 0x41], "A"),
            ([0xED, 0xA0, 0x80, 0x41], "A"), ([0xF0, 0x9F, 0x98, 0x80], "😀"), ([0xF0, 0x9F, 0x98, 0x41], "A"),
            ([0xC0, 0xAF, 0x41], "A"), ([0xF4, 0x90, 0x80, 0x80], ""), ([0x80, 0x41], "A"),
            ([0xEF, 0xBF, 0xBD], "\u{FFFD}"),
        ] as [([UInt8], String)])
    func bytesThatAreNoTextAreDropped(bytes: [UInt8], expected: String) {
        let kept = bytes.withUnsafeBytes { UTF8Repair.droppingInvalid($0) } ?? bytes
        #expect(kept == Array(expected.utf8))
        #expect(bytes.withUnsafeBytes { UTF8Repair.isValid($0) } == (kept == bytes))
    }
}
