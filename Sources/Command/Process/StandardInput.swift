internal import Dispatch
internal import PlumbCore

/// Standard input, read where waiting for it holds up nothing else.
enum StandardInput {
    private static let queue = DispatchQueue(label: "plumb.input")

    /// More than any question; what lies beyond is left unread.
    private static let longest = 1 << 20

    /// Everything up to the end, or enough to see that it is too long.
    static func all() async throws -> String {
        await waiting {
            var text = ""
            while text.utf8.count < longest, let line = readLine(strippingNewline: false) { text += line }
            return text
        }
    }

    /// Runs a body that blocks on a thread of its own, away from the cooperative pool.
    static func waiting<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: body()) }
        }
    }
}
