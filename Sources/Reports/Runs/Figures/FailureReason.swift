internal import PlumbCore

extension ExampleRecord {
    /// Why the example is not right, in words without a full stop; nil where it is, or nothing was said.
    var failureReason: String? {
        guard outcome != .right else { return nil }
        if expected != .answer, ending == .answered { return "It was answered, and calls for \(expected.words)" }
        if expected == .answer, let reason = comparison?.reason { return reason.detail }
        if let text = lastVerdict?.failureReason { return text }
        if ending != .answered { return "The pipeline \(ending == .failed ? "failed" : ending.words)" }
        return gold.compactMap(\.problem).first.map { "Gold can't be run: \($0)" }
    }

    /// Why the example is not right, as a whole sentence; nil where it is, or nothing was said.
    var failureSentence: String? {
        failureReason.map { reason in
            let sentence = reason.prefix(1).uppercased() + reason.dropFirst()
            return sentence.last.map { ".?!".contains($0) } == true ? sentence : sentence + "."
        }
    }

    /// What the last execution check said; nil where none ran.
    var lastVerdict: Verdict? {
        for stage in stages.reversed() {
            if case .verdict(let verdict) = stage.output { return verdict }
        }
        return nil
    }

    /// The gold query that a report shows first: one that runs, if there is one.
    var shownGold: GoldRecord? { gold.first { $0.problem == nil } ?? gold.first }
}

extension Verdict {
    /// Why there is no answer; nil where there is one.
    fileprivate var failureReason: String? {
        switch self {
        case .accepted: nil
        case .repair(let feedback): feedback.problem
        case .clarify(let clarification): "It asked back: \(clarification.question)"
        case .refuse(let reason): "It refused: \(reason)"
        case .fail(let reason): reason
        }
    }
}
