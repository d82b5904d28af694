internal import PlumbReports

#if canImport(Darwin)
    internal import Darwin
#else
    internal import Glibc
#endif

/// A stream that the process writes to, unbuffered: callers gather bytes themselves.
struct Output: Sendable {
    let descriptor: Int32

    static let standard = Output(descriptor: STDOUT_FILENO)
    static let messages = Output(descriptor: STDERR_FILENO)

    /// Writes all bytes.
    ///
    /// - Throws: `OutputError`.
    func write(_ bytes: [UInt8]) throws(OutputError) {
        var start = 0
        while start < bytes.count {
            let written = bytes.withUnsafeBytes { buffer in
                system_write(descriptor, buffer.baseAddress.map { $0 + start }, bytes.count - start)
            }
            if written >= 0 {
                start += written
            } else if errno == EPIPE {
                throw .closed
            } else if errno == EAGAIN {
                // Someone made the terminal non-blocking: wait until it takes more.
                var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                _ = poll(&request, 1, 100)
            } else if errno != EINTR {
                throw .failed(reason: String(cString: strerror(errno)))
            }
        }
    }

    /// Writes text as UTF-8.
    ///
    /// - Throws: `OutputError`.
    func write(text: String) throws(OutputError) {
        try write(Array(text.utf8))
    }

    /// The screen behind the stream, as it is now: a window may have been resized.
    var screen: Screen {
        guard isatty(descriptor) == 1 else { return Screen() }
        var size = winsize()
        let isKnown = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        let isColored = Environment.value("NO_COLOR") == nil && Environment.value("TERM") != "dumb"
        return Screen(columns: isKnown ? Int(size.ws_col) : 80, coloring: isColored ? .ansi : .none)
    }

    /// Whether the stream is a terminal that can move its cursor.
    var canRedraw: Bool {
        isatty(descriptor) == 1 && Environment.value("TERM").map { $0 != "dumb" } ?? false
    }
}

/// Output that can't be written.
enum OutputError: Error {
    /// The reader has closed its end, as `head` does when it has seen enough.
    case closed
    /// The system's reason.
    case failed(reason: String)
}

/// Variables of the environment.
enum Environment {
    /// The variable's value; nil where it is unset or empty.
    static func value(_ name: String) -> String? {
        guard let text = getenv(name), text.pointee != 0 else { return nil }
        return String(cString: text)
    }
}

/// `write(2)`, told apart from the methods of that name.
private func system_write(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}
