import Foundation
import TestSupport
import Testing

/// Row-level security, functions and a largest cost by configuration: what a command sees is what they let it see.
@Suite(.needsPostgres)
struct PostgresTenantTests {
    /// Orders of two tenants, and a role whose policy shows those of the setting `app.tenant`.
    private func withTenants(_ body: (_ address: String, _ role: String) throws -> Void) async throws {
        let address = try await TestPostgres.makeDatabase()
        let role = "plumb_\(UInt64.random(in: .min ... .max))"
        for statement in [
            "CREATE TABLE orders (id integer PRIMARY KEY, tenant text NOT NULL)",
            "INSERT INTO orders SELECT i, CASE WHEN i <= 30 THEN 'acme' ELSE 'globex' END FROM generate_series(1, 50) i",
            "CREATE FUNCTION twice(bigint) RETURNS bigint LANGUAGE sql STABLE AS 'SELECT 2 * $1'",
            "ALTER TABLE orders ENABLE ROW LEVEL SECURITY", "CREATE ROLE \(role)", "GRANT SELECT ON orders TO \(role)",
            "CREATE POLICY tenants ON orders TO \(role) USING (tenant = current_setting('app.tenant', true))",
        ] {
            try await TestPostgres.run(statement, on: address)
        }
        let outcome = Result { try body(address, role) }
        for statement in ["DROP OWNED BY \(role)", "DROP ROLE \(role)"] {
            try await TestPostgres.run(statement, on: address)
        }
        try outcome.get()
    }

    private func workplace(_ configuration: String) throws -> Workplace {
        let workplace = try Workplace()
        try configuration.write(toFile: workplace.path("plumb.yaml"), atomically: true, encoding: .utf8)
        return workplace
    }

    @Test func twoTenantsSeeTheirOwnRowsByConfiguration() async throws {
        try await withTenants { address, role in
            let workplace = try workplace("postgres: {role: \(role), settings: {app.tenant: '${TENANT}'}}")
            for (tenant, count) in [("acme", "30"), ("globex", "20"), ("nobody", "0")] {
                let answer = try PipedRun(
                    ["ask", "How many orders are there?", "-d", address, "--format", "csv"], in: workplace,
                    environment: ["TENANT": tenant])
                #expect(answer.code == 0, "\(answer.messages)")
                #expect(answer.output.split(whereSeparator: \.isNewline) == ["count", Substring(count)])
            }
            let nameless = try PipedRun(["ask", "How many orders are there?", "-d", address], in: workplace)
            #expect(nameless.code == 64 && nameless.messages.contains("TENANT"), "\(nameless.messages)")
        }
    }

    @Test func theCommandLinesRoleComesFirst() async throws {
        try await withTenants { address, role in
            let workplace = try workplace("postgres: {role: no_such_role, settings: {app.tenant: acme}}")
            let question = ["ask", "How many orders are there?", "-d", address, "--format", "csv"]
            #expect(try PipedRun(question, in: workplace).messages.contains("no_such_role"))
            let answer = try PipedRun(question + ["--role", role], in: workplace)
            #expect(answer.output.split(whereSeparator: \.isNewline) == ["count", "30"], "\(answer.messages)")
        }
    }

    /// The same without row-level security: gold and stages see the open rows alone.
    @Test func conditionsOnRowsHoldForAskAndEval() async throws {
        let address = try await TestPostgres.makeDatabase()
        for statement in [
            "CREATE TABLE orders (id integer PRIMARY KEY, tenant text NOT NULL)",
            "INSERT INTO orders SELECT i, CASE WHEN i <= 30 THEN 'acme' ELSE 'globex' END FROM generate_series(1, 50) i",
        ] {
            try await TestPostgres.run(statement, on: address)
        }
        let workplace = try workplace(
            "policy:\n  rows: {orders: 'tenant = ${TENANT}'}\n  deny:\n    - orders.id\n    - oders\n")
        let name = try #require(URLComponents(string: address.replacing("@/", with: "@h/"))?.path.dropFirst())
        let example = """
            {"id": "a", "database": "\(name)", "question": "How many orders are there?", "gold": \
            [{"sql": "SELECT count(id) FROM orders"}]}
            """
        try example.write(toFile: workplace.path("set.jsonl"), atomically: true, encoding: .utf8)
        for (tenant, count) in [("acme", "30"), ("globex", "20"), ("x' OR true --", "0")] {
            let environment = ["TENANT": tenant]
            let answer = try PipedRun(
                ["ask", "How many orders are there?", "-d", address, "--format", "csv"], in: workplace,
                environment: environment)
            #expect(answer.code == 0, "\(answer.messages)")
            #expect(answer.output.split(whereSeparator: \.isNewline) == ["count", Substring(count)])
            #expect(answer.messages.contains("oders (plumb.yaml, line 5)") && answer.messages.contains("mean orders?"))
            let run = try PipedRun(
                [
                    "eval", "set.jsonl", "--databases", address.replacing("/\(name)?", with: "/postgres?"),
                    "--store", "runs.sqlite", "--json", "run.json",
                ], in: workplace, environment: environment)
            #expect(run.code == 0, "\(run.messages)")
            #expect(run.messages.contains("denies oders (plumb.yaml, line 5), and no database of the run has"))
            #expect(!run.messages.contains("orders.id"))
            let json = try String(contentsOfFile: workplace.path("run.json"), encoding: .utf8)
            #expect(json.contains("\"outcome\":\"right\"") && json.contains(count), "\(json)")
            try FileManager.default.removeItem(atPath: workplace.path("run.json"))
        }
    }

    @Test func whatCostsTooMuchIsNotAnswered() async throws {
        try await withTenants { address, role in
            let workplace = try workplace("postgres: {role: \(role), maximum_cost: 0.5}")
            let answer = try PipedRun(["ask", "How many orders are there?", "-d", address], in: workplace)
            #expect(answer.code == 3, "\(answer.messages)")
            #expect(answer.messages.contains("planner's units"))
        }
    }

    /// Gold is held to the same rows and functions; and one tenant's outcomes are not taken for the other's.
    @Test func evalsReadAsTheConfigurationSays() async throws {
        try await withTenants { address, role in
            let workplace = try workplace(
                "postgres: {role: no_such_role, functions: [twice], settings: {app.tenant: '${TENANT}'}}")
            let name = try #require(URLComponents(string: address.replacing("@/", with: "@h/"))?.path.dropFirst())
            let example = """
                {"id": "a", "database": "\(name)", "question": "How many orders are there?", "gold": \
                [{"sql": "SELECT twice(count(*)) / 2 FROM orders"}]}
                """
            try example.write(toFile: workplace.path("set.jsonl"), atomically: true, encoding: .utf8)
            for (tenant, count) in [("acme", 30), ("globex", 20)] {
                let run = try PipedRun(
                    [
                        "eval", "set.jsonl", "--databases", address.replacing("/\(name)?", with: "/postgres?"),
                        "--role", role, "--store", "runs.sqlite", "--json", "\(tenant).json",
                    ], in: workplace, environment: ["TENANT": tenant])
                #expect(run.code == 0, "\(run.messages)")
                let json = try String(contentsOfFile: workplace.path("\(tenant).json"), encoding: .utf8)
                #expect(json.contains("\"outcome\":\"right\""), "\(json)")
                #expect(json.contains("\(count)"))
            }
            let databases = try ["acme", "globex"].map { tenant in
                let data = try Data(contentsOf: URL(filePath: workplace.path("\(tenant).json")))
                return try JSONDecoder().decode(Run.self, from: data).making.databases.map(\.fingerprint)
            }
            #expect(databases[0] != databases[1])
        }
    }

    private struct Run: Decodable {
        var making: Making

        struct Making: Decodable {
            var databases: [Database]
        }

        struct Database: Decodable {
            var fingerprint: String
        }
    }
}
