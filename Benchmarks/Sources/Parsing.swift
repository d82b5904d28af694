import Foundation
import PlumbSQL

/// How fast queries are parsed, beside sqlglot's compiled build and libpg_query where this machine has them.
///
/// Every parser gets the same texts in turns of whole rounds; the best round of each counts. Ours reads SQLite's dialect,
/// sqlglot too, libpg_query Postgres's, and the trees that each makes are freed within the time.
struct Parsing {
    let place: Place

    init(_ place: Place) { self.place = place }

    /// Measures nothing else.
    private static let rounds = 30
    private static let goalOverSQLGlot = 20.0

    func lines() throws -> [String] {
        let (queries, source) = try corpus()
        let bytes = queries.reduce(0) { $0 + $1.utf8.count }
        let file = "\(place.scratch)/queries"
        try Data(queries.flatMap { Array($0.utf8) + [0] }).write(to: URL(filePath: file))

        var best = ours(queries)
        let sqlglot = self.sqlglot(file)
        let libpgQuery = self.libpgQuery(file)
        best = min(best, ours(queries))
        let tokens = queries.reduce(0) { $0 + SQLParser.tokenCount($1, dialect: .sqlite) }

        func rate(_ seconds: Double) -> String { String(format: "%.1f MB/s", Double(bytes) / seconds / 1e6) }
        let own = rate(best) + String(format: ", %.1f million tokens/s", Double(tokens) / best / 1e6)
        var lines = [line("parsing \(source), \(queries.count) queries, \(megabytes(bytes))", own)]
        if let sqlglot {
            lines.append(
                line(
                    "– sqlglot \(sqlglot.version)",
                    "\(rate(sqlglot.seconds)); ours is \(times(sqlglot.seconds / best)) as fast, \(sqlglot.refused) refused",
                    goal: "> \(Int(Self.goalOverSQLGlot)) ×", isMet: sqlglot.seconds / best > Self.goalOverSQLGlot))
        } else {
            lines.append(line("– sqlglot", "not installed"))
        }
        guard let libpgQuery else { return lines + [line("– libpg_query", "not installed")] }
        let refused = "\(libpgQuery.refused) refused"
        lines.append(
            line(
                "– libpg_query, `pg_query_parse` (JSON)",
                "\(rate(libpgQuery.published)); ours is \(times(libpgQuery.published / best)) as fast, \(refused)",
                goal: "faster", isMet: best < libpgQuery.published))
        lines.append(
            line(
                "– libpg_query, its raw parse alone",
                "\(rate(libpgQuery.raw)); ours is \(times(libpgQuery.raw / best)) as fast",
                goal: "faster", isMet: best < libpgQuery.raw))
        return lines
    }

    private func times(_ ratio: Double) -> String { String(format: "%.2f ×", ratio) }

    /// Spider's gold queries where they are at hand, else those of the project's own eval sets and fixtures.
    private func corpus() throws -> (queries: [String], source: String) {
        struct Gold: Decodable { var query: String }
        struct Own: Decodable {
            struct Query: Decodable { var sql: String }
            var gold: [Query]
        }
        let shared = ProcessInfo.processInfo.environment["PLUMB_SHARED"] ?? "../shared"
        if let text = try? String(contentsOfFile: "\(shared)/data/spider-train/questions.jsonl", encoding: .utf8) {
            let queries = try text.split(separator: "\n").map {
                try JSONDecoder().decode(Gold.self, from: Data($0.utf8)).query
            }
            return (queries, "Spider's gold queries")
        }
        var queries = try String(contentsOfFile: "Tests/SQL/Fixtures/sqlite.sql", encoding: .utf8)
            .split(separator: "\n").filter { !$0.hasPrefix("--") }.map { $0.components(separatedBy: " --> ")[0] }
        for file in try FileManager.default.contentsOfDirectory(atPath: "evalsets").sorted()
        where file.hasSuffix(".jsonl") {
            for text in try String(contentsOfFile: "evalsets/\(file)", encoding: .utf8).split(separator: "\n") {
                queries += try JSONDecoder().decode(Own.self, from: Data(text.utf8)).gold.map(\.sql)
            }
        }
        // As many bytes as Spider's, so that the figures compare.
        let count = queries.reduce(0) { $0 + $1.utf8.count }
        let copies = Array(repeating: queries, count: max(1, 750_000 / max(count, 1))).flatMap { $0 }
        return (copies, "our own gold queries and fixtures, repeated (Spider's are not at hand)")
    }

    private func ours(_ queries: [String]) -> Double {
        var best = Double.infinity
        for _ in 0..<Self.rounds {
            let start = ContinuousClock.now
            for query in queries { _ = SQLParser.parse(query, dialect: .sqlite) }
            best = min(best, (ContinuousClock.now - start).seconds)
        }
        return best
    }

    // MARK: Others

    private func sqlglot(_ file: String) -> (version: String, seconds: Double, refused: Int)? {
        guard let words = output(of: ["python3", "Benchmarks/Peers/sqlglot.py", file, "3"]), words.count == 4,
            let seconds = Double(words[2]), let refused = Int(words[3])
        else { return nil }
        return ("\(words[0]), \(words[1])", seconds, refused)
    }

    /// Compiled here and now, so that the package itself never depends on it.
    private func libpgQuery(_ file: String) -> (raw: Double, published: Double, refused: Int)? {
        let program = "\(place.scratch)/libpg_query"
        guard FileManager.default.fileExists(atPath: "/usr/include/pg_query.h"),
            output(of: ["cc", "-O2", "-o", program, "Benchmarks/Peers/libpg_query.c", "-lpg_query"]) != nil,
            let words = output(of: [program, file, "\(Self.rounds)"]), words.count == 3,
            let raw = Double(words[0]), let published = Double(words[1]), let refused = Int(words[2])
        else { return nil }
        return (raw, published, refused)
    }

    /// The words that a command prints; nil where it can't be run or fails.
    private func output(of command: [String]) -> [String]? {
        let file = "\(place.scratch)/peer"
        // A command of the person's own PATH: sqlglot may be installed for one Python of several.
        let environment = ProcessInfo.processInfo.environment.map { "\($0.key)=\($0.value)" }
        guard let child = try? Child(command, environment: environment, output: file), child.isSuccess else {
            return nil
        }
        let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
        return text.split(whereSeparator: \.isWhitespace).map(String.init)
    }
}
