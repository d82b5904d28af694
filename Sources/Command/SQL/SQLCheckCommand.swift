internal import ArgumentParser
internal import PlumbCore
internal import PlumbDatabases
internal import PlumbSQL

/// `plumb sql check`: whether a query may run.
struct SQLCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Say whether a text is one SELECT that only reads what it may, and whether its names exist.",
        discussion: """
            Names are looked up where a database is given, and a server is asked what they mean: which tables a view \
            reads, for example. The exit code is 0 for a safe query whose names exist, 1 for \
            text that can't be read or names that don't exist, 2 for a query that is not safe.

            EXAMPLES
              plumb sql check "SELECT count(*) FROM orders"
              plumb sql check -d shop.sqlite --deny-column customers.email < query.sql
              plumb sql check --file queries.jsonl --databases sample-dbs
            """)

    @OptionGroup var queries: QueryOption

    @OptionGroup var schema: SchemaOption

    @Option(help: "Whose SQL it is, where no database is given.")
    var dialect: SQLDialect = .sqlite

    @Option(
        help: ArgumentHelp("A table that may be read; with one or more of these, no other may.", valueName: "table"))
    var allowTable: [String] = []

    @Option(help: ArgumentHelp("A table that may not be read.", valueName: "table"))
    var denyTable: [String] = []

    @Option(help: ArgumentHelp("A column that may not be read.", valueName: "table.column"))
    var denyColumn: [String] = []

    @Option(
        help: ArgumentHelp("A function that may be called besides those without effects.", valueName: "function"))
    var allowFunction: [String] = []

    @Flag(help: "Let \"double-quoted\" names that no column has stand for strings, as old SQLite queries do.")
    var doubleQuotedStrings = false

    @Option(name: .shortAndLong, help: "How the result is written.")
    var format: SQLFormat = .text

    func validate() throws {
        for column in denyColumn where Self.parts(column).count < 2 {
            throw ValidationError("--deny-column takes TABLE.COLUMN, such as customers.email; got '\(column)'.")
        }
    }

    func run() async throws {
        let schemas = Schemas(schema, functions: Set(allowFunction))
        let command = self
        try await SQLRun(queries: queries, format: format).run { line in
            let name = command.isLookedUp(line) ? line.database : nil
            let index = try await schemas.index(for: name)
            return try await command.check(line.sql, index, on: try schemas.server(for: name))
        }
    }

    /// A line's database counts only where something says where databases are.
    private func isLookedUp(_ line: QueryLine) -> Bool { schema.databases != nil || schema.database != nil }

    private func check(
        _ text: String, _ index: SchemaIndex?, on server: PostgresDatabase?
    ) async throws -> SQLResult {
        let dialect = index?.dialect ?? dialect
        let verdict = SafetyAnalysis.check(text, dialect: dialect, rules: rules(for: dialect))
        // The rest of a text that can't be read whole says little about its names.
        let isReadable = !verdict.violations.contains { $0.code == .notReadable }
        let analysis = (isReadable ? verdict.query : nil).flatMap { query in
            index.map { QueryAnalysis(of: query, in: $0, allowsDoubleQuotedStrings: doubleQuotedStrings) }
        }
        let problems = analysis?.problems ?? []
        let refusal = verdict.isSafe && problems.isEmpty ? try await refusal(of: text, on: server) : nil
        let refused = refusal.map { [("code", JSONValue.string("server")), ("message", .string($0.message))] }
        var json: [(String, JSONValue?)] = [
            ("isSafe", .bool(verdict.isSafe && refusal == nil)),
            (
                "violations",
                .array(
                    verdict.violations.map { violation in
                        .object([
                            ("code", .string(violation.code.description)), ("message", .string(violation.message)),
                            ("line", .integer(violation.line)), ("column", .integer(violation.column)),
                        ])
                    } + [refused].compactMap { $0.map { .object($0) } })
            ),
        ]
        if analysis != nil {
            json.append(("problems", .array(problems.map { AnalysisReport.json($0, in: text) })))
        }
        let words = index == nil ? "one SELECT that only reads" : "one SELECT that only reads, and its names exist"
        let failure = refusal.map { SQLFailure($0) } ?? failure(verdict, problems, in: text)
        return SQLResult(text: failure == nil ? words : "", json: json, failure: failure)
    }

    /// Why a server would not run a query whose text is safe; nil where it would.
    private func refusal(of text: String, on server: PostgresDatabase?) async throws -> PlumbError? {
        guard let server else { return nil }
        let rules = rules(for: .postgres)
        let policy = AccessPolicy(
            allowedTables: rules.allowedTables, deniedTables: rules.deniedTables, deniedColumns: rules.deniedColumns)
        do {
            _ = try await server.with(policy: policy).prepare(text)
            return nil
        } catch let error as PlumbError where error.code == .refused {
            return error
        } catch let error as PlumbError where error.code == .queryFailed {
            // What does not compile is safe.
            return nil
        }
    }

    private func failure(_ verdict: SafetyVerdict, _ problems: [NameProblem], in text: String) -> SQLFailure? {
        guard let first = verdict.violations.first else { return SQLFailure(problems, in: text) }
        var failure = SQLFailure(first.message)
        failure.places = verdict.violations.map { violation in
            let excerpt = TextPlace(of: violation.range, in: text)?.excerpt
            return SQLFailure.Place(
                message: violation.message, line: violation.line, column: violation.column, excerpt: excerpt)
        }
        failure.places += SQLFailure(problems, in: text)?.places ?? []
        let isUnreadable = verdict.violations.allSatisfy { $0.code == .notReadable }
        failure.outcome = isUnreadable ? .unanswered : .refused
        return failure
    }

    private func rules(for dialect: SQLDialect) -> SafetyRules {
        var rules = SafetyRules(dialect: dialect)
        rules.allowedFunctions.formUnion(allowFunction.map { $0.lowercased() })
        if !allowTable.isEmpty { rules.allowedTables = Set(allowTable.map(Self.table)) }
        rules.deniedTables = Set(denyTable.map(Self.table))
        rules.deniedColumns = Set(
            denyColumn.map { text in
                let parts = Self.parts(text)
                return ColumnReference(Self.table(parts.dropLast().joined(separator: ".")), parts[parts.count - 1])
            })
        return rules
    }

    private static func parts(_ text: String) -> [String] {
        text.split(separator: ".", omittingEmptySubsequences: true).map(String.init)
    }

    /// `table` or `schema.table`.
    private static func table(_ text: String) -> TableName {
        let parts = parts(text)
        guard parts.count > 1 else { return TableName(text) }
        return TableName(parts[parts.count - 1], schema: parts.dropLast().joined(separator: "."))
    }
}
