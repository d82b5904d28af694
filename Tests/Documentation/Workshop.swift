import CSQLite
import Foundation

/// A folder that looks to a command as the project does after `make sample-dbs`.
final class Workshop: Sendable {
    let folder: URL

    struct Failure: Error {
        let message: String
    }

    /// Makes the folder and the sample databases in it.
    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "plumb-documents-\(UUID().uuidString)")
        let databases = folder.appending(path: "sample-dbs")
        try FileManager.default.createDirectory(at: databases, withIntermediateDirectories: true)
        let sources = Document.root.appending(path: "sample-dbs")
        for file in try FileManager.default.contentsOfDirectory(atPath: sources.path) {
            let source = sources.appending(path: file)
            if file.hasSuffix(".sql") {
                let name = file.dropLast(4) + ".sqlite"
                try Self.load(
                    try String(contentsOf: source, encoding: .utf8), into: databases.appending(path: name).path)
            } else if file.hasSuffix(".yaml") {
                try FileManager.default.copyItem(at: source, to: databases.appending(path: file))
            }
        }
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private static func load(_ sql: String, into path: String) throws {
        var database: OpaquePointer?
        defer { sqlite3_close(database) }
        guard sqlite3_open(path, &database) == SQLITE_OK, sqlite3_exec(database, sql, nil, nil, nil) == SQLITE_OK else {
            throw Failure(message: String(cString: sqlite3_errmsg(database)))
        }
    }

    /// The folder that holds the test bundle, the command and the modules.
    static let products: URL = {
        let bundle = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        let places = [bundle, Bundle.main.bundleURL, Bundle.main.bundleURL.deletingLastPathComponent()]
        return places.first {
            FileManager.default.isExecutableFile(atPath: $0.appending(path: "plumb").path)
        } ?? bundle
    }()

    /// Runs a shell script in the folder; `plumb` is the command that was built, and `make ask` calls it.
    ///
    /// - Parameter script: what a person would type.
    /// - Returns: what was printed on both streams, and the exit code.
    /// - Throws: what keeps the shell from being started.
    func run(_ script: String) throws -> (output: String, code: Int32) {
        let file = folder.appending(path: "output-\(UUID().uuidString)")
        try Data().write(to: file)
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", Self.makeAsk + script + "\n"]
        var environment = ProcessInfo.processInfo.environment.filter { ["LANG", "LD_LIBRARY_PATH"].contains($0.key) }
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        // Recordings show the times of a release build; its folder is named by the makefile.
        let commands = ProcessInfo.processInfo.environment["PLUMB_FOLDER"] ?? Self.products.path
        environment["PATH"] = commands + ":" + path
        environment["HOME"] = folder.path
        environment["COLUMNS"] = "100"
        process.environment = environment
        process.currentDirectoryURL = folder
        process.standardInput = FileHandle.nullDevice
        let output = try FileHandle(forWritingTo: file)
        process.standardOutput = output
        process.standardError = output
        // Not `waitUntilExit`: it runs the thread's run loop, which on a thread of the test runner may never end.
        let ended = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in ended.signal() }
        try process.run()
        ended.wait()
        return (String(decoding: try Data(contentsOf: file), as: UTF8.self), process.terminationStatus)
    }

    private static let makeAsk = """
        make() {
            for argument; do case $argument in Q=*) Q=${argument#Q=} ;; DB=*) DB=${argument#DB=} ;; esac; done
            plumb ask --database "sample-dbs/$DB.sqlite" -- "$Q"
        }

        """
}
