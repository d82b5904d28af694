internal import PlumbCore

/// BIRD's questions.
enum BIRDQuestions {
    private struct Item: Decodable {
        var question_id: Int?
        var db_id: String
        var question: String
        var evidence: String?
        var SQL: String?
        var difficulty: String?
    }

    static func read(_ path: String) throws(PlumbError) -> [ImportedQuestion] {
        try JSONItems.read(path, as: Item.self).map { item, place throws(PlumbError) in
            ImportedQuestion(
                id: item.question_id.map(String.init), database: item.db_id, question: item.question,
                evidence: item.evidence.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }, sql: item.SQL,
                difficulty: try item.difficulty.map { word throws(PlumbError) in try difficulty(word, place) },
                place: place)
        }
    }

    private static func difficulty(_ word: String, _ place: String) throws(PlumbError) -> String {
        switch word {
        case "simple": return "easy"
        case "moderate": return "medium"
        case "challenging": return "hard"
        default:
            throw PlumbError(
                .badInput, "\(place): 'difficulty' is '\(word)'", suggestion: "Write simple, moderate or challenging.")
        }
    }
}
