internal import Dispatch
import Foundation

/// What the command did with files and pipes for its streams.
struct PipedRun {
    let output: String
    let messages: String
    let code: Int32

    /// Runs the command to its end.
    ///
    /// - Parameters:
    ///   - arguments: its arguments.
    ///   - input: its standard input.
    ///   - workplace: where it runs.
    ///   - environment: more variables.
    /// - Throws: what keeps the command from being started.
    init(
        _ arguments: [String], input: Data = Data(), in workplace: Workplace, environment: [String: String] = [:]
    ) throws {
        try self.init(PlumbBinary.path, arguments, input: input, in: workplace, environment: environment)
    }

    /// Runs a shell script, in which `$PLUMB` is the command.
    init(script: String, in workplace: Workplace) throws {
        try self.init(
            "/bin/bash", ["-c", script], input: Data(), in: workplace,
            environment: ["PLUMB": PlumbBinary.path, "DB": workplace.database])
    }

    private init(
        _ executable: String, _ arguments: [String], input: Data, in workplace: Workplace,
        environment: [String: String]
    ) throws {
        let run = UUID().uuidString
        let files = ["in", "out", "err"].map { URL(filePath: workplace.path("\(run).\($0)")) }
        try input.write(to: files[0])
        for file in files.dropFirst() { try Data().write(to: file) }
        let process = Process()
        process.executableURL = URL(filePath: executable)
        process.arguments = arguments
        process.environment = workplace.environment(environment)
        process.currentDirectoryURL = workplace.folder
        // Files, because a full pipe that nobody reads would stop the command.
        let streams = [try FileHandle(forReadingFrom: files[0])] + (try files[1...].map(FileHandle.init(forWritingTo:)))
        // A process may be kept by whoever waits for it, and its files with it: servers that tests start inherit them all.
        defer { for stream in streams { try? stream.close() } }
        (process.standardInput, process.standardOutput, process.standardError) = (streams[0], streams[1], streams[2])
        // Not `waitUntilExit`: it runs the thread's run loop, which on a thread of the test runner may never end.
        let ended = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in ended.signal() }
        try process.run()
        ended.wait()
        output = String(decoding: try Data(contentsOf: files[1]), as: UTF8.self)
        messages = String(decoding: try Data(contentsOf: files[2]), as: UTF8.self)
        code = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    }
}
