internal import PlumbCore

/// One figure of a stage, as it is read off an example; nil where the example says nothing of it.
struct ExampleMetric: Sendable {
    /// What a figure counts.
    enum Measure: Sendable {
        /// Yes or no.
        case yes(@Sendable (ExampleRecord) -> Bool?)
        /// A number; a share, 0...1, or a count.
        case number(isShare: Bool, @Sendable (ExampleRecord) -> Double?)
        /// So many of so many, summed up over examples.
        case counts(@Sendable (ExampleRecord) -> ScoreSummary.Share?)
    }

    let kind: StageKind
    let isIsolated: Bool
    let name: String
    let measure: Measure

    /// The figure of one example.
    func value(_ example: ExampleRecord) -> Double? {
        switch measure {
        case .yes(let value): value(example).map { $0 ? 1 : 0 }
        case .number(_, let value): value(example)
        case .counts(let share): share(example)?.value
        }
    }

    /// The figure of many; nil where none says anything.
    func metric(_ examples: [ExampleRecord]) -> RunSummary.Metric? {
        var isShare = true
        let estimate: RunSummary.Estimate
        switch measure {
        case .yes(let value): estimate = Intervals.share(examples.compactMap(value))
        case .number(let share, let value):
            isShare = share
            estimate = Intervals.mean(examples.compactMap(value))
        case .counts(let share):
            let shares = examples.compactMap(share)
            estimate = Intervals.share(shares.reduce(0) { $0 + $1.count }, of: shares.reduce(0) { $0 + $1.total })
        }
        return estimate.count == 0 ? nil : .init(name: name, estimate: estimate, isShare: isShare)
    }

    /// Whether the figure is yes or no.
    var isYesOrNo: Bool { if case .yes = measure { true } else { false } }
}

extension ExampleMetric {
    /// All figures, in the order in which they are shown.
    static func all(_ contract: ComparisonContract) -> [ExampleMetric] {
        selection(.tableSelection, isIsolated: false) { $0.scores.tables }
            + selection(.columnSelection, isIsolated: false) { $0.scores.columns }
            + selection(.columnSelection, isIsolated: true) { $0.scores.columnsIsolated }
            + synthesis(contract, isIsolated: false) { $0.scores.queries } + regret
            + synthesis(contract, isIsolated: true) { $0.scores.queriesIsolated } + check
    }

    private static func selection(
        _ kind: StageKind, isIsolated: Bool, _ score: @escaping @Sendable (ExampleRecord) -> SelectionScore?
    ) -> [ExampleMetric] {
        func make(_ name: String, _ measure: Measure) -> ExampleMetric {
            .init(kind: kind, isIsolated: isIsolated, name: name, measure: measure)
        }
        let ranks = SelectionScore.ranks.enumerated().map { place, rank in
            make("recall@\(rank)", .number(isShare: true) { score($0)?.recallAtRank[place] })
        }
        return [
            make("strict recall", .yes { score($0)?.hasAll }),
            make("recall", .number(isShare: true) { score($0)?.recall }),
            make("precision", .number(isShare: true) { score($0)?.precision }),
            make("F1", .number(isShare: true) { score($0)?.f1 }), make("exact set", .yes { score($0)?.isExact }),
            make("kept", .number(isShare: false) { score($0).map { Double($0.kept) } }),
            make("required", .number(isShare: false) { score($0).map { Double($0.required) } }),
        ] + ranks + [make("value links found", .counts { score($0)?.links })]
    }

    private static func synthesis(
        _ contract: ComparisonContract, isIsolated: Bool,
        _ score: @escaping @Sendable (ExampleRecord) -> SynthesisScore?
    ) -> [ExampleMetric] {
        func make(_ name: String, _ measure: Measure) -> ExampleMetric {
            .init(kind: .querySynthesis, isIsolated: isIsolated, name: name, measure: measure)
        }
        @Sendable func isRight(_ example: ExampleRecord, _ contract: ComparisonContract) -> Bool? {
            guard let score = score(example) else { return nil }
            let outcome = score.execution[contract] ?? .wrong
            return outcome == .unscored ? nil : outcome == .right
        }
        let contracts = [contract] + ComparisonContract.allCases.filter { $0 != contract }
        let accuracies = contracts.map { contract in
            make("execution accuracy, \(contract.rawValue)", .yes { isRight($0, contract) })
        }
        let components = MatchComponent.allCases.map { component in
            make("component \(component.rawValue)", .yes { score($0)?.components[component].map { $0 == 1 } })
        }
        return accuracies + [
            make("pass@k", .yes { score($0).map { $0.firstRight != nil } }), make("parses", .yes { score($0)?.parses }),
            make("prepares", .yes { score($0)?.prepares }), make("exact set match", .yes { score($0)?.isExactMatch }),
            make("Soft-F1 by content", .number(isShare: true) { score($0).map { $0.softF1?.byContent ?? 0 } }),
            make("Soft-F1 by position", .number(isShare: true) { score($0).map { $0.softF1?.byPosition ?? 0 } }),
            make("candidates", .number(isShare: false) { score($0).map { Double($0.candidates) } }),
            make(
                "diversity",
                .number(isShare: true) { example in
                    guard let score = score(example), score.candidates > 1 else { return nil }
                    return Double(score.distinctResults) / Double(score.candidates)
                }),
        ] + components
    }

    /// Where some candidate is right and the answer is not, a right query was thrown away.
    private static let regret = [
        ExampleMetric(
            kind: .querySynthesis, isIsolated: false, name: "selection regret",
            measure: .yes { example in
                example.scores.queries.map { $0.firstRight != nil && example.outcome != .right }
            })
    ]

    private static let check: [ExampleMetric] =
        [
            ExampleMetric(
                kind: .executionCheck, isIsolated: true, name: "right queries accepted",
                measure: .counts { $0.scores.check?.rightAccepted }),
            ExampleMetric(
                kind: .executionCheck, isIsolated: true, name: "wrong queries caught",
                measure: .counts { $0.scores.check?.wrongCaught }),
        ]
        + CheckScore.Repair.allCases.map { repair in
            ExampleMetric(
                kind: .executionCheck, isIsolated: true, name: "repair \(words(repair))",
                measure: .yes { $0.scores.check?.repair.map { $0 == repair } })
        }

    private static func words(_ repair: CheckScore.Repair) -> String {
        switch repair {
        case .fixed: "fixed"
        case .harmed: "harmed"
        case .keptRight: "kept right"
        case .leftWrong: "left wrong"
        }
    }
}
