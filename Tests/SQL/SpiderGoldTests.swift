import Foundation
import PlumbCore
import PlumbSQL
import Testing

/// Every gold query of Spider's training part, where the data is at hand.
struct SpiderGoldTests {
    private struct Question: Decodable {
        var id: String
        var query: String
    }

    /// Published with a LIMIT in front of an INTERSECT, which SQLite refuses too.
    private static let refusedBySQLite: Set<String> = ["train-4513", "train-4514"]

    static let questions: URL? = {
        let environment = ProcessInfo.processInfo.environment["PLUMB_SHARED"].map { URL(filePath: $0) }
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return [environment, root.appending(path: "shared")].compactMap { $0 }
            .map { $0.appending(path: "data/spider-train/questions.jsonl") }
            .first { FileManager.default.fileExists(atPath: $0.path) }
    }()

    @Test(.enabled(if: questions != nil, "needs shared/data/spider-train; set PLUMB_SHARED"))
    func everyGoldQueryIsReadAndPrintedBack() throws {
        let file = try #require(Self.questions)
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 6904)
        for line in lines {
            let question = try JSONDecoder().decode(Question.self, from: Data(line.utf8))
            if Self.refusedBySQLite.contains(question.id) {
                #expect(throws: SQLSyntaxError.self) { try SQLParser.query(question.query, dialect: .sqlite) }
            } else {
                expectRoundTrip(question.query, .sqlite, comment: question.id)
            }
        }
    }
}
