internal import ArgumentParser
internal import PlumbCore

/// Which queries, for every command about SQL.
struct QueryOption: ParsableArguments {
    @Argument(help: "The query; - or nothing reads it from standard input.")
    var query: String?

    @Option(
        name: .customLong("file"),
        help: ArgumentHelp(
            "Many queries: one JSON object a line with \"sql\" or \"query\", and \"id\" and \"database\" if wanted. - is standard input.",
            valueName: "file"), completion: .file(extensions: ["jsonl"]))
    var file: String?

    @Flag(name: .shortAndLong, help: "Say more about what went wrong.")
    var verbose = false

    func validate() throws {
        if query != nil, file != nil {
            throw ValidationError("Give a query or --file, not both.")
        }
    }

    /// The one query that was given.
    ///
    /// - Throws: `PlumbError` with `badInput`.
    func text() throws(PlumbError) -> String {
        let text = if let query, query != "-" { query } else { try LineReader(path: "-").all(limit: 16 << 20) }
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw PlumbError(
                .badInput, "the query is empty",
                suggestion: "Give one, such as: plumb sql check \"SELECT count(*) FROM orders\"")
        }
        return text
    }
}

/// How results are written.
enum SQLFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}
