internal import PlumbCore
internal import PlumbReports

#if canImport(Darwin)
    internal import Darwin
#else
    internal import Glibc
#endif

/// The three standard streams, as a person meets them.
struct Console: Sendable {
    /// Rows, and nothing else.
    let output = Output.standard
    /// Everything else.
    let messages = Output.messages

    /// Whether questions are typed.
    var isInputTerminal: Bool { isatty(STDIN_FILENO) == 1 }

    /// Whether a conversation can be held: lines are typed, and the prompt is seen.
    var isInteractive: Bool { isInputTerminal && isatty(STDERR_FILENO) == 1 }

    /// Says something that is not rows.
    ///
    /// A person who has closed this stream has chosen not to read it.
    func say(_ text: String) {
        try? messages.write(text: text)
    }

    /// Says what went wrong.
    func complain(_ message: String) {
        let mark = messages.screen.coloring(.bad, "plumb:")
        say("\(mark) \(VisibleText.lines(of: message.hasSuffix("\n") ? String(message.dropLast()) : message))\n")
    }

    /// Says what went wrong, in the words of an error.
    ///
    /// - Parameters:
    ///   - error: what was thrown.
    ///   - isVerbose: whether to add what only a developer understands.
    func complain(_ error: any Error, isVerbose: Bool) {
        switch error {
        case is CancellationError, OutputError.closed: break
        case OutputError.failed(let reason): complain("the output can't be written: \(reason)")
        case let error as PlumbError:
            // Ctrl-C is no news to the person who pressed it.
            if error.code == .cancelled { return }
            complain(error.description)
            if isVerbose, let detail = error.detail { say("  \(error.code): \(VisibleText.of(detail))\n") }
        default:
            complain("something unexpected went wrong" + (isVerbose ? "" : "; --verbose says more"))
            if isVerbose { say("  \(VisibleText.of(String(reflecting: error)))\n") }
        }
    }
}
