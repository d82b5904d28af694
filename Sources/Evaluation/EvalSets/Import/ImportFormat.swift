/// The forms in which other people's questions come.
public enum ImportFormat: String, CaseIterable, Sendable {
    /// Spider's JSON: a list of objects with `db_id`, `question` and `query`; also JSON Lines.
    case spider
    /// BIRD's JSON: a list of objects with `db_id`, `question`, `evidence`, `SQL` and `difficulty`; also JSON Lines.
    case bird
    /// WikiSQL's JSON Lines, whose queries are numbers of columns and operators, with its file of tables.
    case wikisql
    /// A table with a header.
    case csv
}

/// A question of another set, before it becomes an example.
struct ImportedQuestion {
    /// The id that the set itself gives.
    var id: String?
    var database: String
    var question: String
    var evidence: String?
    /// The query; nil where another file has it.
    var sql: String?
    var tags: [String] = []
    var difficulty: String?
    /// Where it stands, for messages: `dev.json, item 3`.
    var place: String
}
