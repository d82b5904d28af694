public import PlumbCore
internal import Synchronization

/// Keeps what stages gave, so that the same input need not run twice.
public protocol ReplayStore: Sendable {
    /// What an implementation gave for an input; nil where that is not known.
    func output<Input: Hashable & Sendable>(of implementation: Implementation, kind: StageKind, for input: Input)
        async throws -> KeptOutput?

    /// Keeps what an implementation gave for an input.
    func keep<Input: Hashable & Sendable>(
        _ kept: KeptOutput, of implementation: Implementation, for input: Input) async throws
}

/// What a stage gave, and what it then spent on models.
public struct KeptOutput: Codable, Hashable, Sendable {
    /// What it gave.
    public var value: StageOutput
    /// What it spent; nil where no model was asked.
    public var usage: ModelUsage?

    /// Makes a kept output.
    public init(_ value: StageOutput, usage: ModelUsage? = nil) {
        self.value = value
        self.usage = usage
    }
}

/// Keeps outputs in memory, up to a number of them.
public final class MemoryReplayStore: ReplayStore {
    // `any Hashable & Sendable` is not itself Hashable; the box compares what is inside.
    private struct Key: Hashable, @unchecked Sendable {
        // @unchecked: AnyHashable is not marked Sendable, yet only Sendable inputs are put into one here.
        var kind: StageKind
        var implementation: Implementation
        var input: AnyHashable
    }

    private let capacity: Int
    private let outputs = Mutex<[Key: KeptOutput]>([:])

    /// Makes an empty store.
    ///
    /// - Parameter capacity: when this many outputs are kept, all are dropped.
    public init(capacity: Int = 1_000) {
        self.capacity = capacity
    }

    /// What was kept.
    public func output<Input: Hashable & Sendable>(
        of implementation: Implementation, kind: StageKind, for input: Input
    ) async throws -> KeptOutput? {
        let key = Key(kind: kind, implementation: implementation, input: AnyHashable(input))
        return outputs.withLock { $0[key] }
    }

    /// Keeps an output.
    public func keep<Input: Hashable & Sendable>(
        _ kept: KeptOutput, of implementation: Implementation, for input: Input
    ) async throws {
        let key = Key(kind: kept.value.kind, implementation: implementation, input: AnyHashable(input))
        outputs.withLock { outputs in
            if outputs.count >= capacity { outputs.removeAll() }
            outputs[key] = kept
        }
    }
}
