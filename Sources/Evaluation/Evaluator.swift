public import Plumb
public import PlumbCore
internal import PlumbSQL

/// How one example went.
public struct ExampleScore: Codable, Hashable, Sendable {
    /// The example's id.
    public var id: String
    /// How it went.
    public var outcome: Outcome
    /// The SQL that was given; nil where none was.
    public var sql: String?
    /// How sure the pipeline was, 0...1.
    public var confidence: Double
    /// Why it was not answered or not scored.
    public var reason: String?
    /// Wall-clock time, in seconds.
    public var seconds: Double

    /// How an example can go.
    public enum Outcome: String, Codable, Hashable, Sendable, CaseIterable {
        /// The result agrees with that of an accepted query.
        case right
        /// It agrees with none.
        case wrong
        /// The pipeline asked back, refused or failed.
        case unanswered
        /// No gold query runs, so nothing can be said.
        case unscored
    }
}

/// Scores the built-in pipeline's answers against gold, by the contract `spider`.
public struct Evaluator: Sendable {
    /// Bounds on every query, gold's and the pipeline's.
    public var limits: ExecutionLimits
    /// Whether a best guess counts as an answer.
    public var acceptsGuess: Bool

    /// Makes an evaluator.
    public init(limits: ExecutionLimits = .init(rows: 100_000), acceptsGuess: Bool = false) {
        self.limits = limits
        self.acceptsGuess = acceptsGuess
    }

    /// Asks an example's question and scores the answer.
    ///
    /// - Parameters:
    ///   - example: the example.
    ///   - session: its database, as the pipeline sees it.
    ///   - gold: its database, as gold queries see it.
    /// - Returns: how it went.
    /// - Throws: `CancellationError`, or `PlumbError` where the database itself is lost.
    public func score(_ example: Example, session: Session, gold: Session) async throws -> ExampleScore {
        let start = ContinuousClock.now
        let options = AskOptions(limits: limits, acceptsGuess: acceptsGuess, previewRows: limits.rows ?? 100_000)
        let answer = try await session.answer(example.asked, options: options)
        let elapsed = (ContinuousClock.now - start).components
        var score = ExampleScore(
            id: example.id, outcome: .unanswered, sql: answer.sql, confidence: answer.confidence, reason: nil,
            seconds: Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18)
        var goldResults: [(result: QueryResult, isOrdered: Bool)] = []
        for query in example.gold {
            do {
                let cursor = try await gold.execute(query.sql, limits: limits)
                var rows: [Row] = []
                while let batch = try await cursor.next() { rows += batch }
                goldResults.append((QueryResult(columns: cursor.columns, rows: rows), Self.isOrdered(query.sql)))
            } catch let error as PlumbError where error.code != .cancelled {
                score.reason = "gold: \(error.message)"
            }
        }
        guard !goldResults.isEmpty else {
            score.outcome = .unscored
            return score
        }
        guard let result = answer.result else {
            score.reason = Self.reason(answer.verdict)
            return score
        }
        let agrees = goldResults.contains { gold in
            ComparisonContract.spider.compare(result, with: gold.result, isOrdered: gold.isOrdered).outcome == .right
        }
        score.outcome = agrees ? .right : .wrong
        return score
    }

    private static func isOrdered(_ sql: String) -> Bool {
        guard let query = try? SQLParser.query(sql, dialect: .sqlite) else { return false }
        return !query.orderBy.isEmpty
    }

    private static func reason(_ verdict: Verdict) -> String? {
        switch verdict {
        case .accepted: nil
        case .repair(let feedback): feedback.problem
        case .clarify(let question): question.question
        case .refuse(let reason), .fail(let reason): reason
        }
    }
}
