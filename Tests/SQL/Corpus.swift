import Foundation
import PlumbCore
import PlumbDatabases
import PlumbSQL
import TestSupport

/// Queries that people and models wrote, over the databases they wrote them for.
struct CorpusQuery: Sendable {
    var id: String
    var database: String
    var sql: String

    /// The gold queries of Spider's training part; empty where the data isn't at hand.
    static let gold: [CorpusQuery] = {
        struct Line: Decodable {
            var id: String
            var db_id: String
            var query: String
        }
        return lines(of: "questions.jsonl", as: Line.self).map {
            CorpusQuery(id: $0.id, database: $0.db_id, sql: $0.query)
        }
    }()

    /// Predictions, sound and unsound ones, of models and of hands.
    static let predictions: [CorpusQuery] = {
        struct Line: Decodable {
            var id: String
            var db: String
            var pred: String
        }
        return lines(of: "verdicts.jsonl", as: Line.self).map {
            CorpusQuery(id: $0.id, database: $0.db, sql: $0.pred)
        }
    }()

    /// The accepted queries of one of the project's own eval sets that are right in a dialect.
    static func gold(ofSample name: String, in dialect: SQLDialect = .sqlite) throws -> [CorpusQuery] {
        struct Line: Decodable {
            struct Gold: Decodable {
                var sql: String
                var dialect: SQLDialect?
            }
            var id: String
            var gold: [Gold]
        }
        return try Repository.text("evalsets/\(name).jsonl").split(separator: "\n").flatMap { text in
            let line = try JSONDecoder().decode(Line.self, from: Data(text.utf8))
            return line.gold.filter { $0.dialect == nil || $0.dialect == dialect }.map {
                CorpusQuery(id: line.id, database: name, sql: $0.sql)
            }
        }
    }

    private static func lines<Value: Decodable>(of file: String, as type: Value.Type) -> [Value] {
        guard let folder = Repository.spider,
            let text = try? String(contentsOf: folder.appending(path: file), encoding: .utf8)
        else { return [] }
        return text.split(separator: "\n").compactMap { try? JSONDecoder().decode(type, from: Data($0.utf8)) }
    }
}

/// The databases of a corpus, each opened once for all tests.
actor CorpusDatabases {
    static let shared = CorpusDatabases()

    private var spider: [String: SQLiteOracle] = [:]
    private var samples: [String: (oracle: SQLiteOracle, file: ScratchDatabase)] = [:]
    private let cache = try? ScratchDatabase()

    /// A database of Spider's training part.
    func spider(_ name: String) async throws -> SQLiteOracle {
        if let oracle = spider[name] { return oracle }
        let path = Repository.spider?.appending(path: "database/\(name)/\(name).sqlite").path ?? name
        let oracle = try await SQLiteOracle(path: path, cache: (cache?.folder ?? ".") + "/cache")
        spider[name] = oracle
        return oracle
    }

    /// A database that comes with the project.
    func sample(_ name: String) async throws -> SQLiteOracle {
        if let known = samples[name] { return known.oracle }
        let file = try Repository.sample(name)
        let oracle = try await SQLiteOracle(path: file.path, cache: file.folder + "/cache")
        samples[name] = (oracle, file)
        return oracle
    }
}
