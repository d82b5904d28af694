import PlumbCore

/// The simplest stages that fulfil the contracts: everything is kept, one query is proposed, the first is run.
struct KeepAllTables: Stage {
    let implementation = Implementation(name: "all", version: 1)

    func run(_ input: TableSelection.Input, with services: StageServices) async throws -> TableSelection.Output {
        let names = input.catalog.tables.map(\.name)
        return TableSelection.Output(ranked: names.map { ScoredTable(table: $0, score: 0, evidence: []) }, kept: names)
    }
}

/// Keeps every column of the kept tables.
struct KeepAllColumns: Stage {
    let implementation = Implementation(name: "all", version: 1)

    func run(_ input: ColumnSelection.Input, with services: StageServices) async throws -> ColumnSelection.Output {
        let columns = input.catalog.tables.filter { input.tables.contains($0.name) }.flatMap { table in
            table.columns.map { ColumnReference(table.name, $0.name) }
        }
        return ColumnSelection.Output(
            ranked: columns.map { ScoredColumn(column: $0, score: 0, evidence: []) }, kept: columns)
    }
}

/// Proposes the same query, until it fails.
struct ProposeOne: Stage {
    let implementation = Implementation(name: "one", version: 1)

    func run(_ input: QuerySynthesis.Input, with services: StageServices) async throws -> QuerySynthesis.Output {
        QuerySynthesis.Output(
            candidates: input.feedback.isEmpty ? [Candidate(sql: "SELECT 1", confidence: 0.5)] : [])
    }
}

/// Runs the first candidate.
struct AcceptFirst: Stage {
    let implementation = Implementation(name: "first", version: 1)

    func run(_ input: ExecutionCheck.Input, with services: StageServices) async throws -> Verdict {
        guard let candidate = input.candidates.first, let database = services.database else {
            return .fail(reason: "nothing to run")
        }
        return .accepted(
            AcceptedQuery(
                sql: candidate.sql, candidate: 0, confidence: candidate.confidence,
                result: try await database.result(of: candidate.sql, limits: services.limits)))
    }
}
