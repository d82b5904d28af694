/// Which of the four contracts a stage fulfils, in the order in which a pipeline runs them.
public enum StageKind: String, Codable, Hashable, Sendable, CaseIterable, CodingKeyRepresentable {
    case tableSelection, columnSelection, querySynthesis, executionCheck

    /// The kind in words.
    public var title: String {
        switch self {
        case .tableSelection: "table selection"
        case .columnSelection: "column selection"
        case .querySynthesis: "query synthesis"
        case .executionCheck: "execution check"
        }
    }
}
