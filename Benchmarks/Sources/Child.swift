import Foundation

/// A command that ran to its end.
struct Child {
    /// From its start to its end, in seconds.
    let seconds: Double

    /// The most memory it had at once, in bytes; nil where that was not watched.
    let peakBytes: Int?

    /// Whether it ended with 0.
    let isSuccess: Bool

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Runs a command.
    ///
    /// - Parameters:
    ///   - command: its path and arguments.
    ///   - environment: its variables, `NAME=value`.
    ///   - output: the file that its standard output is written to.
    ///   - watchesMemory: whether to look at its memory every millisecond, which costs some time.
    /// - Throws: `Failure` where it can't be started, or ends with another code than 0 or 1.
    init(
        _ command: [String], environment: [String], output: String = "/dev/null", watchesMemory: Bool = false
    ) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        // A shell that inherits the mask of a thread of Dispatch never hears that its children have ended.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var arguments = command.map { strdup($0) } + [nil]
        var variables = environment.map { strdup($0) } + [nil]
        defer { (arguments + variables).forEach { free($0) } }

        let start = ContinuousClock.now
        var process = pid_t()
        guard posix_spawnp(&process, command[0], &actions, &attributes, &arguments, &variables) == 0 else {
            throw Failure(description: "\(command[0]) can't be started")
        }
        var status: Int32 = 0
        var peak: Int?
        if watchesMemory {
            while waitpid(process, &status, WNOHANG) == 0 {
                peak = Self.peak(of: process) ?? peak
                usleep(1_000)
            }
        } else {
            waitpid(process, &status, 0)
        }
        seconds = (ContinuousClock.now - start).seconds
        peakBytes = peak
        isSuccess = status == 0
        guard status == 0 || status == 1 << 8 else {
            throw Failure(description: "\(command.joined(separator: " ")) ended with \(status)")
        }
    }

    /// The high-water mark of a process that still runs.
    ///
    /// Not `ru_maxrss`, which Linux begins with the size of the process that started it.
    private static func peak(of process: pid_t) -> Int? {
        guard let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8) else { return nil }
        guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }) else { return nil }
        return line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }.map { $0 * 1_024 }
    }
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
