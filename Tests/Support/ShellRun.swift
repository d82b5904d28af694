internal import Foundation

/// A command that ran to its end.
public struct ShellRun: Sendable {
    /// What it wrote to its standard output.
    public let output: String
    /// The number that its process had.
    public let process: Int32
    /// What it ended with; nil where a signal ended it.
    public let code: Int32?

    /// Why a command could not be run, or that it failed.
    public struct Failure: Error {
        /// The command.
        public let command: [String]
        /// What it ended with; nil where it did not start, or a signal ended it.
        public var code: Int32?
        /// What it wrote to its standard output.
        public var output = ""
    }

    /// Runs a command that must end with 0.
    ///
    /// - Parameter command: its path and its arguments.
    /// - Throws: `Failure`.
    @discardableResult
    public init(succeeding command: [String]) throws {
        try self.init(command, in: FileManager.default.temporaryDirectory.path)
        guard code == 0 else { throw Failure(command: command, code: code, output: output) }
    }

    /// Runs a command.
    ///
    /// Not by `Process`, whose children inherit what it waits on: a server that a command leaves behind holds it for good.
    ///
    /// - Parameters:
    ///   - command: its path and its arguments.
    ///   - folder: where its output is kept meanwhile.
    /// - Throws: `Failure` where it can't be started.
    public init(_ command: [String], in folder: String) throws {
        let file = "\(folder)/\(UUID().uuidString).out"
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, file, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        // A shell that inherits the mask of a thread of Dispatch never hears that its children have ended.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var arguments = command.map { strdup($0) } + [nil]
        var variables = ProcessInfo.processInfo.environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (arguments + variables).forEach { free($0) } }
        var child = pid_t()
        guard posix_spawn(&child, command[0], &actions, &attributes, &arguments, &variables) == 0 else {
            throw Failure(command: command)
        }
        var status: Int32 = 0
        while waitpid(child, &status, 0) == -1, errno == EINTR {}
        process = child
        code = status & 0x7F == 0 ? (status >> 8) & 0xFF : nil
        output = try String(contentsOfFile: file, encoding: .utf8)
        try FileManager.default.removeItem(atPath: file)
    }
}
