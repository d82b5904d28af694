/// A key, which nothing prints.
///
/// Neither Codable nor Hashable, so that no store can take it in by chance.
package struct Secret: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The key itself, for the one header that it is sent in.
    package let exposed: String

    /// Keeps a key.
    package init(_ text: String) { exposed = text }

    /// Three dots.
    package var description: String { "•••" }

    /// Three dots.
    package var debugDescription: String { "•••" }

    /// Shows nothing of the inside, to `dump` either.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
