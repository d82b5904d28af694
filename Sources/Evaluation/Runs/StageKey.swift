internal import PlumbCore
internal import PlumbDatabases
internal import PlumbPipeline

/// What a stage's output is kept under: its kind, its implementation and its input.
struct StageKey: Sendable {
    /// A hash of all that it depends on.
    let text: String
    /// The input as JSON; a whole catalog is its fingerprint.
    let input: String

    /// Makes the key of an input.
    ///
    /// - Parameters:
    ///   - kind: the stage's kind.
    ///   - implementation: what is run.
    ///   - input: what it is given.
    ///   - catalog: the catalog's fingerprint.
    ///   - conditions: how queries are run; it counts only for the check, which runs them.
    /// - Throws: `EncodingError` where the input has no JSON.
    init(
        _ kind: StageKind, _ implementation: Implementation, _ input: any Sendable, catalog: String,
        conditions: String
    ) throws {
        switch input {
        case let input as TableSelection.Input:
            self.input = try RunStore.text(Tables(question: input.question, catalog: catalog))
        case let input as ColumnSelection.Input:
            self.input = try RunStore.text(Columns(question: input.question, catalog: catalog, tables: input.tables))
        case let input as QuerySynthesis.Input: self.input = try RunStore.text(input)
        case let input as ExecutionCheck.Input: self.input = try RunStore.text(input)
        default: self.input = "\(input)"
        }
        var hash = StableHash()
        hash.combine(kind.rawValue)
        hash.combine(try RunStore.text(implementation))
        hash.combine(catalog)
        if kind == .executionCheck { hash.combine(conditions) }
        hash.combine(self.input)
        // Sixty-four bits of two kinds: one hash alone might one day name two inputs.
        var second = StableHash()
        second.combine(self.input.utf8.reversed())
        text = hash.text + second.text
    }

    private struct Tables: Encodable {
        var question: Question
        var catalog: String
    }

    private struct Columns: Encodable {
        var question: Question
        var catalog: String
        var tables: [TableName]
    }
}

/// Reads stages' outputs back from a run store.
struct StoredReplay: ReplayStore {
    let store: RunStore
    /// What changes when the catalog does.
    let catalog: String
    /// How queries are run: their limits, and what they may say.
    let conditions: String

    func output<Input: Hashable & Sendable>(
        of implementation: Implementation, kind: StageKind, for input: Input
    ) async throws -> KeptOutput? {
        let key = try StageKey(kind, implementation, input, catalog: catalog, conditions: conditions)
        return try await store.output(of: key.text)
    }

    func keep<Input: Hashable & Sendable>(
        _ kept: KeptOutput, of implementation: Implementation, for input: Input
    ) async throws {
        let key = try StageKey(kept.value.kind, implementation, input, catalog: catalog, conditions: conditions)
        try await store.keep(kept, of: implementation, key: key)
    }
}
