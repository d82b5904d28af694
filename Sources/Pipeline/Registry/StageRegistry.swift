public import PlumbCore

/// The implementations that pipelines can choose from.
public struct StageRegistry: Sendable {
    /// All of them, by kind and then in the order in which they are shown.
    public let implementations: [StageImplementation]

    /// Those that come with Plumb.
    public static let standard = StageRegistry(
        implementations: tableSelections + columnSelections + querySyntheses + executionChecks)

    /// Implementations of a kind.
    public func implementations(of kind: StageKind) -> [StageImplementation] {
        implementations.filter { $0.kind == kind }
    }

    /// The implementation of a name.
    public func implementation(_ name: String, of kind: StageKind) -> StageImplementation? {
        implementations.first { $0.kind == kind && $0.name == name }
    }
}
