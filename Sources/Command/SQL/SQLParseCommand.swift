internal import ArgumentParser
internal import PlumbCore
internal import PlumbSQL

/// `plumb sql parse`: the tree of a query.
struct SQLParseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parse", abstract: "Show the tree of a query, or what is wrong with it and where.",
        discussion: """
            Operators of one kind that stand side by side share a node. In JSON, start and end count the bytes of the \
            query's text.

            EXAMPLES
              plumb sql parse "SELECT name FROM singer WHERE age > 20"
              plumb sql parse --format json --dialect postgres < query.sql
            """)

    @OptionGroup var queries: QueryOption

    @Option(help: "Whose SQL it is.")
    var dialect: SQLDialect = .sqlite

    @Option(name: .shortAndLong, help: "How the tree is written.")
    var format: SQLFormat = .text

    func run() async throws {
        let dialect = dialect
        try await SQLRun(queries: queries, format: format).run { line in
            let query = try line.parsed(dialect)
            let tree = SyntaxNodes(dialect: dialect).node(query)
            return SQLResult(text: tree.outline, json: [("tree", tree.json)])
        }
    }
}
