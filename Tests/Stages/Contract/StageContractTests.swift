import PlumbColumnSelection
import PlumbCore
import PlumbExecutionCheck
import PlumbQuerySynthesis
import PlumbTableSelection
import Testing

/// The contracts, held against every implementation there is.
struct StageContractTests {
    @Test(arguments: [
        LexicalTableSelection() as any Stage<TableSelection.Input, TableSelection.Output>,
        LexicalTableSelection(maximumTables: 1), LexicalTableSelection(maximumTables: 0), KeepAllTables(),
    ])
    func tableSelection(stage: any Stage<TableSelection.Input, TableSelection.Output>) async throws {
        try await StageContract.check(stage)
    }

    @Test(arguments: [
        LexicalColumnSelection() as any Stage<ColumnSelection.Input, ColumnSelection.Output>,
        LexicalColumnSelection(maximumColumns: 0), KeepAllColumns(),
    ])
    func columnSelection(stage: any Stage<ColumnSelection.Input, ColumnSelection.Output>) async throws {
        try await StageContract.check(stage)
    }

    @Test(arguments: [
        ComposeQuerySynthesis() as any Stage<QuerySynthesis.Input, QuerySynthesis.Output>,
        ComposeQuerySynthesis(maximumCandidates: 1), ProposeOne(),
    ])
    func querySynthesis(stage: any Stage<QuerySynthesis.Input, QuerySynthesis.Output>) async throws {
        try await StageContract.check(stage)
    }

    @Test(arguments: [
        GuardedExecutionCheck() as any Stage<ExecutionCheck.Input, ExecutionCheck.Output>,
        GuardedExecutionCheck(acceptsGuess: true, previewRows: 1), AcceptFirst(),
    ])
    func executionCheck(stage: any Stage<ExecutionCheck.Input, ExecutionCheck.Output>) async throws {
        try await StageContract.check(stage)
    }

    @Test func whatChangesAnOutputIsAParameter() {
        #expect(LexicalTableSelection(maximumTables: 1).implementation != LexicalTableSelection().implementation)
        #expect(LexicalColumnSelection(maximumColumns: 1).implementation != LexicalColumnSelection().implementation)
        #expect(ComposeQuerySynthesis(maximumCandidates: 1).implementation != ComposeQuerySynthesis().implementation)
        #expect(GuardedExecutionCheck(acceptsGuess: true).implementation != GuardedExecutionCheck().implementation)
        #expect(GuardedExecutionCheck(previewRows: 1).implementation != GuardedExecutionCheck().implementation)
    }
}
