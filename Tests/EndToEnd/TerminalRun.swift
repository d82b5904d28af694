import Foundation
import Synchronization

/// The command in a real terminal: a pseudo-terminal whose other end the test holds.
final class TerminalRun: Sendable {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private let controller: Int32

    /// POSIX_SPAWN_SETSID, which the header shows only to programs that ask for GNU's extensions.
    private static let ownSession: Int16 = 0x80
    private let process: pid_t
    private let received = Mutex<[UInt8]>([])

    /// Starts the command as the leader of a session whose terminal is its standard input, output and error.
    ///
    /// - Parameters:
    ///   - arguments: its arguments.
    ///   - columns: the terminal's width.
    ///   - workplace: where it runs.
    ///   - environment: more variables.
    /// - Throws: `Failure` where there is no terminal or no command.
    init(
        _ arguments: [String], columns: Int = 80, in workplace: Workplace, environment: [String: String] = [:]
    ) throws {
        var ends: (controller: Int32, terminal: Int32) = (-1, -1)
        var name = [CChar](repeating: 0, count: 1_024)
        var size = winsize(ws_row: 50, ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        guard openpty(&ends.controller, &ends.terminal, &name, nil, &size) == 0 else {
            throw Failure(description: "no pseudo-terminal: \(errno)")
        }
        controller = ends.controller
        // Once the command has opened it too; until then the terminal must not be without a reader.
        defer { close(ends.terminal) }

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // The first terminal that a session's leader opens becomes the session's own.
        posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        posix_spawn_file_actions_addclose(&actions, controller)
        posix_spawn_file_actions_addclose(&actions, ends.terminal)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // Test runners block and ignore signals, and a child inherits that.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        var defaults = sigset_t()
        sigemptyset(&defaults)
        sigaddset(&defaults, SIGINT)
        sigaddset(&defaults, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        posix_spawnattr_setflags(
            &attributes, Self.ownSession | Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))

        var child = pid_t()
        let words = ([PlumbBinary.path] + arguments).map { strdup($0) }
        let variables = workplace.environment(environment).map { strdup("\($0)=\($1)") }
        defer { (words + variables).forEach { free($0) } }
        let code = posix_spawn(&child, PlumbBinary.path, &actions, &attributes, words + [nil], variables + [nil])
        process = child
        guard code == 0 else { throw Failure(description: "can't start \(PlumbBinary.path): \(code)") }
        Thread.detachNewThread { self.receive() }
    }

    deinit {
        kill(process, SIGKILL)
        close(controller)
    }

    /// Everything that came, escape sequences and all.
    var raw: String { String(decoding: received.withLock { $0 }, as: UTF8.self) }

    /// Everything that came, without escape sequences and carriage returns.
    var text: String {
        raw.replacing(/\u{1B}\[[0-9;?]*[A-Za-z]/, with: "").replacing(/\u{1B}[=>()][A-Z0-9]?/, with: "")
            .replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    }

    /// Types.
    func type(_ text: String) {
        let bytes = Array(text.utf8)
        _ = write(controller, bytes, bytes.count)
    }

    /// Waits until a text has come, counted from a mark.
    ///
    /// - Parameters:
    ///   - wanted: the text.
    ///   - mark: how many characters of `text` to skip.
    ///   - seconds: how long to wait.
    /// - Returns: the mark after the text.
    /// - Throws: `Failure` where it does not come.
    @discardableResult
    func wait(for wanted: String, after mark: Int = 0, seconds: Double = 20) async throws -> Int {
        let deadline = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < deadline {
            let text = self.text
            if let range = text.dropFirst(mark).firstRange(of: wanted) {
                return text.distance(from: text.startIndex, to: range.upperBound)
            }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw Failure(description: "“\(wanted)” did not come within \(seconds) s after \(mark); there is:\n\(text)")
    }

    /// Waits for the end.
    ///
    /// - Parameter seconds: how long to wait.
    /// - Returns: the exit code; negative for a signal.
    /// - Throws: `Failure` where the command does not end.
    func end(seconds: Double = 20) async throws -> Int32 {
        let deadline = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < deadline {
            var status: Int32 = 0
            if waitpid(process, &status, WNOHANG) == process {
                try await Task.sleep(for: .milliseconds(50))
                return status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F)
            }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw Failure(description: "the command did not end within \(seconds) s; there is:\n\(text)")
    }

    private func receive() {
        var chunk = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = read(controller, &chunk, chunk.count)
            guard count > 0 else { return }
            received.withLock { $0 += chunk.prefix(count) }
        }
    }
}
