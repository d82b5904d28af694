/// How bad a finding is.
public enum LintLevel: String, Codable, Hashable, Sendable, CaseIterable {
    /// The example can't be scored, or not as it should be.
    case error
    /// The example may be scored otherwise than its author thinks.
    case warning
    /// Worth knowing.
    case note
}

/// Something about one line of an eval set.
public struct LintFinding: Codable, Hashable, Sendable {
    /// The file, as it was named.
    public var file: String
    /// The line, 1-based.
    public var line: Int
    /// The example; nil where the line holds none.
    public var id: String?
    /// The rule that found it.
    public var rule: String
    /// How bad it is.
    public var level: LintLevel
    /// What was found, in one sentence without its full stop.
    public var message: String
}
