import PlumbCore
import PlumbExecutionCheck
import TestSupport
import Testing

/// Tables in schemas that no search path names.
struct SchemaOfTableTests {
    private static let tables: [TableName] = [
        TableName("orders", schema: "sales"), TableName("Big Box", schema: "My Stock"), "guest",
        TableName("guest", schema: "sales"), TableName("bill", schema: "sales"), TableName("bill", schema: "My Stock"),
    ]

    private static let catalog = Catalog(
        database: "shop", dialect: .postgres, fingerprint: "1",
        tables: tables.map { name in
            Table(
                name: name,
                columns: ["id", "total"].map { Column(name: $0, declaredType: "integer", type: .integer) },
                primaryKey: ["id"])
        })

    private func mend(_ sql: String, by rules: [any MendRule] = [SchemaOfTable()]) async throws -> MendedQuery {
        try await Mender(rules: rules).mend(sql, problem: "it does not run", in: MendScope(catalog: Self.catalog))
    }

    private static let slips = [
        ("SELECT total FROM orders", "SELECT total FROM sales.orders"),
        (
            "SELECT orders.total, g.total FROM orders JOIN guest AS g ON g.id = orders.id",
            "SELECT orders.total, g.total FROM sales.orders JOIN guest AS g ON g.id = orders.id"
        ),
        ("SELECT b.total FROM \"Big Box\" AS b", "SELECT b.total FROM \"My Stock\".\"Big Box\" AS b"),
        (
            "SELECT id FROM orders WHERE id IN (SELECT id FROM orders)",
            "SELECT id FROM sales.orders WHERE id IN (SELECT id FROM sales.orders)"
        ),
        (
            "WITH guest AS (SELECT id FROM orders) SELECT id FROM guest",
            "WITH guest AS (SELECT id FROM sales.orders) SELECT id FROM guest"
        ),
    ]

    @Test(arguments: slips)
    func theOnlySchemaIsNamed(sql: String, expected: String) async throws {
        let mended = try await mend(sql)
        #expect(mended.sql == expected)
        #expect(mended.mends.allSatisfy { $0.rule == "schema" && $0.note.contains("no other schema has it") })
        #expect(try await mend(sql, by: MendRules.standard).sql == expected)
    }

    @Test(arguments: [
        // On the search path; in two schemas; a common table; a schema that is named; a table that there is not.
        "SELECT id FROM guest", "SELECT id FROM bill", "WITH orders AS (SELECT 1 AS id) SELECT id FROM orders",
        "SELECT id FROM stock.orders", "SELECT id FROM sales.orders", "SELECT id FROM parcels",
    ])
    func othersAreLeftAsTheyAre(sql: String) async throws {
        #expect(try await mend(sql) == MendedQuery(sql: sql))
    }

    /// The queries fail on a server as they were, and run as they became.
    @Test(.needsPostgres) func theServerFindsTheTables() async throws {
        let address = try await TestPostgres.makeDatabase()
        for statement in [#"CREATE SCHEMA sales"#, #"CREATE SCHEMA "My Stock""#] {
            try await TestPostgres.run(statement, on: address)
        }
        for table in Self.tables {
            let name = [table.schema, table.name].compactMap { $0 }.map { "\"\($0)\"" }.joined(separator: ".")
            try await TestPostgres.run("CREATE TABLE \(name) (id integer PRIMARY KEY, total integer)", on: address)
        }
        for (sql, expected) in Self.slips {
            await #expect(throws: PlumbError.self) { try await TestPostgres.run(sql, on: address) }
            #expect(try await TestPostgres.run(expected, on: address).isEmpty)
        }
    }
}
