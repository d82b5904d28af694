import PlumbColumnSelection
import PlumbCore
import PlumbExecutionCheck
import PlumbQuerySynthesis
import PlumbTableSelection
import Testing

/// What the contracts refuse.
struct ValidateTests {
    private let catalog = ContractCatalogs.music
    private let question = Question("how many?")

    private func complaint(_ validate: () throws -> Void) -> String {
        do {
            try validate()
            return ""
        } catch {
            let error = error as? PlumbError
            #expect(error?.code == .contractViolated)
            return error?.message ?? ""
        }
    }

    @Test func tables() {
        func complaint(ranked: [(TableName, Double)], kept: [TableName]) -> String {
            self.complaint {
                try TableSelection.validate(
                    TableSelection.Output(
                        ranked: ranked.map { ScoredTable(table: $0.0, score: $0.1, evidence: []) }, kept: kept),
                    for: TableSelection.Input(question: question, catalog: catalog))
            }
        }
        #expect(complaint(ranked: [("singer", 2), ("song", 1)], kept: ["song"]).isEmpty)
        #expect(complaint(ranked: [], kept: []).isEmpty)
        #expect(complaint(ranked: [("album", 1)], kept: []).contains("'album'"))
        #expect(complaint(ranked: [("singer", 1), ("singer", 1)], kept: []).contains("twice"))
        #expect(complaint(ranked: [("singer", 1)], kept: ["song"]).contains("'song'"))
        #expect(complaint(ranked: [("singer", .nan)], kept: []).contains("'singer'"))
        #expect(complaint(ranked: [("singer", .infinity)], kept: []).contains("'singer'"))
    }

    @Test func columns() {
        let name = ColumnReference("singer", "name")
        let title = ColumnReference("song", "title")
        func complaint(_ output: ColumnSelection.Output) -> String {
            self.complaint {
                try ColumnSelection.validate(
                    output, for: ColumnSelection.Input(question: question, catalog: catalog, tables: ["singer"]))
            }
        }
        let ranked = [ScoredColumn(column: name, score: 1, evidence: [])]
        #expect(complaint(ColumnSelection.Output(ranked: ranked, kept: [name])).isEmpty)
        #expect(complaint(ColumnSelection.Output(ranked: ranked + ranked, kept: [])).contains("twice"))
        #expect(complaint(ColumnSelection.Output(ranked: [], kept: [name])).contains("singer.name"))
        let foreign = ScoredColumn(column: title, score: 1, evidence: [])
        #expect(complaint(ColumnSelection.Output(ranked: [foreign], kept: [])).contains("song.title"))
        let unknown = ScoredColumn(column: ColumnReference("singer", "shoe"), score: 1, evidence: [])
        #expect(complaint(ColumnSelection.Output(ranked: [unknown], kept: [])).contains("singer.shoe"))
        let value = ValueLink(words: "x", span: 0..<1, column: title, value: .text("x"), match: .same, score: 1)
        #expect(complaint(ColumnSelection.Output(ranked: ranked, kept: [], values: [value])).contains("song.title"))
        let range = RangeLink(words: "3", span: 0..<1, bounds: .init(unit: .number), columns: [title])
        #expect(complaint(ColumnSelection.Output(ranked: ranked, kept: [], ranges: [range])).contains("song.title"))
        let path = JoinPath(from: "singer", to: "song", keys: catalog.foreignKeys)
        #expect(complaint(ColumnSelection.Output(ranked: ranked, kept: [], joins: [path])).contains("song"))
    }

    @Test func queries() {
        func complaint(_ candidates: (String, Double)...) -> String {
            self.complaint {
                try QuerySynthesis.validate(
                    QuerySynthesis.Output(candidates: candidates.map { Candidate(sql: $0.0, confidence: $0.1) }),
                    for: QuerySynthesis.Input(
                        question: question,
                        slice: SchemaSlice(
                            catalog: catalog, tables: .init(ranked: [], kept: []), columns: .init(ranked: [], kept: []))
                    ))
            }
        }
        #expect(complaint().isEmpty)
        #expect(complaint(("SELECT 1", 1), ("SELECT 2", 1), ("SELECT 3", 0)).isEmpty)
        #expect(complaint(("  \n", 1)).contains("blank"))
        #expect(complaint(("SELECT 1", 1), ("SELECT 1", 0.5)).contains("twice"))
        #expect(complaint(("SELECT 1", 0.5), ("SELECT 2", 0.6)).contains("candidate 2"))
        for confidence in [-0.1, 1.1, .nan, .infinity] {
            #expect(complaint(("SELECT 1", confidence)).contains("candidate 1"))
        }
    }

    @Test func verdicts() {
        let slice = SchemaSlice(
            catalog: catalog, tables: .init(ranked: [], kept: []), columns: .init(ranked: [], kept: []))
        func complaint(_ verdict: Verdict) -> String {
            self.complaint {
                try ExecutionCheck.validate(
                    verdict,
                    for: ExecutionCheck.Input(
                        question: question, slice: slice, candidates: [Candidate(sql: "SELECT 1", confidence: 1)]))
            }
        }
        func accepted(_ candidate: Int, _ confidence: Double, rows: [Row] = []) -> Verdict {
            .accepted(
                AcceptedQuery(
                    sql: "SELECT 1", candidate: candidate, confidence: confidence,
                    result: QueryResult(columns: [ResultColumn(name: "n")], rows: rows)))
        }
        #expect(complaint(accepted(0, 1, rows: [[.null]])).isEmpty)
        #expect(complaint(.fail(reason: "")).isEmpty)
        #expect(!complaint(accepted(1, 1)).isEmpty)
        #expect(!complaint(accepted(-1, 1)).isEmpty)
        #expect(!complaint(accepted(0, 1.5)).isEmpty)
        #expect(!complaint(accepted(0, .nan)).isEmpty)
        #expect(!complaint(accepted(0, 1, rows: [[.null, .null]])).isEmpty)
    }
}
