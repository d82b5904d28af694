import Foundation
import PlumbCore
import PlumbEvaluation
import TestSupport

/// A small database, and lines of an eval set about it.
struct LintCase {
    private let place: ScratchDatabase

    init() throws {
        place = try ScratchDatabase(
            """
            CREATE TABLE singer (id INTEGER PRIMARY KEY, name TEXT NOT NULL, country TEXT, age INTEGER, fee REAL);
            INSERT INTO singer VALUES (1, 'Ada', 'France', 40, 0.1), (2, 'Bob', 'Spain', 30, 0.2),
              (3, 'Cid', 'France', 20, 0.3), (4, 'Dee', NULL, 30, 1e16), (5, 'Eve', 'Italy', 50, -1e16);
            """, name: "music")
    }

    /// A line.
    static func line(
        _ gold: [String], id: String = "a", question: String = "how many?", more: [String: String] = [:]
    ) throws -> String {
        var fields: [String: Any] = [
            "id": id, "database": "music", "question": question, "gold": gold.map { ["sql": $0] },
        ]
        fields.merge(more) { $1 }
        return String(decoding: try JSONSerialization.data(withJSONObject: fields), as: UTF8.self)
    }

    /// What one rule finds in lines.
    func findings(_ rule: String, in lines: [String], thousandsOfSteps: Int = 10_000) async throws -> [LintFinding] {
        let path = "\(place.folder)/set.jsonl"
        try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
        let linter = try Linter(
            rules: [rule], databases: try DatabaseFolder(place.folder), thousandsOfSteps: thousandsOfSteps, jobs: 2)
        return try await linter.findings(in: [try EvalSetFile(contentsOf: path)])
    }

    /// What one rule says of gold queries.
    func messages(_ rule: String, _ gold: String..., more: [String: String] = [:]) async throws -> [String] {
        try await findings(rule, in: [try Self.line(gold, more: more)]).map(\.message)
    }
}
