/// What a server made of a query's names: its parse tree, in which every function and operator stands by its number.
struct PostgresParseTree {
    private let numbers: Set<Substring>

    /// What is read of relations; nil where the tree does not tell.
    let reads: [PostgresColumnReads]?

    /// Reads a tree as the server writes it down for its developers.
    init(_ text: String) {
        numbers = Set(text.split { !$0.isNumber })
        reads = PostgresColumnReads.all(in: text)
    }

    /// Whether a thing with this number is in the tree.
    ///
    /// No field's meaning is looked at, which versions change: another number that happens to be the same counts, too.
    func mayName(_ number: String) -> Bool { numbers.contains(number[...]) }
}

extension PostgresConnection {
    /// What the server makes of a statement, which is not run; only in a transaction.
    ///
    /// - Parameters:
    ///   - sql: the statement.
    ///   - seconds: how long each step may take.
    /// - Returns: its tree; nil where the server does not show it.
    /// - Throws: `PlumbError`, as `rows`.
    func parseTree(of sql: String, within seconds: Double) async throws -> PostgresParseTree? {
        // The tree comes as a notice, and none comes but those that are asked for.
        try await run(
            script: "SET LOCAL client_min_messages = log; SET LOCAL debug_pretty_print = off; "
                + "SET LOCAL debug_print_parse = on", within: seconds)
        let notices = try await notices(describing: sql, within: seconds)
        try await run(
            script: "SET LOCAL debug_print_parse = off; SET LOCAL client_min_messages = error", within: seconds)
        // The title is the same in every language.
        guard let tree = notices.last(where: { $0.message.hasPrefix("parse tree") })?.detail else { return nil }
        return PostgresParseTree(tree)
    }
}
