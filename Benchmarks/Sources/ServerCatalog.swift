import Foundation

/// The first reading of a Postgres database of 10,000 tables with 200,000 columns, beside `pg_dump` of its schema.
///
/// The server is the tests' private one. Each table has 100 rows and was analyzed, so that every column has statistics.
struct ServerCatalog {
    let place: Place

    init(_ place: Place) { self.place = place }

    private static let tables = 10_000
    private static let goal = 10.0

    func lines() throws -> [String] {
        let folder = "/tmp/plumb-benchmark-\(ProcessInfo.processInfo.processIdentifier)"
        let server = "Tests/Postgres/server"
        // Where the command is that becomes another user: a server does not run as root.
        let environment = place.environment.filter { !$0.hasPrefix("PATH=") } + ["PATH=/usr/bin:/bin:/usr/sbin:/sbin"]
        defer {
            _ = try? Child(["sh", server, "stop", folder], environment: environment)
            try? FileManager.default.removeItem(atPath: folder)
        }
        let address = "\(place.scratch)/address"
        guard
            let started = try? Child(
                ["sh", server, "start", folder, "max_locks_per_transaction=4096"], environment: environment,
                output: address), started.isSuccess
        else { return [line("catalog of \(Self.tables) tables of Postgres", "no server here")] }
        let database = try String(contentsOfFile: address, encoding: .utf8).trimmingCharacters(in: .newlines)
        try fill(database)

        let schema = [place.plumb, "schema", "--database", database]
        let dump = ["pg_dump", "--schema-only", "--dbname", database]
        var first: [Child] = []
        var again: [Child] = []
        var dumped: [Child] = []
        for _ in 0..<3 {
            try? FileManager.default.removeItem(atPath: place.cache)
            first.append(try Child(schema, environment: place.environment, watchesMemory: true))
            again.append(try Child(schema, environment: place.environment, watchesMemory: true))
            dumped.append(try Child(dump, environment: place.environment, watchesMemory: true))
        }
        let seconds = Figures(first.map(\.seconds)).median
        return [
            line(
                "catalog of 10,000 tables, 200,000 columns on Postgres: first reading",
                String(
                    format: "%.2f s (pg_dump --schema-only: %.2f s)", seconds, Figures(dumped.map(\.seconds)).median),
                goal: String(format: "< %.0f s", Self.goal), isMet: seconds < Self.goal),
            line(
                "– peak memory",
                "\(megabytes(Self.peak(first))) (pg_dump --schema-only: \(megabytes(Self.peak(dumped))))"),
            line(
                "– the same from the cache",
                String(format: "%.2f s, \(megabytes(Self.peak(again)))", Figures(again.map(\.seconds)).median)),
        ]
    }

    private static func peak(_ runs: [Child]) -> Int { runs.compactMap(\.peakBytes).max() ?? 0 }

    /// Makes the tables; each points at the one before it.
    private func fill(_ database: String) throws {
        let script = """
            DO $$ DECLARE columns text; fields text;
            BEGIN
              SELECT string_agg(format(', c%s %s', n, (ARRAY['text', 'integer', 'numeric(10,2)', 'date', 'timestamptz',
                'boolean'])[1 + n % 6]), '') INTO columns FROM generate_series(3, 20) n;
              SELECT string_agg(CASE n % 6 WHEN 0 THEN format(', ''word '' || (r * %s %% 90)', n)
                WHEN 1 THEN format(', r * %s %% 70', n) WHEN 2 THEN ', r / 7.0' WHEN 3 THEN ', date ''2024-01-01'' + r'
                WHEN 4 THEN ', timestamptz ''2024-01-01'' + r * interval ''1 hour''' ELSE ', r % 2 = 0' END, '')
                INTO fields FROM generate_series(3, 20) n;
              FOR i IN 1..\(Self.tables) LOOP
                EXECUTE format('CREATE TABLE t%s (id bigint PRIMARY KEY, t%s_id bigint%s)', i, greatest(1, i - 1), columns);
                EXECUTE format('INSERT INTO t%s SELECT r, r%s FROM generate_series(1, 100) r', i, fields);
                IF i % 500 = 0 THEN COMMIT; END IF;
              END LOOP;
            END $$;
            ANALYZE;
            """
        let file = "\(place.scratch)/tables.sql"
        try script.write(toFile: file, atomically: true, encoding: .utf8)
        let made = try Child(
            ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", database, "-f", file], environment: place.environment)
        guard made.isSuccess else { throw Child.Failure(description: "psql could not make the tables") }
    }
}
