internal import PlumbCore

/// Figures of examples as they were read from a store, by their texts too: reading them is most of what it costs to go
/// through a run that is done, and a run is gone through more than once.
struct ReadFigures: Sendable {
    /// The examples, in the order of the texts.
    let examples: [ExampleRecord]

    private let byText: [String: ExampleRecord]

    /// Reads texts.
    ///
    /// - Parameters:
    ///   - texts: JSON, as `StoredOutcome.figures` holds it.
    ///   - known: what was read before; only other texts are read.
    /// - Throws: `PlumbError` with `databaseUnavailable` for a text of a later version.
    init(_ texts: [String], known: ReadFigures? = nil) throws {
        var byText = known?.byText ?? [:]
        examples = try texts.map { text in
            if let example = byText[text] { return example }
            let example = try RunStore.value(ExampleRecord.self, text)
            byText[text] = example
            return example
        }
        self.byText = byText
    }
}
