internal import Foundation

extension FuzzCase.Seeds {
    /// The queries of the tests' fixtures, and of Spider's training part where it is at hand.
    ///
    /// - Throws: where a fixture can't be read.
    public static func ofRepository() throws -> FuzzCase.Seeds {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        func fixtures(_ name: String) throws -> [String] {
            let text = try String(contentsOf: root.appending(path: "SQL/Fixtures/\(name)"), encoding: .utf8)
            return text.split(separator: "\n").filter { !$0.hasPrefix("--") }.map { line in
                line.components(separatedBy: " --> ")[0]
            }
        }
        return FuzzCase.Seeds(
            sqlite: try fixtures("sqlite.sql") + spider(beside: root), postgres: try fixtures("postgres.sql"))
    }

    private static func spider(beside tests: URL) -> [String] {
        struct Question: Decodable { var query: String }
        let shared =
            ProcessInfo.processInfo.environment["PLUMB_SHARED"].map { URL(filePath: $0) }
            ?? tests.deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared")
        let file = shared.appending(path: "data/spider-train/questions.jsonl")
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
        return text.split(separator: "\n").compactMap { line in
            try? JSONDecoder().decode(Question.self, from: Data(line.utf8)).query
        }
    }
}
