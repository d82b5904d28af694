internal import PlumbCore

/// Spider's questions.
enum SpiderQuestions {
    private struct Item: Decodable {
        var id: String?
        var db_id: String
        var question: String
        var query: String?
    }

    static func read(_ path: String) throws(PlumbError) -> [ImportedQuestion] {
        try JSONItems.read(path, as: Item.self).map { item, place in
            ImportedQuestion(id: item.id, database: item.db_id, question: item.question, sql: item.query, place: place)
        }
    }
}
