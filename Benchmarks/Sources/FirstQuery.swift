import Foundation
import Plumb

/// What passes in a new process before the first query runs.
///
/// That is opening the database, and the three stages before the
/// execution check. The catalog is cached.
///
/// Each question is asked in processes of its own, because that is what `plumb ask` does: nothing is warm but the cache.
struct FirstQuery {
    let place: Place

    init(_ place: Place) { self.place = place }

    static let argument = "--once"
    private static let goal = 0.010
    private static let rounds = 5
    private static let steps = ["open the database, cached"] + StageKind.allCases.map(\.title)

    func lines() throws -> [String] {
        let own = CommandLine.arguments[0]
        let output = "\(place.scratch)/once"
        var times: [[Double]] = Self.steps.map { _ in [] }
        var totals: [Double] = []
        for round in 0...Self.rounds {
            for question in try place.questions() {
                _ = try Child(
                    [own, Self.argument, place.shop, place.cache, question], environment: place.environment,
                    output: output)
                // The first round fills the cache.
                guard round > 0 else { continue }
                let text = try String(contentsOfFile: output, encoding: .utf8)
                let seconds = text.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
                guard seconds.count == Self.steps.count else {
                    throw Child.Failure(description: "no figures for “\(question)”: \(text)")
                }
                for (step, value) in seconds.enumerated() { times[step].append(value) }
                totals.append(seconds.dropLast().reduce(0, +))
            }
        }
        let total = Figures(totals)
        var lines = [
            line(
                "`plumb ask` until the first query runs, median of \(totals.count)",
                "\(milliseconds(total.median)) (95%: \(milliseconds(total.quantile(0.95))))",
                goal: "< \(milliseconds(Self.goal))", isMet: total.median < Self.goal)
        ]
        for (step, name) in Self.steps.enumerated() {
            let isBefore = step < Self.steps.count - 1
            lines.append(
                line(
                    (isBefore ? "– " : "then: ") + name + (isBefore ? "" : ", which runs it"),
                    milliseconds(Figures(times[step]).median)))
        }
        return lines
    }

    /// What a process of its own does: prints the seconds of each step.
    static func measureOnce(database: String, cache: String, question: String) async throws {
        let start = ContinuousClock.now
        let session = try await Session(database: database, options: DatabaseOptions(cache: .folder(cache)))
        let opening = (ContinuousClock.now - start).seconds
        let answer = try await session.answer(question)
        let stages = StageKind.allCases.map { kind in
            answer.stages.first { $0.kind == kind }?.cost.seconds ?? 0
        }
        print(([opening] + stages).map { "\($0)" }.joined(separator: " "))
    }
}
