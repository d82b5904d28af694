import BareSQLite
import Foundation

/// `plumb score` over 1,034 pairs, beside SQLite alone on the same queries, and beside the published script.
///
/// The pairs are the first of Spider's training part that fit on a line: `PLUMB_SHARED`, or `shared` beside the project,
/// holds them. Where there are none, nothing is measured. `PLUMB_SPIDER_SCRIPT` names a copy of the script's
/// `evaluation.py`, which is run with `python3`.
struct Scoring {
    let place: Place

    private struct Verdict: Decodable {
        var db: String
        var gold: String
        var pred: String
        var source: String
    }

    private static let count = 1_034

    init(_ place: Place) { self.place = place }

    func lines() throws -> [String] {
        guard let folder = Self.spider else {
            return [line("`plumb score`", "not measured: there is no data/spider-train in `PLUMB_SHARED`")]
        }
        let pairs = try pairs(in: folder)
        let files = try write(pairs)
        let databases = "\(folder)/database"
        let queries = pairs.sorted { $0.db < $1.db }.flatMap { pair in
            [pair.gold, pair.pred].map { ("\(databases)/\(pair.db)/\(pair.db).sqlite", $0) }
        }
        let score = [
            place.plumb, "score", "--gold", files.gold, "--predictions", files.predictions, "--databases", databases,
            "--tables", "\(folder)/tables.json", "--jobs", "2",
        ]
        let commands = [score, score + ["--metric", "execution"], score + ["--metric", "match"]]
        var times: [[Double]] = [[], [], [], []]
        _ = Self.bare(queries)
        for _ in 0..<15 {
            times[0].append(Self.bare(queries))
            for (index, command) in commands.enumerated() {
                times[index + 1].append(try Child(command, environment: place.environment).seconds)
            }
        }
        let medians = times.map { Figures($0).median }
        let ratio = medians[1] / medians[0]
        var lines = [
            line("SQLite alone: the queries of \(pairs.count) pairs on two threads", milliseconds(medians[0])),
            line(
                "`plumb score`, execution and exact set match, the whole process",
                milliseconds(medians[1]) + String(format: " (%.2f × SQLite alone)", ratio), goal: "≤ 1.3 ×",
                isMet: ratio <= 1.3),
            line("– execution only", milliseconds(medians[2]) + String(format: " (%.2f ×)", medians[2] / medians[0])),
            line("– exact set match only", milliseconds(medians[3])),
        ]
        lines += try scriptLines(files, databases, "\(folder)/tables.json", medians)
        return lines
    }

    private func scriptLines(
        _ files: (gold: String, predictions: String), _ databases: String, _ tables: String, _ medians: [Double]
    ) throws -> [String] {
        guard let script = ProcessInfo.processInfo.environment["PLUMB_SPIDER_SCRIPT"] else {
            return [line("Spider's script on the same pairs", "not measured: `PLUMB_SPIDER_SCRIPT` names none")]
        }
        func seconds(_ kind: String) throws -> Double {
            let command = [
                "python3", script, "--gold", files.gold, "--pred", files.predictions, "--db", databases, "--table",
                tables, "--etype", kind,
            ]
            let python = ProcessInfo.processInfo.environment.filter { ["PATH", "NLTK_DATA", "HOME"].contains($0.key) }
            let environment = python.map { "\($0.key)=\($0.value)" } + ["LANG=C.UTF-8", "PYTHONDONTWRITEBYTECODE=1"]
            return Figures(try (0..<3).map { _ in try Child(command, environment: environment).seconds }).median
        }
        let all = try seconds("all")
        let match = try seconds("match")
        return [
            line(
                "Spider's script, execution and exact set match",
                String(format: "%.2f s (%.1f × `plumb score`)", all, all / medians[1])),
            line(
                "– exact set match only",
                String(format: "%.2f s (%.0f × `plumb score`)", match, match / medians[3]), goal: "≥ 50 ×",
                isMet: match / medians[3] >= 50),
        ]
    }

    /// The folder of Spider's training part, where there is one.
    private static let spider: String? = {
        let named = ProcessInfo.processInfo.environment["PLUMB_SHARED"]
        return [named, "../shared"].compactMap { $0 }.map { "\($0)/data/spider-train" }
            .first { FileManager.default.fileExists(atPath: "\($0)/verdicts.jsonl") }
    }()

    private func pairs(in folder: String) throws -> [Verdict] {
        let text = try String(contentsOfFile: "\(folder)/verdicts.jsonl", encoding: .utf8)
        var pairs: [Verdict] = []
        for line in text.split(separator: "\n") where pairs.count < Self.count {
            let pair = try JSONDecoder().decode(Verdict.self, from: Data(line.utf8))
            let fits = [pair.gold, pair.pred].allSatisfy { text in !text.contains { $0.isNewline || $0 == "\t" } }
            if fits, pair.source != "broken", !pair.pred.isEmpty { pairs.append(pair) }
        }
        return pairs
    }

    private func write(_ pairs: [Verdict]) throws -> (gold: String, predictions: String) {
        let files = (gold: "\(place.scratch)/gold.sql", predictions: "\(place.scratch)/pred.sql")
        try pairs.map { "\($0.gold)\t\($0.db)\n" }.joined().write(toFile: files.gold, atomically: true, encoding: .utf8)
        try pairs.map { "\($0.pred)\n" }.joined().write(toFile: files.predictions, atomically: true, encoding: .utf8)
        return files
    }

    /// The time that SQLite needs for the queries, on two threads.
    private static func bare(_ queries: [(file: String, sql: String)]) -> Double {
        var texts: [UnsafeMutablePointer<CChar>?] = []
        defer { texts.forEach { free($0) } }
        let entries = queries.map { query in
            let (file, sql) = (strdup(query.file), strdup(query.sql))
            texts += [file, sql]
            return bare_sqlite_query(file: file, sql: sql)
        }
        return bare_sqlite_run(entries, Int32(entries.count), 2)
    }
}
