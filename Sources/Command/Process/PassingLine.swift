internal import Synchronization

/// A line that says what is going on and leaves no trace; on a terminal only.
final class PassingLine: Sendable {
    private let messages: Output
    private let isEnabled: Bool
    private let isShown = Mutex(false)

    init(_ messages: Output, isEnabled: Bool = true) {
        self.messages = messages
        self.isEnabled = isEnabled && messages.canRedraw
    }

    /// Shows a line of text in place of the one before.
    func show(_ text: String) {
        guard isEnabled else { return }
        isShown.withLock { isShown in
            try? messages.write(text: "\r\u{1B}[K\(text)")
            isShown = true
        }
    }

    /// Takes the line away.
    func clear() {
        isShown.withLock { isShown in
            if isShown { try? messages.write(text: "\r\u{1B}[K") }
            isShown = false
        }
    }
}
