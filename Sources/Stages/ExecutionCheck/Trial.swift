internal import PlumbCore

/// What came of trying one candidate.
struct Trial {
    /// The candidate's place, 0-based.
    var index: Int
    /// The query that was run: the candidate's, or what it was mended to.
    var sql: String
    /// What was changed in it.
    var mends: [Mend] = []
    /// How it went.
    var outcome: Outcome
    /// The first rows; nil where it did not run.
    var result: QueryResult?

    /// How a trial went.
    enum Outcome {
        case clean
        case doubted([String])
        case refused(String)
        case failed(String)
    }

    /// What a careful analyst would doubt, a sentence each.
    var doubts: [String] { if case .doubted(let doubts) = outcome { doubts } else { [] } }

    /// Whether it ran and nothing is to be doubted.
    var isClean: Bool { if case .clean = outcome { true } else { false } }

    /// Why it was put aside; nil for one that might have been taken.
    var rejection: String? {
        switch outcome {
        case .clean: nil
        case .doubted(let doubts): doubts.joined(separator: "; ")
        case .refused(let reason), .failed(let reason): reason
        }
    }
}
