import Foundation
import PlumbColumnSelection
import PlumbCore
import PlumbExecutionCheck
import PlumbQuerySynthesis
import PlumbTableSelection
import Testing

/// What every implementation of a kind must do, whoever wrote it: one function for each kind.
enum StageContract {
    // MARK: Kinds

    /// Table selection over every catalog.
    static func check(
        _ stage: any Stage<TableSelection.Input, TableSelection.Output>, with services: StageServices = StageServices()
    ) async throws {
        let inputs = ContractCatalogs.cases.map { TableSelection.Input(question: $0.question, catalog: $0.catalog) }
        try await check(stage, inputs, services: services) { try TableSelection.validate($0, for: $1) }
    }

    /// Column selection over every catalog, with all, one and none of its tables kept.
    static func check(
        _ stage: any Stage<ColumnSelection.Input, ColumnSelection.Output>,
        with services: StageServices = StageServices()
    ) async throws {
        let inputs = ContractCatalogs.cases.flatMap { question, catalog in
            Set([catalog.tables.map(\.name), catalog.tables.prefix(1).map(\.name), []]).sorted { $0.count > $1.count }
                .map {
                    ColumnSelection.Input(question: question, catalog: catalog, tables: $0)
                }
        }
        try await check(stage, inputs, services: services) { try ColumnSelection.validate($0, for: $1) }
    }

    /// Query synthesis over slices with everything, with no column and with nothing, and after a failed try.
    static func check(
        _ stage: any Stage<QuerySynthesis.Input, QuerySynthesis.Output>, with services: StageServices = StageServices()
    ) async throws {
        let inputs = ContractCatalogs.cases.flatMap { question, catalog in
            slices(of: catalog).map { QuerySynthesis.Input(question: question, slice: $0) }
        }
        try await check(stage, inputs, services: services) { try QuerySynthesis.validate($0, for: $1) }
        // A query that failed is not proposed again.
        for input in inputs.prefix(20) {
            guard let first = try await stage.run(input, with: services).candidates.first else { continue }
            var again = input
            again.feedback = [RepairFeedback(sql: first.sql, problem: "no such column")]
            let output = try await stage.run(again, with: services)
            try QuerySynthesis.validate(output, for: again)
            #expect(!output.candidates.contains { $0.sql == first.sql })
        }
    }

    /// The execution check over no, one and several candidates, with and without a database.
    static func check(_ stage: any Stage<ExecutionCheck.Input, ExecutionCheck.Output>) async throws {
        let candidates: [[Candidate]] = [
            [], [Candidate(sql: "SELECT 1", confidence: 0.9)],
            [Candidate(sql: "DROP TABLE singer", confidence: 0.8), Candidate(sql: "SELECT 2", confidence: 0.5)],
            [Candidate(sql: "SELECT", confidence: 0), Candidate(sql: "\u{0}", confidence: 0)],
        ]
        let inputs = ContractCatalogs.cases.prefix(20).flatMap { question, catalog in
            slices(of: catalog).flatMap { slice in
                candidates.flatMap { candidates in
                    [[], ["zebras"]].map {
                        ExecutionCheck.Input(
                            question: question, slice: slice, candidates: candidates, unplacedWords: $0,
                            remainingRepairs: 1)
                    }
                }
            }
        }
        try await check(stage, inputs) { try ExecutionCheck.validate($0, for: $1) }
        try await check(stage, inputs, services: StageServices(database: FakeExecutor())) {
            try ExecutionCheck.validate($0, for: $1)
        }
    }

    // MARK: Any kind

    private static func check<Input: Codable & Hashable & Sendable, Output: Codable & Hashable & Sendable>(
        _ stage: any Stage<Input, Output>, _ inputs: [Input], services: StageServices = StageServices(),
        validate: (Output, Input) throws -> Void
    ) async throws {
        #expect(!stage.implementation.name.isEmpty)
        #expect(stage.implementation == stage.implementation)
        for input in inputs {
            let output = try await stage.run(input, with: services)
            try validate(output, input)
            #expect(try coded(output) == output)
            // What was written as JSON and read back is the same input to the stage.
            let copy = try coded(input)
            #expect(copy == input)
            #expect(try await stage.run(copy, with: services) == output, "not deterministic")
        }
        try await checkCancellation(stage, inputs, services)
    }

    /// A cancelled stage ends soon: with its output, or with the error that says so.
    private static func checkCancellation<Input: Sendable, Output: Sendable>(
        _ stage: any Stage<Input, Output>, _ inputs: [Input], _ services: StageServices
    ) async throws {
        guard let input = inputs.first else { return }
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            _ = try await stage.run(input, with: services)
        }
        do {
            try await task.value
        } catch is CancellationError {
        } catch let error as PlumbError {
            #expect(error.code == .cancelled)
        }
    }

    private static func coded<Value: Codable>(_ value: Value) throws -> Value {
        try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value))
    }

    private static func slices(of catalog: Catalog) -> [SchemaSlice] {
        let names = catalog.tables.map(\.name)
        let columns = catalog.tables.flatMap { table in table.columns.map { ColumnReference(table.name, $0.name) } }
        let tables = TableSelection.Output(
            ranked: names.map { ScoredTable(table: $0, score: 1, evidence: []) }, kept: names)
        return [columns, []].map { kept in
            SchemaSlice(
                catalog: catalog, tables: tables,
                columns: ColumnSelection.Output(
                    ranked: kept.map { ScoredColumn(column: $0, score: 1, evidence: []) }, kept: kept))
        } + [
            SchemaSlice(
                catalog: catalog, tables: TableSelection.Output(ranked: [], kept: []),
                columns: ColumnSelection.Output(ranked: [], kept: []))
        ]
    }
}
