import Foundation

/// `plumb eval` over 1,000 examples whose outcomes all come from the run store, and the report of such a run.
struct Evals {
    let place: Place

    private static let count = 1_000

    init(_ place: Place) { self.place = place }

    func lines() throws -> [String] {
        let examples = "\(place.scratch)/thousand.jsonl"
        try lines(of: Self.count).write(toFile: examples, atomically: true, encoding: .utf8)
        let store = ["--store", "\(place.scratch)/runs.sqlite"]
        let eval = [place.plumb, "eval", examples, "--databases", "sample-dbs", "--jobs", "2"] + store
        let first = try Child(eval, environment: place.environment).seconds
        let page = "\(place.scratch)/report.html"
        var again: [Double] = []
        var reports: [Double] = []
        for _ in 0..<7 {
            again.append(try Child(eval, environment: place.environment).seconds)
            let report = [place.plumb, "report", "last", "--html", page] + store
            reports.append(try Child(report, environment: place.environment).seconds)
        }
        let rate = Double(Self.count) / Figures(again).median
        let size = try FileManager.default.attributesOfItem(atPath: page)[.size] as? Int ?? 0
        return [
            line(
                "`plumb eval`, 1,000 examples from the store, the whole process",
                milliseconds(Figures(again).median) + String(format: " (%.0f a second)", rate),
                goal: "≥ 2,000 a second",
                isMet: rate >= 2_000),
            line(
                "– the same examples run: four walks, every stage scored",
                String(format: "%.1f s (%.0f a second)", first, Double(Self.count) / first)),
            line(
                "the HTML report of that run",
                megabytes(size) + ", written in \(milliseconds(Figures(reports).median))",
                goal: "< 3 MB", isMet: size < 3_000_000),
        ]
    }

    /// The project's own examples that have an answer, under new ids until there are enough.
    func lines(of count: Int) throws -> String {
        let names = ["campus", "clinic", "museum", "shop", "transit"]
        let lines = try names.flatMap { name in
            try String(contentsOfFile: "evalsets/\(name).jsonl", encoding: .utf8).split(separator: "\n")
        }.filter { $0.contains("\"expected\": \"answer\"") }
        return (0..<count).map { number in
            lines[number % lines.count].replacing(
                #""id": ""#, with: "\"id\": \"\(number / lines.count)-", maxReplacements: 1)
        }.joined(separator: "\n")
    }
}
