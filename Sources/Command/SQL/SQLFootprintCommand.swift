internal import ArgumentParser
internal import PlumbCore
internal import PlumbSQL

/// `plumb sql footprint`: what a query reads.
struct SQLFootprintCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "footprint",
        abstract: "Show the tables and columns that a query reads, and the clauses that use them.",
        discussion: """
            With --all, also: the columns that come out, what orders them, joins with their keys, constants that columns \
            are compared with, and aggregates that a join may give rows several times.

            EXAMPLES
              plumb sql footprint "SELECT name FROM customers WHERE country = 'Japan'" -d shop.sqlite
              plumb sql footprint --all -d shop.sqlite < query.sql
              plumb sql footprint --file queries.jsonl --databases sample-dbs
            """)

    @OptionGroup var queries: QueryOption

    @OptionGroup var schema: SchemaOption

    @Flag(help: "Show all that is found: columns that come out, order, joins, constants, aggregates.")
    var all = false

    @Option(name: .shortAndLong, help: "How the result is written.")
    var format: SQLFormat = .text

    func run() async throws {
        let schemas = Schemas(schema)
        let showsAll = all
        try await SQLRun(queries: queries, format: format).run { line in
            guard let index = try await schemas.index(for: line.database) else {
                throw PlumbError(.badInput, "no database is named", suggestion: "Add --database PATH.")
            }
            let query = try line.parsed(index.dialect)
            let report = AnalysisReport(QueryAnalysis(of: query, in: index, text: line.sql), dialect: index.dialect)
            return SQLResult(
                text: report.text(showsAll: showsAll), json: report.json(of: line.sql, showsAll: showsAll),
                failure: SQLFailure(report.analysis.problems, in: line.sql))
        }
    }
}

extension SQLFailure {
    /// Names that mean nothing or several things; nil where there are none.
    init?(_ problems: [NameProblem], in text: String) {
        guard let first = problems.first else { return nil }
        self.init(first.description)
        places = problems.map { problem in
            let place = TextPlace(of: problem.range, in: text)
            return Place(
                message: problem.description, line: place?.line, column: place?.column, excerpt: place?.excerpt)
        }
    }
}
