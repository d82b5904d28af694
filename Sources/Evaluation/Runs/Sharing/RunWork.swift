internal import PlumbCore

/// A run's examples as one process takes them: each under a lease, which holds while the process lives.
///
/// Several processes may work on the same run. What one leaves behind, by whatever end, others take up.
actor RunWork {
    private let storage: any RunStorage
    private let run: String
    private let seconds: Double
    private let news: @Sendable (RunNews) -> Void
    private let owner = WorkOwner()

    /// The leases that the process holds.
    private var held: Set<Lease> = []
    private var hasToldOfWaiting = false

    /// How long to wait before looking again whether others have ended, at first and at most, in seconds.
    private static let pauses = (first: 0.05, longest: 1.0)

    /// How long a process that is told to stop waits for a lease that is on its way to it.
    private static let grace = Duration.seconds(2)

    /// Makes the work of a run.
    ///
    /// - Parameters:
    ///   - run: the run's name.
    ///   - storage: where it is kept.
    ///   - seconds: how long a lease holds that is not renewed.
    ///   - news: told of waiting, and of how far the run is.
    init(of run: String, in storage: any RunStorage, seconds: Double, news: @escaping @Sendable (RunNews) -> Void) {
        self.run = run
        self.storage = storage
        self.seconds = seconds
        self.news = news
    }

    /// Leases an example; waits while all that are left are held by others.
    ///
    /// - Returns: nil where none is left but what this process itself holds.
    /// - Throws: `PlumbError`, or `CancellationError`.
    func next() async throws -> Lease? {
        var pause = Self.pauses.first
        while true {
            try Task.checkCancellation()
            if let lease = try await take() {
                held.insert(lease)
                hasToldOfWaiting = false
                return lease
            }
            let state = try await storage.state(of: run)
            let others = state.held.filter { $0.key != owner.description }
            let gone = others.keys.filter { WorkOwner($0).isGone }
            if !gone.isEmpty {
                try await storage.release(Array(gone), of: run)
                continue
            }
            // Where more is open than is held, a lease ended between the two looks; where this process holds more than it
            // knows of, one is on its way, or its news was lost and it will end.
            let isAllHeld = state.open == state.held.values.reduce(0, +)
            if others.isEmpty, isAllHeld, (state.held[owner.description] ?? 0) <= held.count { return nil }
            if !others.isEmpty, !hasToldOfWaiting {
                news(.waiting(examples: others.values.reduce(0, +), workers: others.count))
                hasToldOfWaiting = true
            }
            news(.done(state.done))
            try await Task.sleep(for: .seconds(pause))
            pause = min(pause * 2, Self.pauses.longest)
        }
    }

    /// Takes a lease, or learns that none is free.
    ///
    /// Whoever is cancelled sees it through: a lease of which nobody knows would hold up others until it ends.
    private func take() async throws -> Lease? {
        let taking = Task { [storage, run, owner, seconds] in
            try await storage.take(run, owner: owner.description, seconds: seconds)
        }
        return try await withTaskCancellationHandler {
            try await taking.value
        } onCancel: {
            Task {
                try await Task.sleep(for: Self.grace)
                taking.cancel()
            }
        }
    }

    /// Keeps an example's outcome.
    ///
    /// - Returns: false where another process has taken the example over: its outcome counts.
    /// - Throws: `PlumbError`.
    func keep(_ outcome: StoredOutcome, under lease: Lease) async throws -> Bool {
        let isKept = try await storage.keep(outcome, of: run, under: lease)
        held.remove(lease)
        return isKept
    }

    /// Renews the leases until the task is cancelled.
    ///
    /// - Throws: `PlumbError` where the store is lost.
    func renew() async throws {
        while !Task.isCancelled {
            // A third: two may fail before a lease ends.
            guard (try? await Task.sleep(for: .seconds(seconds / 3))) != nil else { return }
            do {
                if !held.isEmpty { try await storage.renew(Array(held), of: run, seconds: seconds) }
                news(.done(try await storage.state(of: run).done))
            } catch {
                // Whoever cancels has no leases left to renew.
                if Task.isCancelled { return }
                throw error
            }
        }
    }

    /// Gives all leases back.
    func giveBack() async {
        let leases = Array(held)
        // Where this fails the leases end by themselves.
        if !leases.isEmpty { try? await storage.giveBack(leases, of: run) }
    }
}

/// What a process hears of a run while it works on it.
public enum RunNews: Hashable, Sendable {
    /// So many examples are done, by whomever.
    case done(Int)
    /// All examples that are left are held by other processes.
    case waiting(examples: Int, workers: Int)
    /// Another process took an example over, because this one had not been heard of in time: its outcome counts.
    case takenOver(example: String)
    /// Something that a person should know of what the run reads.
    case remark(String)
}
