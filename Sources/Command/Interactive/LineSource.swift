/// Where the lines of a conversation come from.
protocol LineSource: Sendable {
    /// The next line; returns when there is one.
    func next() async -> LineEvent

    /// Ends reading, and puts the terminal back as it was.
    func close() async
}

/// What came instead of a line, or the line.
enum LineEvent: Sendable {
    case line(String)
    /// Ctrl-C: the line was given up.
    case interrupted
    /// Ctrl-D, or the end of the file.
    case end
}

/// Lines from a pipe or a file: no prompt, nothing drawn.
struct PipedLines: LineSource {
    func next() async -> LineEvent {
        await StandardInput.waiting { readLine().map(LineEvent.line) ?? .end }
    }

    func close() async {}
}
