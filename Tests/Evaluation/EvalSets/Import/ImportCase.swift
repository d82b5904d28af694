import Foundation
import PlumbCore
import PlumbEvaluation
import TestSupport

/// Files to import, beside a small database.
struct ImportCase {
    let place: ScratchDatabase

    init() throws {
        place = try ScratchDatabase(
            "CREATE TABLE singer (id INTEGER PRIMARY KEY, name TEXT NOT NULL, age INTEGER, band INTEGER);",
            name: "music")
    }

    /// Writes a file, and gives its path.
    func file(_ name: String, _ text: String) throws -> String {
        let path = "\(place.folder)/\(name)"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    func examples(
        _ format: ImportFormat, _ questions: String, gold: String? = nil, tables: String? = nil
    ) async throws -> [Example] {
        try await Importer(format: format, databases: try DatabaseFolder(place.folder))
            .examples(questions: questions, gold: gold, tables: tables)
    }

    /// Why nothing is imported.
    func complaint(_ format: ImportFormat, _ questions: String, gold: String? = nil) async -> String {
        do {
            _ = try await examples(format, questions, gold: gold)
            return "none"
        } catch {
            return (error as? PlumbError)?.message ?? "\(error)"
        }
    }
}
