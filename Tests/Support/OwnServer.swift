internal import Foundation
internal import PlumbCore
package import PlumbDatabases
internal import Testing

/// A server of a test's own, which it may stop, kill and set up as it likes.
///
/// `Tests/Postgres/server run` stops it in the end, whatever becomes of the test.
package final class OwnServer: Sendable {
    package let folder: String
    private let settings: [String]

    package init(_ settings: [String] = [], hba: String? = nil) throws {
        let parent = try #require(ProcessInfo.processInfo.environment["PLUMB_TEST_POSTGRES_FOLDER"])
        folder = "\(parent)/\(UUID().uuidString.prefix(6))"
        var settings = settings
        if let hba {
            let file = "\(folder).hba"
            try hba.write(toFile: file, atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
            settings.append("hba_file=\(file)")
        }
        self.settings = settings
        try start()
    }

    deinit {
        try? stop()
    }

    package func start() throws {
        try ShellRun(succeeding: [Self.script, "start", folder] + settings)
    }

    package func stop() throws {
        try ShellRun(succeeding: [Self.script, "stop", folder])
    }

    /// Starts it again as a standby that has no primary.
    package func becomeStandby() throws {
        let processID = try processID
        kill(processID, SIGINT)
        while kill(processID, 0) == 0 { usleep(20_000) }
        let signal = "\(folder)/data/standby.signal"
        try Data().write(to: URL(fileURLWithPath: signal))
        try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: signal)
        try start()
    }

    /// The postmaster's process.
    package var processID: Int32 {
        get throws {
            let text = try String(contentsOfFile: "\(folder)/data/postmaster.pid", encoding: .utf8)
            return try #require(text.split(separator: "\n").first.flatMap { Int32($0) })
        }
    }

    package func location(_ changes: [String: String?] = [:]) throws -> PostgresLocation {
        try TestPostgres.location(["host": folder]).with(changes)
    }

    private static let script = Repository.root.appending(path: "Tests/Postgres/server").path
}
