internal import Foundation
internal import PlumbCore

/// Questions in a table with a header.
enum CSVQuestions {
    private static let columns: [String: String] = [
        "id": "id", "question": "question", "database": "database", "db_id": "database", "gold": "sql", "query": "sql",
        "sql": "sql", "evidence": "evidence", "tags": "tags", "difficulty": "difficulty",
    ]

    /// Reads questions.
    ///
    /// - Throws: `PlumbError` with `badInput`, naming the line.
    static func read(_ path: String) throws(PlumbError) -> [ImportedQuestion] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw PlumbError(.badInput, "there is no file \(path)", suggestion: "Check the path.")
        }
        var reader = CSVReader([UInt8](data), path: path)
        let rows = try reader.rows()
        guard let header = rows.first else {
            throw PlumbError(
                .badInput, "\(path) is empty", suggestion: "Begin it with a header: question,database,gold.")
        }
        let names = header.fields.map { Self.columns[$0.trimmingCharacters(in: .whitespaces).lowercased()] }
        for name in ["question", "database"] where !names.contains(name) {
            throw PlumbError(
                .badInput, "\(path), line \(header.line): there is no column '\(name)'",
                suggestion:
                    "The header names question, database, gold, and where they are known evidence, tags, difficulty.")
        }
        return try rows.dropFirst().map { row throws(PlumbError) in
            try question(row, names, at: "\(path), line \(row.line)")
        }
    }

    private static func question(
        _ row: CSVReader.Row, _ names: [String?], at place: String
    ) throws(PlumbError) -> ImportedQuestion {
        guard row.fields.count == names.count else {
            throw PlumbError(
                .badInput, "\(place): \(row.fields.count) fields, and the header has \(names.count)",
                suggestion: "Put fields that hold a comma in double quotes.")
        }
        var values: [String: String] = [:]
        for (name, value) in zip(names, row.fields) {
            if let name, value.contains(where: { !$0.isWhitespace }) { values[name] = value }
        }
        guard let question = values["question"], let database = values["database"] else {
            throw PlumbError(.badInput, "\(place): the question or its database is blank", suggestion: "Fill it in.")
        }
        if let word = values["difficulty"], Difficulty(rawValue: word) == nil {
            throw PlumbError(
                .badInput, "\(place): 'difficulty' is '\(word)'", suggestion: "Write easy, medium or hard.")
        }
        let tags = (values["tags"] ?? "").split { !($0.isLetter || $0.isNumber || $0 == "-") }.map(String.init)
        return ImportedQuestion(
            id: values["id"], database: database, question: question, evidence: values["evidence"], sql: values["sql"],
            tags: tags, difficulty: values["difficulty"], place: place)
    }
}
