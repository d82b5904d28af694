internal import PlumbCore

extension ExampleRecord.Outcome {
    /// The outcome as a person says it.
    var words: String {
        switch self {
        case .right: "right"
        case .wrong: "wrong"
        case .unanswered: "not answered"
        case .unscored: "not scored"
        }
    }

    /// The color it has on a terminal.
    var role: Coloring.Role {
        switch self {
        case .right: .good
        case .wrong: .bad
        case .unanswered: .doubt
        case .unscored: .faint
        }
    }

    /// A mark that tells outcomes apart without color.
    var mark: String {
        switch self {
        case .right: "✓"
        case .wrong: "✗"
        case .unanswered: "○"
        case .unscored: "·"
        }
    }
}

extension ExampleRecord.Ending {
    /// The ending as a person says it.
    var words: String {
        switch self {
        case .answered: "answered"
        case .askedBack: "asked back"
        case .refused: "refused"
        case .failed: "failed"
        }
    }
}

extension ExampleRecord.Expectation {
    /// What a pipeline should do, as a person says it.
    var words: String {
        switch self {
        case .answer: "an answer"
        case .clarify: "a question back"
        case .refuse: "a refusal"
        }
    }

    /// The same, as what a pipeline should do.
    var imperative: String {
        switch self {
        case .answer: "answer"
        case .clarify: "ask back"
        case .refuse: "refuse"
        }
    }
}
