public import PlumbPrompts

/// What the execution check does beside running candidates in their order; each step can be left out.
public struct CheckSteps: Sendable {
    /// The names of the rules by which candidates are mended, as in `MendRules`; empty for none.
    public var mend: [String]
    /// Whether all candidates are run, and those with the same result vote together.
    public var votes: Bool
    /// Whether a query that fails goes back to synthesis, and a result in which the judge finds something.
    public var repairs: Bool
    /// Whether a result that is doubted goes back, too.
    public var repairsDoubts: Bool
    /// The model that compares the result with the question; nil for none.
    public var judge: ModelPrompt?

    /// Makes steps; without arguments none.
    public init(
        mend: [String] = [], votes: Bool = false, repairs: Bool = false, repairsDoubts: Bool = false,
        judge: ModelPrompt? = nil
    ) {
        self.mend = mend
        self.votes = votes
        self.repairs = repairs
        self.repairsDoubts = repairsDoubts
        self.judge = judge
    }

    /// The steps' names, in the order in which they are taken.
    var names: [String] {
        (mend.isEmpty ? [] : ["mend"]) + (votes ? ["vote"] : []) + (judge == nil ? [] : ["judge"])
            + (repairs ? ["repair"] : [])
    }

    /// What they are set to, as an implementation's parameters.
    var parameters: [String: String] {
        var parameters: [String: String] = [:]
        if repairsDoubts { parameters["repairsDoubts"] = "true" }
        if !mend.isEmpty {
            parameters["mend"] = mend.joined(separator: ",")
            parameters["mendVersion"] = "\(MendRules.version)"
        }
        for (name, value) in judge?.parameters ?? [:] { parameters["judge \(name)"] = value }
        return parameters
    }
}
