/// Where a node was read: UTF-8 offsets into the text, the end excluded.
///
/// Nodes made by hand have `SourceRange.none`.
public struct SourceRange: Hashable, Sendable, Comparable, CustomStringConvertible {
    // 32 bits are enough: the parser refuses longer texts, and every node of a tree carries a range.
    private let first: UInt32
    private let last: UInt32

    /// The offset of the first byte, 0-based.
    public var start: Int { Int(first) }

    /// The offset behind the last byte, 0-based.
    public var end: Int { Int(last) }

    /// The number of bytes.
    public var count: Int { end - start }

    /// The range of nodes that no text was read for.
    public static let none = SourceRange(first: .max, last: .max)

    /// Whether there is a text behind the node.
    public var isKnown: Bool { first != .max }

    /// Makes a range of byte offsets; offsets that don't fit become the nearest that do.
    public init(start: Int, end: Int) {
        first = UInt32(clamping: start)
        last = UInt32(clamping: max(start, end))
    }

    private init(first: UInt32, last: UInt32) {
        self.first = first
        self.last = last
    }

    /// The smallest range that covers both; a range that isn't known adds nothing.
    public func union(_ other: SourceRange) -> SourceRange {
        guard isKnown else { return other }
        guard other.isKnown else { return self }
        return SourceRange(first: min(first, other.first), last: max(last, other.last))
    }

    /// The part of a text that the range covers; empty where the range doesn't fit the text.
    public func text(in text: String) -> String {
        let bytes = text.utf8
        guard isKnown, end <= bytes.count else { return "" }
        let lower = bytes.index(bytes.startIndex, offsetBy: start)
        return String(decoding: bytes[lower..<bytes.index(lower, offsetBy: count)], as: UTF8.self)
    }

    /// Orders by start, then by end.
    public static func < (left: SourceRange, right: SourceRange) -> Bool {
        (left.first, left.last) < (right.first, right.last)
    }

    /// `start..<end`, or `none`.
    public var description: String { isKnown ? "\(start)..<\(end)" : "none" }
}

/// A property that says how a node was written and not what it means: equality and hashing pass it over.
@propertyWrapper
public struct Incidental<Value: Sendable>: Hashable, Sendable {
    /// The value itself.
    public var wrappedValue: Value

    /// Wraps a value.
    public init(wrappedValue: Value) { self.wrappedValue = wrappedValue }

    /// Always true.
    public static func == (left: Incidental, right: Incidental) -> Bool { true }

    /// Adds nothing.
    public func hash(into hasher: inout Hasher) {}
}
