import PlumbCore
import PlumbPrompts
import Testing

/// What prompts say to a model that is to write for Postgres.
struct PostgresPromptTests {
    private static let catalog = Catalog(
        database: "sales", dialect: .postgres, fingerprint: "1",
        tables: [
            Table(
                name: TableName("Order", schema: "sales"),
                columns: [
                    Column(name: "id", declaredType: "bigint", type: .integer),
                    Column(name: "placedAt", declaredType: "timestamp with time zone", type: .timestamp),
                    Column(
                        name: "paid", declaredType: "boolean", type: .boolean,
                        statistics: ColumnStatistics(
                            distinctCount: 2, nullShare: 0, minimum: nil, maximum: nil,
                            frequentValues: [
                                ValueCount(value: .integer(1), count: 2), ValueCount(value: .integer(0), count: 1),
                            ], isExhaustive: true)),
                ], primaryKey: ["id"])
        ])

    private func text(_ prompt: String, _ dialect: SQLDialect) throws -> String {
        var catalog = Self.catalog
        catalog.dialect = dialect
        let context = PromptContext(
            Question("How many?"), schema: PromptSchema(catalog), format: .ddl, detail: .init())
        return try PromptTemplate(named: prompt).messages(for: context).map(\.text).joined(separator: "\n")
    }

    @Test func namesAndValuesAreWrittenAsPostgresNeedsThem() throws {
        #expect(
            SchemaFormat.ddl.text(of: PromptSchema(Self.catalog), detail: .init()) == """
                CREATE TABLE sales."Order" (
                  id bigint PRIMARY KEY,
                  "placedAt" timestamp with time zone,
                  paid boolean -- TRUE, FALSE
                );
                """)
    }

    @Test(arguments: ["query-direct", "query-synthesis"])
    func itsRulesAreTold(prompt: String) throws {
        let text = try text(prompt, .postgres)
        #expect(text.contains("PostgreSQL"))
        #expect(text.contains("ILIKE"))
        #expect(text.contains("NULLS LAST"))
    }

    /// Replies to these texts were recorded.
    @Test func promptsForSQLiteAreAsTheyWere() throws {
        #expect(
            try text("query-direct", .sqlite).hasSuffix(
                """
                );

                -- Using valid SQLite, answer the following question with one SQL query and nothing else.
                -- Question: How many?
                """))
        #expect(
            try text("query-synthesis", .sqlite).hasPrefix(
                """
                You write one SQLite query that answers the question. Use only tables and columns of the schema, \
                select only what is asked for, and answer with the SQL alone.
                CREATE TABLE
                """))
    }
}
