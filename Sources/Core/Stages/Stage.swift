/// One step of a pipeline: a function from one plain value to another.
///
/// A stage holds no handle and does no plumbing: the runner times it, replays it, checks its output against the
/// contract and reports it. What it needs of the world comes through `StageServices`.
public protocol Stage<Input, Output>: Sendable {
    /// What the stage is given.
    associatedtype Input: Codable & Hashable & Sendable

    /// What the stage gives back.
    associatedtype Output: Codable & Hashable & Sendable

    /// What the stage is, so that its results can be told from another's.
    var implementation: Implementation { get }

    /// Runs the stage.
    ///
    /// - Parameters:
    ///   - input: what the contract says.
    ///   - services: the world outside, for as long as the call lasts.
    /// - Returns: what the contract says.
    /// - Throws: `PlumbError`, or `CancellationError` when the task was cancelled.
    func run(_ input: Input, with services: StageServices) async throws -> Output
}

/// A named way to fulfil a contract, with everything that changes what it gives.
public struct Implementation: Codable, Hashable, Sendable {
    /// The name, unique within its kind, such as `lexical`.
    public var name: String

    /// Raised whenever the same input may give another output.
    public var version: Int

    /// Parameters that were set, by name.
    public var parameters: [String: String]

    /// Makes a description.
    public init(name: String, version: Int, parameters: [String: String] = [:]) {
        self.name = name
        self.version = version
        self.parameters = parameters
    }
}
