import Foundation
import TestSupport
import Testing

/// The commands on a Postgres server.
@Suite(.needsPostgres)
struct PostgresTests {
    private let workplace: Workplace
    private let database: String

    init() throws {
        workplace = try Workplace()
        database = try #require(TestPostgres.address).replacing("/postgres?", with: "/shop?")
    }

    private func run(_ arguments: String..., environment: [String: String] = [:]) throws -> PipedRun {
        try PipedRun(arguments, in: workplace, environment: environment)
    }

    @Test func aQuestionIsAnswered() throws {
        let answer = try run("ask", "How many customers are from France?", "-d", database, "--format", "csv")
        #expect(answer.code == 0)
        #expect(answer.output.split(whereSeparator: \.isNewline) == ["count", "90"])
    }

    @Test func libpqsOwnVariablesNameADatabase() throws {
        let parts = try #require(URLComponents(string: database.replacing("@/", with: "@h/")))
        let host = parts.queryItems?.first { $0.name == "host" }?.value ?? parts.host ?? ""
        let answer = try run(
            "ask", "How many products are there?", "-d", "postgres:", "--format", "csv",
            environment: [
                "PGHOST": host, "PGUSER": parts.user ?? "", "PGDATABASE": "shop",
                "PGPORT": parts.port.map(String.init) ?? "",
            ])
        #expect(answer.code == 0)
        #expect(answer.output.split(whereSeparator: \.isNewline) == ["count", "182"])
    }

    @Test func theSchemaIsShown() throws {
        let schema = try run("schema", "-d", database)
        #expect(schema.code == 0)
        for word in ["shop  postgres · 12 tables, 2 views", "customers  about 860 rows", "→ customers.id", "France"] {
            #expect(schema.output.contains(word), "\(word)")
        }
        let table = try run("schema", "-d", database, "--table", "orders", "--read-values")
        #expect(table.output.hasPrefix("orders  about"))
        let json = try run("schema", "-d", database, "--format", "json")
        #expect(json.output.contains("\"dialect\" : \"postgres\"") || json.output.contains("\"dialect\":\"postgres\""))
    }

    @Test func valuesThatStatisticsLackAreReadOnRequest() throws {
        let question = "Which customers are called Camille Benali?"
        let answer = try run("ask", question, "-d", database, "--format", "json", "--read-values")
        #expect(answer.output.contains("Camille Benali"))
    }

    /// What only the server knows: what a view reads, what a table inherits, what a name calls.
    @Test func aCheckAsksWhatNamesMean() async throws {
        let address = try await TestPostgres.makeDatabase()
        for statement in [
            "CREATE TABLE secret (a int)", "CREATE VIEW shown AS SELECT a FROM secret", "CREATE TABLE open (b int)",
            "CREATE TABLE part () INHERITS (open)",
            "CREATE FUNCTION lower(int) RETURNS int LANGUAGE sql AS 'SELECT 1'",
        ] { try await TestPostgres.run(statement, on: address) }
        for (sql, more, code) in [
            ("SELECT a FROM shown", ["--deny-table", "secret"], Int32(2)), ("SELECT a FROM shown", [], 0),
            ("SELECT b FROM open", ["--deny-table", "part"], 2), ("SELECT b FROM open", ["--deny-table", "secret"], 0),
            ("SELECT a FROM shown", ["--deny-column", "secret.a"], 2), ("SELECT lower(1)", [], 2),
            ("SELECT lower(1)", ["--allow-function", "twice"], 2), ("SELECT b / 'x' FROM open", [], 0),
        ] {
            let check = try PipedRun(["sql", "check", "-d", address, sql] + more, in: workplace)
            #expect(check.code == code, "\(sql) \(more): \(check.messages)")
        }
        let json = try run("sql", "check", "-d", address, "--deny-table", "secret", "--format", "json", "TABLE shown")
        #expect(json.code == 2)
        #expect(json.output.contains(#""isSafe":false"#) && json.output.contains(#""code":"server""#), "\(json.output)")
    }

    @Test func namesAreLookedUp() throws {
        #expect(try run("sql", "check", "-d", database, "SELECT name FROM customers").code == 0)
        let wrong = try run("sql", "check", "-d", database, "SELECT nam FROM customers")
        #expect(wrong.code == 1)
        #expect(wrong.messages.contains("did you mean name?"))
        #expect(try run("sql", "check", "-d", database, "DROP TABLE customers").code == 2)
    }

    @Test func theDoctorFindsItWell() throws {
        let doctor = try run("doctor", "-d", database)
        #expect(doctor.code == 0)
        #expect(doctor.output.contains("✓ database: shop: 14 tables, read-only"))
    }

    @Test func theDoctorTellsWhatIsNoFault() async throws {
        let address = try await TestPostgres.makeDatabase()
        for statement in [
            "CREATE TABLE tenants (id int)", "ALTER TABLE tenants ENABLE ROW LEVEL SECURITY", "ANALYZE tenants",
        ] {
            try await TestPostgres.run(statement, on: address)
        }
        let doctor = try run("doctor", "-d", address)
        #expect(doctor.code == 0)
        #expect(doctor.output.contains("! Row-level security"))
        let empty = try run("doctor", "-d", try await TestPostgres.makeDatabase())
        #expect(empty.code == 1)
        #expect(empty.output.contains("✗") && empty.output.contains("no tables"))
    }

    @Test func promptsSpeakItsDialect() throws {
        let prompt = try run(
            "prompt", "query-synthesis", "How many customers are there?", "-d", database, "--model", "some",
            "--base-url", "http://127.0.0.1:1/v1")
        #expect(prompt.code == 0)
        #expect(prompt.output.contains("PostgreSQL") && prompt.output.contains("CREATE TABLE customers"))
    }

    @Test func aRoleReadsWhatItMay() throws {
        let refused = try run("schema", "-d", database, "--role", "nobody_of_that_name")
        #expect(refused.code == 3)
        #expect(refused.messages.contains("nobody_of_that_name"))
        let monitor = try run("schema", "-d", database, "--role", "pg_monitor")
        #expect(monitor.code == 0)
        #expect(monitor.messages.contains("no tables that pg_monitor may read"))
    }

    @Test func whatCannotBeReachedIsTold() throws {
        let gone = try run("schema", "-d", database.replacing("/shop?", with: "/no_such_database?"))
        #expect(gone.code == 3)
        #expect(gone.messages.contains("no_such_database"))
        let secret = try run("schema", "-d", "postgres://u:hunter2@127.0.0.1:1/x?connect_timeout=2", "--verbose")
        #expect(secret.code == 3)
        #expect(!(secret.messages + secret.output).contains("hunter2"))
    }
}
