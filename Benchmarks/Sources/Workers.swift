import Foundation

/// `plumb eval` of 1,000 examples by one, two and four processes that share a run on one Postgres server, beside one
/// process on a SQLite file.
///
/// Every example is run, by the built-in pipeline with one job for each process: outcomes come from no store.
struct Workers {
    let place: Place

    private static let counts = [1, 2, 4]

    /// How many examples are run: 1,000, or fewer where a busy machine has no time for them.
    private static let examples =
        ProcessInfo.processInfo.environment["PLUMB_BENCHMARK_EXAMPLES"].flatMap { Int($0) } ?? 1_000

    init(_ place: Place) { self.place = place }

    func lines() throws -> [String] {
        guard let server = ProcessInfo.processInfo.environment["PLUMB_TEST_POSTGRES"] else {
            return [line("workers on one Postgres", "no server: Tests/Postgres/server run …")]
        }
        let examples = "\(place.scratch)/shared.jsonl"
        try Evals(place).lines(of: Self.examples).write(toFile: examples, atomically: true, encoding: .utf8)
        // Catalogs are read once, before anything is timed.
        let warm = ["eval", examples, "--databases", "sample-dbs", "--sample", "50"]
        _ = try Child(
            [place.plumb] + warm + ["--store", "\(place.scratch)/warm.sqlite"], environment: place.environment)
        let file = try eval(examples, "\(place.scratch)/alone.sqlite", workers: 1)
        let rate = Double(Self.examples) / file
        let count = Self.examples.formatted(.number.locale(Locale(identifier: "en_US")))
        var lines = [
            line(
                "\(count) examples run by one process with one job, store in SQLite",
                String(format: "%.0f a second", rate))
        ]
        for count in Self.counts {
            let database = try makeDatabase(on: server, name: "workers_\(count)")
            let shared = Double(Self.examples) / (try eval(examples, database, workers: count))
            lines.append(
                line(
                    "– \(count == 1 ? "one worker" : "\(count) workers"), store on one Postgres",
                    String(format: "%.0f a second (%.2f × SQLite's)", shared, shared / rate)))
        }
        return lines
    }

    /// How long workers take to end a run that was made for them, their starts included, in seconds.
    private func eval(_ examples: String, _ store: String, workers: Int) throws -> Double {
        let eval = "\(place.plumb) eval --databases sample-dbs --store '\(store)'"
        let worker = "\(eval) --resume last --worker --jobs 1 &"
        _ = try Child(
            ["/bin/sh", "-c", "\(eval) '\(examples)' --enqueue"], environment: place.environment)
        let script = String(repeating: worker + "\n", count: workers) + "wait"
        let seconds = try Child(["/bin/sh", "-c", script], environment: place.environment).seconds
        // A worker that fails is no fast worker.
        let list = "\(place.scratch)/runs.jsonl"
        _ = try Child(
            [place.plumb, "runs", "--format", "jsonl", "--store", store], environment: place.environment, output: list)
        guard try String(contentsOfFile: list, encoding: .utf8).contains("\"done\":\(Self.examples)") else {
            throw Child.Failure(description: "the run of \(workers) workers is not complete")
        }
        return seconds
    }

    private func makeDatabase(on server: String, name: String) throws -> String {
        for command in ["DROP DATABASE IF EXISTS \(name)", "CREATE DATABASE \(name)"] {
            _ = try Child(["psql", "-X", "-q", "-d", server, "-c", command], environment: place.environment)
        }
        return server.replacing("/postgres?", with: "/\(name)?")
    }
}
