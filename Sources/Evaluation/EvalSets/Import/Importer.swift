internal import Foundation
internal import PlumbCore
internal import PlumbDatabases
internal import PlumbSQL

/// Turns other people's questions into an eval set.
public struct Importer: Sendable {
    private let format: ImportFormat
    private let databases: DatabaseFolder

    /// Makes an importer.
    ///
    /// - Parameters:
    ///   - format: the form of the questions.
    ///   - databases: the databases that they are about.
    public init(format: ImportFormat, databases: DatabaseFolder) {
        self.format = format
        self.databases = databases
    }

    /// Reads questions.
    ///
    /// An id is the file's name and the question's own number, or its place in the file where it has none: the same file
    /// gives the same ids. A difficulty that the set does not give is Spider's hardness of the query, and tags are what the
    /// query is made of.
    ///
    /// - Parameters:
    ///   - questions: the questions' file.
    ///   - gold: a file of queries, where the first has none.
    ///   - tables: WikiSQL's file of tables.
    /// - Returns: the examples, in the file's order.
    /// - Throws: `PlumbError` with `badInput` or `databaseUnavailable`.
    public func examples(questions: String, gold: String? = nil, tables: String? = nil) async throws -> [Example] {
        var imported = try read(questions, tables: tables)
        if let gold { try GoldFile.add(gold, to: &imported) }
        let name = URL(fileURLWithPath: questions).deletingPathExtension().lastPathComponent
        let all = imported
        // Without a database's own opinion of its tables, no query can be read in Spider's form.
        return try await ReadingThread(options: .init(allowsDoubleQuotedStrings: true)).perform { connections in
            var schemas: [String: SpiderSchema] = [:]
            var ids: Set<String> = []
            return try all.enumerated().map { index, question in
                if schemas[question.database] == nil {
                    let file = try databases.files(of: question.database)[0]
                    schemas[question.database] = SpiderSchema(
                        try connections.reader(of: file, for: "import").declaredCatalog())
                }
                let id = Self.unused(question.id.map { Self.named($0, in: name) } ?? "\(name)-\(index + 1)", &ids)
                return try example(question, id: id, schemas[question.database])
            }
        }
    }

    private func read(_ questions: String, tables: String?) throws(PlumbError) -> [ImportedQuestion] {
        switch format {
        case .spider: return try SpiderQuestions.read(questions)
        case .bird: return try BIRDQuestions.read(questions)
        case .csv: return try CSVQuestions.read(questions)
        case .wikisql:
            guard let tables else {
                throw PlumbError(
                    .badInput, "WikiSQL's queries need the file of tables",
                    suggestion: "Add --tables FILE.tables.jsonl.")
            }
            return try WikiSQLQuestions.read(questions, tables: tables)
        }
    }

    /// A bare number says nothing of where it comes from.
    private static func named(_ id: String, in name: String) -> String {
        id.allSatisfy(\.isNumber) ? "\(name)-\(id)" : id
    }

    private static func unused(_ id: String, _ ids: inout Set<String>) -> String {
        var candidate = id
        var number = 2
        while !ids.insert(candidate).inserted {
            candidate = "\(id)-\(number)"
            number += 1
        }
        return candidate
    }

    private func example(_ question: ImportedQuestion, id: String, _ schema: SpiderSchema?) throws -> Example {
        guard let sql = question.sql?.trimmingCharacters(in: .whitespacesAndNewlines), !sql.isEmpty else {
            throw PlumbError(
                .badInput, "\(question.place): there is no gold query",
                suggestion: "Name the file that has them with --gold FILE.")
        }
        var example = Example(
            id: id, database: question.database,
            question: question.question.trimmingCharacters(in: .whitespacesAndNewlines),
            evidence: question.evidence, gold: [.init(sql: sql, source: format == .csv ? nil : format.rawValue)],
            tags: question.tags, difficulty: question.difficulty)
        // What our parser refuses is imported all the same: lint tells of it.
        guard let query = try? SQLParser.query(QueryText.withGluedOperators(sql), dialect: .sqlite) else {
            return example
        }
        let derived = FeatureTags.tags(of: query)
        example.tags += derived.filter { !example.tags.contains($0) }
        if example.difficulty == nil, let schema {
            var reader = SpiderQueryReader(schema: schema)
            example.difficulty = Self.difficulty(reader.read(query).hardness).rawValue
        }
        return example
    }

    private static func difficulty(_ hardness: Hardness) -> Difficulty {
        switch hardness {
        case .easy: .easy
        case .medium: .medium
        case .hard, .extra: .hard
        }
    }
}
