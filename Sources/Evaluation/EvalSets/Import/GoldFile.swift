internal import Foundation
internal import PlumbCore

/// A file of gold queries beside a file of questions: a query on each line, a tab and the database's name behind it.
enum GoldFile {
    /// Reads the queries, and gives one to each question.
    ///
    /// - Throws: `PlumbError` with `badInput`.
    static func add(_ path: String, to questions: inout [ImportedQuestion]) throws(PlumbError) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw PlumbError(.badInput, "there is no file \(path)", suggestion: "Check the path.")
        }
        let lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
            .filter { $0.element.contains { $0 > 32 } }
        guard lines.count == questions.count else {
            throw PlumbError(
                .badInput, "\(path) has \(lines.count) queries for \(questions.count) questions",
                suggestion: "Each question needs one line.")
        }
        for (place, line) in lines.enumerated() {
            let parts = String(decoding: line.element, as: UTF8.self).split(separator: "\t").map {
                $0.trimmingCharacters(in: .whitespacesAndNewlines)
            }
            if parts.count > 1, let database = parts.last, database != questions[place].database {
                throw PlumbError(
                    .badInput,
                    "\(path), line \(line.offset + 1): a query over '\(database)', and the question is about "
                        + "'\(questions[place].database)'", suggestion: "Both files must be in the same order.")
            }
            questions[place].sql = parts.first
        }
    }
}
