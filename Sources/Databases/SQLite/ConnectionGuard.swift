internal import CSQLite
internal import Foundation
internal import PlumbCore

/// Answers what SQLite asks while it compiles and runs: whether this may be read, shall go on, shall wait for a lock.
///
/// Invariant: owned by one `SQLiteConnection`, which gives its address to SQLite as a callback argument, and outlives
/// the handle. Callbacks come only from within calls on that handle, so on the connection's own thread.
final class ConnectionGuard {
    /// Whether what is compiled now comes from this module, and not from a user or a model.
    var isTrusted = false

    var rules: ReadRules

    /// Which rows may be read.
    var rowFilters: RowFilters

    /// The bounds of the query that runs now.
    var run: QueryRun?

    /// What the authorizer refused first, since it was last cleared.
    private(set) var refusal: String?

    /// What to do about it; nil where there is nothing but to leave it out.
    private(set) var suggestion: String?

    /// Tables and columns that were asked for while recording.
    private(set) var reads: AuthorizedReads?

    /// Tables and views that trusted statements read, while that is asked for.
    private var traced: Set<String>?

    /// Why the current run was stopped; nil while it goes on.
    private(set) var stopReason: QueryRun.StopReason?
    private var thousandsOfSteps = 0
    private var waitingSince: ContinuousClock.Instant?

    /// How long a locked database is waited for.
    static let busyTimeout: Duration = .seconds(2)

    init(rules: ReadRules, rowFilters: RowFilters) {
        self.rules = rules
        self.rowFilters = rowFilters
    }

    /// Forgets what happened before.
    func begin(recording: Bool = false) {
        refusal = nil
        suggestion = nil
        reads = recording ? AuthorizedReads() : nil
    }

    /// The tables and views, in small letters, that trusted statements read while they are compiled; nil where one fails.
    func tracing(_ body: () throws(PlumbError) -> Void) -> Set<String>? {
        traced = []
        defer { traced = nil }
        do { try body() } catch { return nil }
        return traced
    }

    /// Makes a run the one whose bounds hold, for as long as a call lasts.
    func bounded<Result, Failure: Error>(
        by run: QueryRun?, _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        begin(run: run)
        defer { end() }
        return try body()
    }

    /// Makes a run the one whose bounds hold, until `end`.
    func begin(run: QueryRun?) {
        self.run = run
        stopReason = nil
        thousandsOfSteps = 0
    }

    /// Ends the bounds that `begin` set.
    func end() {
        run = nil
        stopReason = nil
    }

    /// Answers the progress handler, which comes every thousand instructions.
    func shouldStop() -> Bool {
        guard let run else { return false }
        thousandsOfSteps += 1
        if let most = run.thousandsOfSteps, thousandsOfSteps > most {
            stopReason = .stepLimit
        } else {
            stopReason = run.stopReason
        }
        return stopReason != nil
    }

    /// Answers the busy handler: whether to try the lock again.
    func shouldWait(attempt: Int32) -> Bool {
        let now = ContinuousClock.now
        if attempt == 0 { waitingSince = now }
        if let reason = run?.stopReason {
            stopReason = reason
            return false
        }
        guard let waitingSince, now - waitingSince < Self.busyTimeout else { return false }
        usleep(attempt < 10 ? 1_000 : 10_000)
        return true
    }

    /// Answers the authorizer.
    ///
    /// The meaning of the arguments: <https://www.sqlite.org/c3ref/c_alter_table.html>. `database` is `main` or `temp`;
    /// `reader` is the view, or the part of the query with a name of its own, from within which the action comes.
    func decision(action: Int32, first: String, second: String, database: String?, reader: String?) -> Int32 {
        if isTrusted {
            if action == SQLITE_READ { traced?.insert(first.asciiLowercased) }
            if let reader { traced?.insert(reader.asciiLowercased) }
            return SQLITE_OK
        }
        // Of a view that SQLite dissolves into the query, this is the only trace.
        if let reader, rules.views.contains(reader.asciiLowercased) {
            reads?.insert(table: reader, column: "")
            if let refusal = rules.refusal(table: reader, column: "") { return refuse(refusal) }
        }
        switch action {
        case SQLITE_SELECT, SQLITE_RECURSIVE:
            return SQLITE_OK
        case SQLITE_READ:
            if rowFilters.isPassage(first) { return SQLITE_OK }
            if let refusal = rowFilters.refusal(table: first, database: database, reader: reader) {
                return refuse(refusal)
            }
            let numbering = rowFilters.refusal(numbering: first, column: second, database: database) {
                rules.refusal(table: first, column: $0) == nil
            }
            if let numbering { return refuse(numbering.reason, numbering.suggestion) }
            // What a filter looks at is not what the query reads.
            if let reader, rowFilters.isPassage(reader) { return SQLITE_OK }
            reads?.insert(table: first, column: second)
            return refuse(rules.refusal(table: first, column: second))
        case SQLITE_FUNCTION:
            return refuse(AllowedFunctions.contains(second) ? nil : "the function \(second.asciiLowercased)()")
        case SQLITE_PRAGMA where first.asciiLowercased == "data_version" && second.isEmpty:
            // Full-text tables ask for it while they are read; as a statement of its own it is refused before.
            return SQLITE_OK
        default:
            return refuse(RefusedAction.description(of: action, first: first))
        }
    }

    private func refuse(_ reason: String?, _ suggestion: String? = nil) -> Int32 {
        guard let reason else { return SQLITE_OK }
        if refusal == nil {
            refusal = reason
            self.suggestion = suggestion
        }
        return SQLITE_DENY
    }
}
