import Foundation

/// Memory and time of a question whose answer has 1,000,000 rows, as CSV, beside what comes with the database for the same
/// rows: `sqlite3`, and `psql` with a cursor.
struct MillionRows {
    let place: Place

    init(_ place: Place) { self.place = place }

    private static let rows = 1_000_000
    private static let goal = 50_000_000

    func lines() throws -> [String] {
        let database = "\(place.scratch)/sensors.sqlite"
        let schema = """
            CREATE TABLE readings (id INTEGER PRIMARY KEY, sensor TEXT, value REAL, taken_at TIMESTAMP);
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT \(Self.rows))
            INSERT INTO readings
            SELECT i, 'sensor ' || i % 97, i * 0.25, datetime('2024-01-01', '+' || i || ' seconds') FROM n;
            """
        _ = try Child(["sqlite3", database, schema], environment: place.environment)
        let export = ["sqlite3", "-csv", "-header", database, "SELECT * FROM readings"]
        return try lines(of: database, beside: export, named: "sqlite3") + serverLines()
    }

    private func serverLines() throws -> [String] {
        guard let server = ProcessInfo.processInfo.environment["PLUMB_TEST_POSTGRES"] else {
            return [line("1,000,000 rows of Postgres as CSV", "no server: Tests/Postgres/server run …")]
        }
        let database = server.replacing("/postgres?", with: "/sensors?")
        let schema = """
            CREATE TABLE readings (id bigint PRIMARY KEY, sensor text, value double precision, taken_at timestamp);
            INSERT INTO readings SELECT i, 'sensor ' || i % 97, i * 0.25, timestamp '2024-01-01' + i * interval '1 second'
            FROM generate_series(1, \(Self.rows)) i;
            """
        for (address, command) in [
            (server, "DROP DATABASE IF EXISTS sensors"), (server, "CREATE DATABASE sensors"), (database, schema),
            (database, "VACUUM ANALYZE readings"),
        ] {
            _ = try Child(["psql", "-X", "-q", "-d", address, "-c", command], environment: place.environment)
        }
        let export = [
            "psql", "-X", "-q", "--csv", "-v", "FETCH_COUNT=10000", "-d", database, "-c", "SELECT * FROM readings",
        ]
        return try lines(of: database, beside: export, named: "psql")
    }

    private func lines(of database: String, beside export: [String], named name: String) throws -> [String] {
        let ask = [
            place.plumb, "ask", "list all information of all readings", "--database", database, "--format", "csv",
            "--quiet",
        ]
        // Warm: the catalog is read and cached, the rows are in memory.
        _ = try Child(ask, environment: place.environment, output: "\(place.scratch)/plumb.csv")
        var asked: [Child] = []
        var exported: [Child] = []
        for _ in 0..<3 {
            asked.append(try run(ask, to: "plumb.csv"))
            exported.append(try run(export, to: "\(name).csv"))
        }
        let peak = asked.compactMap(\.peakBytes).max() ?? 0
        let otherPeak = exported.compactMap(\.peakBytes).max() ?? 0
        let seconds = Figures(asked.map(\.seconds)).median
        let otherSeconds = Figures(exported.map(\.seconds)).median
        let isServer = name == "psql"
        let what = "1,000,000 rows\(isServer ? " of Postgres" : "") as CSV"
        let times = String(
            format: "%.2f s (\(name): %.2f s, ratio %.2f)", seconds, otherSeconds, seconds / otherSeconds)
        return [
            line(
                "\(what): peak memory", "\(megabytes(peak)) (\(name): \(megabytes(otherPeak)))",
                goal: "< \(megabytes(Self.goal))", isMet: peak > 0 && peak < Self.goal),
            isServer
                ? line("\(what): time", times, goal: "no slower", isMet: seconds <= otherSeconds)
                : line("\(what): time", times),
        ]
    }

    private func run(_ command: [String], to name: String) throws -> Child {
        let file = "\(place.scratch)/\(name)"
        let child = try Child(command, environment: place.environment, output: file, watchesMemory: true)
        let data = try Data(contentsOf: URL(filePath: file), options: .alwaysMapped)
        let lines = data.count { $0 == UInt8(ascii: "\n") }
        guard lines == Self.rows + 1 else {
            throw Child.Failure(description: "\(command[0]) printed \(lines) lines, not a header and every row")
        }
        return child
    }
}
