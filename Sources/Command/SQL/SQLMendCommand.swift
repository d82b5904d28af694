internal import ArgumentParser
internal import PlumbCore
internal import PlumbDatabases
internal import PlumbExecutionCheck

/// `plumb sql mend`: queries put right without a model.
struct SQLMendCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mend",
        abstract: "Put a query right that names a wrong table, column, join or value.",
        discussion: """
            The mended query goes to standard output, and what was changed to standard error. A query that can't be mended \
            comes out as it was; the exit code is 1 then, where it does not run. Lines of --file may hold a "question", \
            which helps to choose between tables. No policy of a plumb.yaml holds here: the values that are offered are any \
            that the database's user may read.

            EXAMPLES
              plumb sql mend "SELECT T2.name FROM customers AS T1 JOIN orders AS T2 ON T1.id = T2.customer_id" -d shop.sqlite
              plumb sql mend --rules rebind,spelling -d shop.sqlite < query.sql
              plumb sql mend --file queries.jsonl --databases sample-dbs
              plumb sql mend --list
            """)

    @OptionGroup var queries: QueryOption

    @OptionGroup var schema: SchemaOption

    @Option(
        help: ArgumentHelp(
            "The rules to use, with commas between them; default: those that --list marks.", valueName: "rules"))
    var rules: String?

    @Option(help: "The question that the query is to answer.")
    var question: String?

    @Flag(help: "List the rules.")
    var list = false

    @Flag(help: "Let \"double-quoted\" names that no column has stand for strings, as old SQLite queries do.")
    var doubleQuotedStrings = false

    @Option(name: .shortAndLong, help: "How the result is written.")
    var format: SQLFormat = .text

    func run() async throws {
        let console = Console()
        guard !list else {
            try console.output.write(text: Self.rulesText)
            return
        }
        let mender: Mender
        do {
            mender = Mender(rules: try chosenRules)
        } catch {
            console.complain(error, isVerbose: queries.verbose)
            throw Outcome(of: error).exitCode
        }
        let databases = MendDatabases(schema, allowsDoubleQuotedStrings: doubleQuotedStrings)
        let question = question
        try await SQLRun(queries: queries, format: format).run { line in
            let scope = try await databases.scope(for: line, question: line.question ?? question)
            return try await Self.mended(line.sql, by: mender, in: scope)
        }
    }

    private var chosenRules: [any MendRule] {
        get throws(PlumbError) {
            guard let rules else { return MendRules.standard }
            return try MendRules.named(rules.split(separator: ",").map { $0.filter { !$0.isWhitespace } })
        }
    }

    private static var rulesText: String {
        let standard = Set(MendRules.standard.map(\.name))
        let width = MendRules.all.map(\.name.count).max() ?? 0
        return MendRules.all.map { rule in
            let name = rule.name + String(repeating: " ", count: width - rule.name.count)
            return "\(standard.contains(rule.name) ? "*" : " ") \(name)  \(rule.summary)\n"
        }.joined()
    }

    private static func mended(_ sql: String, by mender: Mender, in scope: MendScope) async throws -> SQLResult {
        var problem: String?
        do {
            _ = try await scope.services.database?.prepare(sql)
        } catch let error as PlumbError where error.code == .queryFailed || error.code == .refused {
            problem = error.message
        }
        let mended = try await mender.mend(sql, problem: problem, in: scope)
        let json: [(String, JSONValue?)] = [
            ("sql", .string(mended.sql)), ("mended", .bool(!mended.mends.isEmpty)),
            (
                "mends",
                .array(mended.mends.map { .object([("rule", .string($0.rule)), ("note", .string($0.note))]) })
            ),
        ]
        let notes = mended.mends.map { "\($0.rule): \($0.note)" }
        let failure = mended.mends.isEmpty ? problem.map { SQLFailure($0) } : nil
        return SQLResult(text: mended.sql, json: json, failure: failure, notes: notes)
    }
}

/// Open databases, the last of which is kept: lines of one file mostly come database by database.
actor MendDatabases {
    private let schemas: Schemas
    private let options: DatabaseOptions
    private var last: (path: String, database: OpenDatabase)?

    init(_ schema: SchemaOption, allowsDoubleQuotedStrings: Bool) {
        schemas = Schemas(schema)
        options = DatabaseOptions(allowsDoubleQuotedStrings: allowsDoubleQuotedStrings)
    }

    /// What is known of the database of a line.
    ///
    /// - Throws: `PlumbError` where no database is named, or it can't be opened.
    func scope(for line: QueryLine, question: String?) async throws -> MendScope {
        guard let path = try await schemas.path(of: line.database) else {
            throw PlumbError(.badInput, "no database is named", suggestion: "Add --database PATH.")
        }
        let database: OpenDatabase
        if let last, last.path == path {
            database = last.database
        } else {
            database = try await OpenDatabase.open(path, options: options)
            last = (path, database)
        }
        return MendScope(
            catalog: database.catalog, question: question.map { Question($0) },
            services: StageServices(database: database.executor, values: database.values))
    }
}
