public import PlumbCore
internal import PlumbLanguage
internal import PlumbSQL

/// Query synthesis without a model: reads the question's phrases, decides what they mean in the slice, and builds
/// queries from them.
///
/// 1. The question is cut into turns of phrase, names, values, numbers and times (`QuestionReading`).
/// 2. Read left to right, they say what is asked: what to show, which rows, grouped and ordered how (`IntentReader`).
/// 3. Names are bound to columns, tables joined, groups formed (`PlanBuilder`). Where words may mean several things,
///    each reading becomes a candidate.
/// 4. Plans are spelt out as SQL (`QueryWriter`) and ranked by how well their parts fit the words.
public struct ComposeQuerySynthesis: Stage {
    /// The most candidates that are given.
    public var maximumCandidates: Int

    /// Makes the stage.
    public init(maximumCandidates: Int = 6) {
        self.maximumCandidates = maximumCandidates
    }

    /// `compose`, with its parameters.
    public var implementation: Implementation {
        Implementation(name: "compose", version: 1, parameters: ["maximumCandidates": "\(maximumCandidates)"])
    }

    /// How far behind the best option another one may be and still make a candidate.
    private static let margin = 0.45

    /// Composes queries.
    public func run(_ input: QuerySynthesis.Input, with services: StageServices) async throws -> QuerySynthesis.Output {
        let reading = QuestionReading(question: input.question, slice: input.slice)
        var reader = IntentReader(reading, slice: input.slice)
        let intent = reader.read()
        let tried = Set(input.feedback.map(\.sql))

        let base = Choices()
        var drafts: [(candidate: Candidate, unplaced: [String])] = []
        if let draft = draft(intent, reading, input.slice, base) { drafts.append(draft) }
        for (choice, options) in base.options.enumerated() {
            guard let best = options.first else { continue }
            for option in options.indices.dropFirst().prefix(2) where options[option] >= best - Self.margin {
                let choices = Choices(overrides: [choice: option])
                guard var draft = draft(intent, reading, input.slice, choices) else { continue }
                draft.candidate.confidence *= 1 - min(0.5, 0.15 + (best - options[option]))
                drafts.append(draft)
            }
        }
        var seen = tried
        let distinct = drafts.filter { seen.insert($0.candidate.sql).inserted }
        let ranked = distinct.enumerated().sorted {
            ($0.element.candidate.confidence, -$0.offset) > ($1.element.candidate.confidence, -$1.offset)
        }.map(\.element)
        let essential = intent.unplaced.filter { $0.isEssential || isMostlyUnknown(intent, reading) }.map(\.words)
        let unplaced = essential + (ranked.first?.unplaced ?? [])
        return QuerySynthesis.Output(
            candidates: ranked.prefix(maximumCandidates).map { draft in
                var candidate = draft.candidate
                candidate.confidence = Calibration.probability(ofFit: candidate.confidence)
                return candidate
            },
            unplacedWords: unplaced.isEmpty && ranked.isEmpty ? intent.unplaced.map(\.words) : unplaced)
    }

    /// Whether most of the question's words say nothing, as in another language.
    private func isMostlyUnknown(_ intent: Intent, _ reading: QuestionReading) -> Bool {
        let content = reading.text.tokens.count { $0.kind == .word && !Lexicon.isEmpty($0.folded) }
        return intent.unplaced.count >= 2 && intent.unplaced.count * 5 >= content * 3
    }

    private func draft(_ intent: Intent, _ reading: QuestionReading, _ slice: SchemaSlice, _ choices: Choices)
        -> (candidate: Candidate, unplaced: [String])?
    {
        var builder = PlanBuilder(intent: intent, text: reading.text, slice: slice, choices: choices)
        guard let plan = builder.build() else { return nil }
        let query = QueryWriter(plan: plan, slice: slice).query()
        let sql = SQLPrinter(dialect: slice.dialect).print(query)
        return (
            Candidate(sql: sql, confidence: confidence(plan, intent), assumptions: assumptions(plan, intent)),
            plan.unplaced
        )
    }

    /// How well the parts fit, lowered for every word that found no place.
    private func confidence(_ plan: QueryPlan, _ intent: Intent) -> Double {
        let fits = plan.fits
        let mean = fits.isEmpty ? 0.5 : fits.reduce(0, +) / Double(fits.count)
        let worst = fits.min() ?? 0.5
        var confidence = 0.6 * mean + 0.4 * worst
        for word in intent.unplaced { confidence *= word.isEssential ? 0.7 : 0.93 }
        for _ in plan.unplaced { confidence *= 0.7 }
        return min(max(confidence, 0.02), 0.99)
    }

    private func assumptions(_ plan: QueryPlan, _ intent: Intent) -> [String] {
        let ignored = intent.unplaced.filter { !$0.isEssential }.map(\.words)
        guard !ignored.isEmpty else { return plan.assumptions }
        let words = ignored.map { "'\($0)'" }.joined(separator: ", ")
        return plan.assumptions + ["\(words) \(ignored.count == 1 ? "says" : "say") nothing that the data can tell"]
    }
}
