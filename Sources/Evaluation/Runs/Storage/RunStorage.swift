/// Where a run store's texts are kept: a file, or a server that many machines reach.
///
/// Values are JSON to it; what they mean is the store's business. Each call is one transaction, and several processes may
/// make the same calls at the same time.
protocol RunStorage: Sendable {
    /// What it is called in messages; it never holds a password.
    var name: String { get }

    // MARK: Runs

    /// Begins a run: its examples, and the keys of their outcomes, by place.
    func begin(_ run: StoredRun, examples: [String], keys: [String]) async throws

    /// All runs, the latest first.
    func runs() async throws -> [StoredRun]

    /// The examples of a run, by place.
    func examples(of run: String) async throws -> [String]

    /// The records of those that are done, by place: whole, or figures only.
    func records(of run: String, isWhole: Bool) async throws -> [String]

    /// Ends a run that has no open place; once it has ended, it stays as it is.
    ///
    /// - Parameters:
    ///   - run: the run.
    ///   - time: when, ISO 8601.
    ///   - summary: makes the summary of the figures of all places; not called where the run has ended already.
    /// - Returns: whether the run has ended now; false where a place is open.
    /// - Throws: `PlumbError`, and what `summary` throws.
    func finish(
        _ run: String, at time: String, summary: @escaping @Sendable ([String]) throws -> String
    ) async throws -> Bool

    // MARK: Work

    /// The keys of a run's outcomes, by place; empty where a version that shared no runs began it.
    func keys(of run: String) async throws -> [String]

    /// Adds keys to a run that has none.
    func plan(_ run: String, keys: [String]) async throws

    /// Takes over outcomes that another run gave, for open places that nobody holds.
    func adopt(_ run: String) async throws

    /// Opens places again at which a model gave no reply: another time it may.
    func reopenFailures(of run: String) async throws

    /// Leases the first open place that nobody holds.
    ///
    /// - Parameters:
    ///   - run: the run.
    ///   - owner: who takes it.
    ///   - seconds: how long the lease holds where it is not renewed, by the storage's own clock.
    /// - Returns: the lease; nil where there is no such place.
    /// - Throws: `PlumbError`.
    func take(_ run: String, owner: String, seconds: Double) async throws -> Lease?

    /// Renews those of the leases that still hold, or that nobody has taken over.
    func renew(_ leases: [Lease], of run: String, seconds: Double) async throws

    /// Keeps the outcome of a leased place and ends the lease.
    ///
    /// - Returns: false where another has taken the lease over: then nothing is kept.
    /// - Throws: `PlumbError`.
    func keep(_ outcome: StoredOutcome, of run: String, under lease: Lease) async throws -> Bool

    /// Gives leases back, as if they had never been taken.
    func giveBack(_ leases: [Lease], of run: String) async throws

    /// Ends the leases of owners that are known to be gone.
    func release(_ owners: [String], of run: String) async throws

    /// How far a run is.
    func state(of run: String) async throws -> WorkState

    // MARK: Stages

    /// What a stage gave.
    func output(of key: String) async throws -> String?

    /// Keeps what a stage gave.
    func keep(_ output: StoredOutput) async throws
}

/// A run as texts.
struct StoredRun: Hashable, Sendable {
    var id: String
    var startedAt: String
    var making: String
    var examples: Int
    var done = 0
    var summary: String?
}

/// An example's outcome as texts.
struct StoredOutcome: Sendable {
    var key: String
    var figures: String
    var record: String
    /// The class of the failure by which a model gave no reply; nil where none did.
    var failure: String?
}

/// A stage's output as texts.
struct StoredOutput: Sendable {
    var key: String
    var kind: String
    var implementation: String
    var input: String
    var output: String
}

/// The right to run the example of a place, until it ends or is taken over.
struct Lease: Hashable, Sendable {
    /// The example's place in the run, from 0.
    var place: Int
    /// Counts how often the place was taken: an older number than the latest no longer holds.
    var number: Int
}

/// How far a run is, and who works on it.
struct WorkState: Hashable, Sendable {
    /// How many places are done.
    var done = 0
    /// How many are not.
    var open = 0
    /// Of these, how many are leased, by owner.
    var held: [String: Int] = [:]
}
