import Foundation

/// Memory and time of a question whose answer has 1,000,000 rows, as CSV, beside SQLite's own command for the same rows.
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
        let ask = [
            place.plumb, "ask", "list all information of all readings", "--database", database, "--format", "csv",
            "--quiet",
        ]
        let export = ["sqlite3", "-csv", "-header", database, "SELECT * FROM readings"]
        // Warm: the catalog is read and cached, the file is in memory.
        _ = try Child(ask, environment: place.environment, output: "\(place.scratch)/plumb.csv")
        var asked: [Child] = []
        var exported: [Child] = []
        for _ in 0..<3 {
            asked.append(try run(ask, to: "plumb.csv"))
            exported.append(try run(export, to: "sqlite3.csv"))
        }
        let peak = asked.compactMap(\.peakBytes).max() ?? 0
        let sqlitePeak = exported.compactMap(\.peakBytes).max() ?? 0
        let seconds = Figures(asked.map(\.seconds)).median
        let sqliteSeconds = Figures(exported.map(\.seconds)).median
        return [
            line(
                "1,000,000 rows as CSV: peak memory", "\(megabytes(peak)) (sqlite3: \(megabytes(sqlitePeak)))",
                goal: "< \(megabytes(Self.goal))", isMet: peak > 0 && peak < Self.goal),
            line(
                "1,000,000 rows as CSV: time",
                String(format: "%.2f s (sqlite3: %.2f s, ratio %.2f)", seconds, sqliteSeconds, seconds / sqliteSeconds)),
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
