import PlumbCore
import PlumbPipeline
import Synchronization

/// What stages were asked, in order.
final class Journal: Sendable {
    private let entries = Mutex<[String]>([])

    func add(_ entry: String) { entries.withLock { $0.append(entry) } }

    var all: [String] { entries.withLock { $0 } }
}

/// A stage that gives what a closure says.
struct ClosureStage<Input: Codable & Hashable & Sendable, Output: Codable & Hashable & Sendable>: Stage {
    var implementation: Implementation
    var journal: Journal
    var give: @Sendable (Input) async throws -> Output

    init(
        _ name: String, version: Int = 1, parameters: [String: String] = [:], journal: Journal,
        give: @escaping @Sendable (Input) async throws -> Output
    ) {
        implementation = Implementation(name: name, version: version, parameters: parameters)
        self.journal = journal
        self.give = give
    }

    func run(_ input: Input, with services: StageServices) async throws -> Output {
        journal.add(implementation.name)
        return try await give(input)
    }
}

/// A pipeline over a catalog of one table, whose stages can be replaced one by one.
struct TestPipeline {
    let journal = Journal()
    var tables: ClosureStage<TableSelection.Input, TableSelection.Output>
    var columns: ClosureStage<ColumnSelection.Input, ColumnSelection.Output>
    var queries: ClosureStage<QuerySynthesis.Input, QuerySynthesis.Output>
    var check: ClosureStage<ExecutionCheck.Input, ExecutionCheck.Output>
    var maximumRepairs = 1

    static let catalog = Catalog(
        database: "music", dialect: .sqlite, fingerprint: "1",
        tables: [Table(name: "singer", columns: [Column(name: "id", type: .integer)], primaryKey: ["id"])])

    init() {
        tables = ClosureStage("tables", journal: journal) { _ in
            TableSelection.Output(ranked: [ScoredTable(table: "singer", score: 1, evidence: [])], kept: ["singer"])
        }
        columns = ClosureStage("columns", journal: journal) { _ in
            let column = ColumnReference("singer", "id")
            return ColumnSelection.Output(
                ranked: [ScoredColumn(column: column, score: 1, evidence: [])], kept: [column])
        }
        queries = ClosureStage("queries", journal: journal) { input in
            QuerySynthesis.Output(candidates: [Candidate(sql: "SELECT \(input.feedback.count)", confidence: 0.9)])
        }
        check = ClosureStage("check", journal: journal) { input in Self.accepted(input) }
    }

    static func accepted(_ input: ExecutionCheck.Input) -> Verdict {
        .accepted(
            AcceptedQuery(
                sql: input.candidates[0].sql, candidate: 0, confidence: 0.9,
                result: QueryResult(columns: [ResultColumn(name: "n")], rows: [[.integer(1)]])))
    }

    var pipeline: Pipeline {
        Pipeline(
            name: "test", tableSelection: tables, columnSelection: columns, querySynthesis: queries,
            executionCheck: check, maximumRepairs: maximumRepairs)
    }

    func answer(_ question: String = "how many?", replay: (any ReplayStore)? = nil) async throws -> Answer {
        try await Runner(pipeline, replay: replay).answer(
            Question(question), catalog: Self.catalog, services: StageServices())
    }

    func events(_ question: String = "how many?") -> AsyncThrowingStream<PipelineEvent, any Error> {
        Runner(pipeline).events(for: Question(question), catalog: Self.catalog, services: StageServices())
    }
}

extension PipelineEvent {
    /// The event in a few words.
    var words: String {
        switch self {
        case .stageStarted(let start): "start \(start.kind) \(start.attempt)"
        case .modelWrote(let text): "wrote \(text)"
        case .stageFinished(let record): "end \(record.kind) \(record.attempt)"
        case .answer: "answer"
        }
    }
}
