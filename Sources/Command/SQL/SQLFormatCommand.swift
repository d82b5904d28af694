internal import ArgumentParser
internal import PlumbCore
internal import PlumbSQL

/// `plumb sql format`: queries laid out one way.
struct SQLFormatCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "format", abstract: "Lay a query out, or write it in another dialect.",
        discussion: """
            Parentheses and quotes stay only where they are needed. Comments are not kept.

            EXAMPLES
              plumb sql format "select name from singer where age>20 order by name"
              plumb sql format --compact < query.sql
              plumb sql format --to postgres "SELECT [first name] FROM person"
            """)

    @OptionGroup var queries: QueryOption

    @Option(help: "Whose SQL the query is.")
    var dialect: SQLDialect = .sqlite

    @Option(help: "Whose SQL to write. The default is that of --dialect.")
    var to: SQLDialect?

    @Flag(help: "Write everything on one line.")
    var compact = false

    @Option(name: .shortAndLong, help: "How the result is written.")
    var format: SQLFormat = .text

    func run() async throws {
        let (source, target, style) = (dialect, to ?? dialect, compact ? SQLPrinter.Style.line : .pretty)
        try await SQLRun(queries: queries, format: format).run { line in
            let query = try line.parsed(source)
            let text = SQLPrinter(dialect: target, style: style).print(query)
            if target != source, (try? SQLParser.query(text, dialect: target)) == nil {
                throw SQLFailure("the query holds something that \(target.rawValue) has no words for")
            }
            return SQLResult(text: text, json: [("sql", .string(text))])
        }
    }
}
