import Foundation
import PlumbCore
import PlumbDatabases
import PlumbEvaluation
import PlumbPipeline
import PlumbSQL
import TestSupport
import Testing

/// What `compose` writes for Postgres, beside what it writes for SQLite over the same data: each candidate of every
/// question runs on its engine, and both give the same.
@Suite(.enabled(if: PostgresJudge.server != nil, "PLUMB_TEST_POSTGRES names no server"))
struct PostgresComposeTests {
    @Test(arguments: Repository.sampleDatabases)
    func candidatesAgreeOverSamples(name: String) async throws {
        let set = try EvalSet(contentsOf: Repository.root.appending(path: "evalsets/\(name).jsonl").path)
        try await expectAgreement(over: try Repository.sample(name), set.examples.map(\.asked)) { queries, server in
            try server.outcomes(of: queries, in: name)
        }
    }

    /// SQLite has no type for dates, so that databases which came from it hold them as texts.
    @Test(arguments: ["library", "league"], ["DATE", "TEXT", "VARCHAR(10)"])
    func candidatesAgreeWhateverDatesAreHeldAs(name: String, type: String) async throws {
        let sql = try Repository.text("Tests/Stages/Compose/Fixtures/\(name).sql").replacing(" DATE", with: " \(type)")
        let questions = (ComposePair.passing + ComposePair.failing).filter { $0.database == name }
        let file = try ScratchDatabase(sql, name: name)
        try await expectAgreement(over: file, questions.map { Question($0.question) }) { queries, server in
            try server.outcomes(of: queries, setup: "SET search_path = pg_temp;\n" + sql)
        }
    }

    // MARK: Both engines

    private func expectAgreement(
        over file: ScratchDatabase, _ questions: [Question],
        postgres: ([String], PostgresJudge) throws -> [PostgresJudge.Outcome]
    ) async throws {
        let server = try #require(PostgresJudge.server)
        let database = try await file.open()
        var catalog = database.catalog
        catalog.dialect = .postgres
        var pairs: [Pair] = []
        for question in questions {
            let sqlite = try await queries(for: question, catalog: database.catalog, values: database.values)
            let postgres = try await queries(for: question, catalog: catalog, values: database.values)
            #expect(sqlite.count == postgres.count, "\(question.text)")
            pairs += zip(sqlite, postgres).map { Pair(question: question.text, sqlite: $0, postgres: $1) }
        }
        #expect(pairs.count > questions.count)
        // A candidate that does not run on SQLite either is no matter of the dialect; and SQLite takes any number for a
        // day in the calendar of Julius Caesar.
        var expected: [(pair: Pair, result: QueryResult)] = []
        for pair in try pairs.flatMap({ try $0.parts() })
        where !pair.sqlite.contains("strftime('%m', monthly_sales.orders)") {
            if let result = try? await database.executor.result(of: pair.sqlite, limits: .init()) {
                expected.append((pair, result))
            }
        }
        #expect(expected.count > pairs.count * 19 / 20)
        for ((pair, expected), outcome) in zip(expected, try postgres(expected.map(\.pair.postgres), server)) {
            guard case .result(let result) = outcome else {
                Issue.record("\(pair.question)\n\(pair.postgres)\n\(outcome)")
                continue
            }
            let comparison = ComparisonContract.strict.compare(result, with: expected, isOrdered: false)
            let rows = [expected, result].map { "\($0.rows.prefix(4))" }
            #expect(
                comparison.outcome == .right,
                "\(pair.question)\n\(pair.sqlite)\n\(rows[0])\n\(pair.postgres)\n\(rows[1])")
        }
    }

    /// Two queries that must give the same.
    private struct Pair {
        var question: String
        var sqlite: String
        var postgres: String

        /// The pair itself; with a limit, which may cut between equals, all rows and what the first are ordered by.
        func parts() throws -> [Pair] {
            zip(try Self.parts(sqlite, .sqlite), try Self.parts(postgres, .postgres)).map {
                Pair(question: question, sqlite: $0, postgres: $1)
            }
        }

        private static func parts(_ text: String, _ dialect: SQLDialect) throws -> [String] {
            var query = try SQLParser.query(text, dialect: dialect)
            guard query.limit != nil, !query.orderBy.isEmpty, case .select(var select) = query.body else {
                return [text]
            }
            var unlimited = query
            unlimited.limit = nil
            select.items = query.orderBy.map { .expression($0.expression) }
            query.body = .select(select)
            let printer = SQLPrinter(dialect: dialect)
            return [printer.print(unlimited), printer.print(query)]
        }
    }

    /// The queries that the pipeline without a model would try.
    private func queries(for question: Question, catalog: Catalog, values: (any ValueIndex)?) async throws -> [String] {
        var question = question
        question.askedOn = CalendarDate(year: 2024, month: 6, day: 30)
        // Without a database nothing is run; the queries are in the record of the stage.
        let answer = try await Runner(.builtIn(acceptsGuess: true)).answer(
            question, catalog: catalog, services: StageServices(values: values))
        return answer.stages.flatMap { record -> [String] in
            if case .queries(let output) = record.output { output.candidates.map(\.sql) } else { [] }
        }
    }
}
