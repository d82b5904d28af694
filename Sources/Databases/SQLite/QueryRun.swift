internal import PlumbCore
internal import Synchronization

/// The bounds of one running query, and the flag that stops it.
///
/// The flag may be set from any thread at any time. `sqlite3_interrupt` would be lost when it came before `step`; a
/// flag that the progress handler reads is not.
final class QueryRun: Sendable {
    /// Why a query was stopped.
    enum StopReason: Hashable {
        case cancelled, timeLimit, stepLimit
    }

    let limits: ExecutionLimits

    /// How many thousands of SQLite's virtual-machine instructions may run; nil for no bound.
    let thousandsOfSteps: Int?

    /// A longer piece of work that this query is a part of, and stops with.
    private let whole: QueryRun?

    private let deadline: ContinuousClock.Instant
    private let cancelled = Atomic<Bool>(false)
    private let truncated = Atomic<Bool>(false)

    init(limits: ExecutionLimits, thousandsOfSteps: Int? = nil, partOf whole: QueryRun? = nil) {
        self.limits = limits
        self.whole = whole
        self.thousandsOfSteps = thousandsOfSteps
        // A duration of a century and more is no bound, and infinity can't be made a Duration.
        let seconds = limits.seconds.isNaN ? 0 : min(max(limits.seconds, 0), 4_000_000_000)
        deadline = ContinuousClock.now.advanced(by: .seconds(seconds))
    }

    func cancel() {
        cancelled.store(true, ordering: .releasing)
    }

    /// Why the query must stop now; nil where it may go on.
    var stopReason: StopReason? {
        if cancelled.load(ordering: .acquiring) { return .cancelled }
        return ContinuousClock.now >= deadline ? .timeLimit : whole?.stopReason
    }

    /// Whether a limit on rows or bytes ended the rows early.
    var isTruncated: Bool {
        get { truncated.load(ordering: .acquiring) }
        set { truncated.store(newValue, ordering: .releasing) }
    }
}

extension QueryRun.StopReason {
    /// The error that tells of it.
    func error(limits: ExecutionLimits, thousandsOfSteps: Int?) -> PlumbError {
        switch self {
        case .cancelled:
            PlumbError(.cancelled, "The query was cancelled.")
        case .timeLimit:
            PlumbError(
                .limitExceeded, "The query was stopped after \(Self.spelled(limits.seconds)), its time limit.",
                suggestion: "Narrow the question down, or raise the time limit.")
        case .stepLimit:
            PlumbError(
                .limitExceeded, "The query was stopped after \(thousandsOfSteps ?? 0) thousand steps, its work limit.")
        }
    }

    private static func spelled(_ seconds: Double) -> String {
        seconds == seconds.rounded() && abs(seconds) < 1e9 ? "\(Int(seconds)) s" : "\(seconds) s"
    }
}
