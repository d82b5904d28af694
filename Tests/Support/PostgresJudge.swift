internal import Foundation
public import PlumbCore

/// What a Postgres server says of queries: its own `psql` runs them, so that nothing of ours stands between.
///
/// The server is that of `PLUMB_TEST_POSTGRES`, a URI; the sample databases are loaded in it.
public struct PostgresJudge: Sendable {
    /// The server of this run of the tests; nil where there is none.
    public static let server = TestPostgres.address.flatMap {
        $0.isEmpty ? nil : PostgresJudge(address: $0)
    }

    private let address: String

    /// The server's own `psql` where the script that started it says which, else the one that the shell finds.
    private static let program =
        ProcessInfo.processInfo.environment["PLUMB_TEST_POSTGRES_BIN"].map { $0 + "/psql" } ?? "psql"

    /// What came of a query.
    public enum Outcome: Sendable {
        /// Its result; booleans are 0 and 1, as in SQLite, and numbers with a point are doubles.
        case result(QueryResult)

        /// What the server said instead.
        case failed(String)

        /// The result, where there is one.
        public var result: QueryResult? { if case .result(let result) = self { result } else { nil } }
    }

    /// Runs queries one after another in one session; none that fails keeps the others from being run.
    ///
    /// - Parameters:
    ///   - queries: the queries' texts.
    ///   - database: a database on the server; nil for the one that the address names.
    ///   - setup: statements before them, such as those that make tables; they must not fail.
    /// - Returns: an outcome for each, in their order.
    /// - Throws: where `psql` can't be run, or the database is not there.
    public func outcomes(of queries: [String], in database: String? = nil, setup: String = "") throws -> [Outcome] {
        let mark = "psql-judge-\(UUID().uuidString)"
        var script = database.map { "\\connect -reuse-previous=on \"dbname=\($0)\"\n" } ?? ""
        script += """
            SET client_min_messages = warning; SET statement_timeout = '20s'; SET TimeZone = 'UTC';
            \(setup)
            \\unset ON_ERROR_STOP

            """
        for query in queries {
            script += "\\echo '\(mark)'\n\(query) \\gdesc\n\\echo '\(mark)'\n\(query);\n"
        }
        let output = try psql(script)
        let parts = output.components(separatedBy: mark + "\n")
        guard parts.count == queries.count * 2 + 1 else {
            throw Failure(description: "psql gave \(parts.count - 1) of \(queries.count * 2) parts: \(parts[0])")
        }
        return queries.indices.map { Self.outcome(columns: parts[$0 * 2 + 1], rows: parts[$0 * 2 + 2]) }
    }

    /// Why the server can't be asked.
    public struct Failure: Error, CustomStringConvertible {
        /// What happened.
        public let description: String
    }

    private func psql(_ script: String) throws -> String {
        let file = FileManager.default.temporaryDirectory.appending(path: "plumb-\(UUID().uuidString).sql")
        try script.write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            Self.program, "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--field-separator", Self.fieldEnd,
            "--record-separator", Self.rowEnd, "--pset", "null=\(Self.null)", "--set", "ON_ERROR_STOP=1", "--dbname",
            address, "--file", file.path,
        ]
        process.environment = ProcessInfo.processInfo.environment.merging(["PGCLIENTENCODING": "UTF8"]) { $1 }
        let pipe = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: output, as: UTF8.self)
    }

    // MARK: What psql prints

    // Control characters that no value of a test holds.
    private static let fieldEnd = "\u{1F}"
    private static let rowEnd = "\u{1E}"
    private static let null = "\u{1D}"

    private static func outcome(columns: String, rows: String) -> Outcome {
        if let error = [columns, rows].first(where: { $0.contains("ERROR:  ") }) {
            return .failed(error.trimmingCharacters(in: .whitespacesAndNewlines))
        }
        let described = table(columns)
        let types = described.map { $0.last ?? "" }
        return .result(
            QueryResult(
                columns: described.map { ResultColumn(name: $0.first ?? "", declaredType: $0.last) },
                rows: table(rows).map { row in zip(row, types).map { value($0, ofType: $1) } }))
    }

    private static func table(_ text: String) -> [[String]] {
        guard text.hasSuffix("\n") else { return [] }
        return text.dropLast().components(separatedBy: rowEnd).map { $0.components(separatedBy: fieldEnd) }
    }

    private static func value(_ text: String, ofType type: String) -> SQLValue {
        if text == null { return .null }
        switch type {
        case "boolean": return .integer(text == "t" ? 1 : 0)
        case "smallint", "integer", "bigint": return Int64(text).map(SQLValue.integer) ?? .text(text)
        case "real", "double precision": return Double(text).map(SQLValue.real) ?? .text(text)
        case _ where type.hasPrefix("numeric"): return Double(text).map(SQLValue.real) ?? .text(text)
        default: return .text(text)
        }
    }
}
