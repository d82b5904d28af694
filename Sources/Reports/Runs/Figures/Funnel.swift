internal import PlumbCore

/// Accuracy with gold in place of the first k stages, step by step: what each stage costs end to end.
struct Funnel {
    let steps: [Step]

    struct Step {
        /// What gold stands for.
        let title: String
        /// The stage that gold stands for in this step and not in the one before; nil for the first.
        let stage: StageKind?
        /// Accuracy.
        let accuracy: RunSummary.Estimate
        /// The gain over the step before; nil for the first.
        let headroom: RunSummary.Estimate?
    }

    init(_ summary: RunSummary) {
        // A run without gold in place of stages has no steps to show.
        guard summary.accuracyWithGoldThrough.contains(where: { $0.value != nil }) else {
            steps = []
            return
        }
        steps = summary.accuracyWithGoldThrough.prefix(StageKind.allCases.count + 1).enumerated().map { k, accuracy in
            let stage = k > 0 ? StageKind.allCases[k - 1] : nil
            return Step(
                title: stage?.goldTitle ?? "pipeline as it is", stage: stage, accuracy: accuracy,
                headroom: stage.flatMap { summary.headroom[$0] })
        }
    }

    /// Where most accuracy is lost, in a sentence without its full stop; nil where nothing is lost.
    var sentence: String? {
        let gains = steps.compactMap { step in
            step.stage.flatMap { stage in step.headroom?.value.map { (stage: stage, gain: $0) } }
        }
        guard let most = gains.max(by: { $0.gain < $1.gain }), most.gain > 0.0005 else { return nil }
        let rest = gains.filter { $0.stage != most.stage && $0.gain > 0.0005 }.sorted { $0.gain > $1.gain }.map {
            "\($0.stage.title) \(Wording.points($0.gain))"
        }
        return "\(most.stage.title.prefix(1).uppercased())\(most.stage.title.dropFirst()) costs most: "
            + "\(Wording.points(most.gain)) points of accuracy"
            + (rest.isEmpty ? "" : "; then " + rest.joined(separator: ", "))
    }
}

extension StageKind {
    /// What stands in for the stages up to this one.
    fileprivate var goldTitle: String {
        switch self {
        case .tableSelection: "gold tables"
        case .columnSelection: "gold columns"
        case .querySynthesis: "gold queries"
        case .executionCheck: "gold itself"
        }
    }
}
