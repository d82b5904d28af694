/// One change that was made to a proposed query.
public struct Mend: Codable, Hashable, Sendable {
    /// The rule that made it, such as `rebind`.
    public var rule: String
    /// What was changed and why, one sentence for people without its full stop.
    public var note: String

    /// Makes a mend.
    public init(rule: String, note: String) {
        self.rule = rule
        self.note = note
    }
}
