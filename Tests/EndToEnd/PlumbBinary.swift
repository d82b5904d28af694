import Foundation

/// The built command, beside the test bundle.
enum PlumbBinary {
    static let path: String = {
        let bundle = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        let places = [bundle, Bundle.main.bundleURL, Bundle.main.bundleURL.deletingLastPathComponent()]
        let binaries = places.map { $0.appending(path: "plumb").path }
        return binaries.first { FileManager.default.isExecutableFile(atPath: $0) } ?? "plumb"
    }()
}

/// A folder of its own for one test: its database, cache, home and files.
final class Workplace: Sendable {
    let folder: URL

    /// Makes the folder, with the sample database in it.
    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "plumb-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try SampleDatabase.make(at: database)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// The sample database's path.
    var database: String { path("shop.sqlite") }

    /// The path of a file in the folder.
    func path(_ name: String) -> String { folder.appending(path: name).path }

    /// What the command sees of the world: nothing of the person who runs the tests.
    func environment(_ more: [String: String] = [:]) -> [String: String] {
        let own = [
            "HOME": folder.path, "XDG_STATE_HOME": path("state"), "XDG_CACHE_HOME": path("cache"),
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
        ]
        return own.merging(more) { $1 }
    }
}
