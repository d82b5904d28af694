public import Foundation

/// Files of the project that tests read.
public enum Repository {
    /// The project's folder.
    public static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The databases that come with the project.
    public static let sampleDatabases = ["campus", "clinic", "museum", "shop", "transit"]

    /// The text of one of the project's files.
    ///
    /// - Throws: where it can't be read.
    public static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    /// Builds a database that comes with the project, with its annotations beside it.
    ///
    /// - Throws: where SQLite refuses its text.
    public static func sample(_ name: String) throws -> ScratchDatabase {
        let database = try ScratchDatabase(try text("sample-dbs/\(name).sql"), name: name)
        let annotations = root.appending(path: "sample-dbs/\(name).yaml")
        if FileManager.default.fileExists(atPath: annotations.path) {
            try FileManager.default.copyItem(
                at: annotations, to: URL(filePath: database.folder).appending(path: "\(name).yaml"))
        }
        return database
    }

    /// Data for developing that is not committed: `PLUMB_SHARED`, or `shared` beside the project; nil where there is
    /// none.
    public static let spider: URL? = {
        let environment = ProcessInfo.processInfo.environment["PLUMB_SHARED"].map { URL(filePath: $0) }
        return [environment, root.deletingLastPathComponent().appending(path: "shared")].compactMap { $0 }
            .map { $0.appending(path: "data/spider-train") }
            .first { FileManager.default.fileExists(atPath: $0.appending(path: "questions.jsonl").path) }
    }()
}
