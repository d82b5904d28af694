/// Tells a request to change the data from a question about it.
enum ForbiddenRequest {
    /// What is wrong with the request; nil for a question.
    static func reason(_ text: String) -> String? {
        let words = text.lowercased().split { !$0.isLetter && $0 != "'" }.map(String.init)
        let start = words.drop { politeness.contains($0) }
        guard let verb = start.first else { return nil }
        let object = start.dropFirst().first ?? ""
        let isForbidden = verbs.contains(verb) || verb == "create" && makes.contains(object)
        guard isForbidden else { return nil }
        return "'\(verb)' would change the database, and Plumb only reads"
    }

    private static let politeness: Set<String> = [
        "please", "can", "could", "would", "you", "now", "just", "kindly", "i", "want", "to",
    ]
    private static let verbs: Set<String> = [
        "delete", "drop", "truncate", "insert", "update", "alter", "grant", "revoke", "remove", "erase", "rename",
        "vacuum", "attach", "detach", "reindex", "pragma",
    ]
    private static let makes: Set<String> = ["table", "index", "view", "user", "trigger", "database", "schema"]
}
