internal import PlumbReports
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

    /// Shows the end of a text that grows, in one line.
    func showEnd(of text: String, columns: Int) {
        let line = VisibleText.of(
            String(text.suffix(columns * 2)).split(whereSeparator: \.isWhitespace).joined(separator: " "))
        show(String(line.suffix(max(columns - 1, 1))))
    }

    /// Takes the line away.
    func clear() {
        isShown.withLock { isShown in
            if isShown { try? messages.write(text: "\r\u{1B}[K") }
            isShown = false
        }
    }
}
