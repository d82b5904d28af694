import Foundation
import Plumb

/// The stages in a session that stays open, as in a backend.
struct OpenSession {
    let place: Place

    init(_ place: Place) { self.place = place }

    private static let rounds = 20

    func lines() async throws -> [String] {
        let session = try await Session(database: place.shop, options: DatabaseOptions(cache: .folder(place.cache)))
        let questions = try place.questions()
        var times: [StageKind: [Double]] = [:]
        var totals: [Double] = []
        for round in 0...Self.rounds {
            for question in questions {
                let answer = try await session.answer(question)
                guard round > 0 else { continue }
                var total = 0.0
                for record in answer.stages where record.attempt == 1 {
                    times[record.kind, default: []].append(record.cost.seconds)
                    if record.kind != .executionCheck { total += record.cost.seconds }
                }
                totals.append(total)
            }
        }
        let total = Figures(totals)
        let parts = StageKind.allCases.map { kind in
            "\(kind.title) \(milliseconds(Figures(times[kind] ?? []).median))"
        }
        return [
            line(
                "the same in an open session, median of \(totals.count)",
                "\(milliseconds(total.median)) (95%: \(milliseconds(total.quantile(0.95))))"),
            line("– by stage", parts.joined(separator: ", ")),
        ]
    }
}
