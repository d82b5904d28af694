internal import ArgumentParser
internal import Plumb
internal import PlumbCore

/// Which database, for every command that needs one.
struct DatabaseOption: ParsableArguments {
    @Option(
        name: [.customShort("d"), .long],
        help: ArgumentHelp("The database: sqlite:PATH, or a path. It is opened read-only.", valueName: "database"),
        completion: .file())
    var database: String?

    @Flag(name: .shortAndLong, help: "Say more about what went wrong.")
    var verbose = false

    /// Opens the database, showing on a terminal how far the first reading of its catalog is.
    ///
    /// - Parameter console: where progress is shown.
    /// - Returns: the open database.
    /// - Throws: `PlumbError`.
    func open(showingProgressOn console: Console) async throws -> Session {
        // Not left to ArgumentParser, which would say no more than this of a mistyped `--databse`.
        guard let database, !database.isEmpty else {
            throw PlumbError(.badInput, "no database is named", suggestion: "Add --database PATH.")
        }
        let line = PassingLine(console.messages)
        defer { line.clear() }
        return try await Session(database: database) { progress in
            line.show(progress.text(for: console.messages.screen))
        }
    }
}
