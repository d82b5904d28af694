internal import Foundation

/// Values as JSON, one a line, the same bytes for the same value.
enum JSONLines {
    /// A value on a line of its own.
    static func bytes(of value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(value)) + [UInt8(ascii: "\n")]
    }
}
