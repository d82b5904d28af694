import PlumbCore
import PlumbSQL
import TestSupport
import Testing

@testable import PlumbQuerySynthesis

/// What is written for Postgres of columns that do not hold what they mean, and of what its rules ask for.
struct PostgresWritingTests {
    private static let columns: [(name: String, declared: String, type: ColumnType)] = [
        ("id", "integer", .integer), ("is_new", "boolean", .boolean), ("old_flag", "smallint", .boolean),
        ("digits", "text", .integer), ("text_day", "character varying(10)", .date), ("day", "date", .date),
        ("at", "timestamp with time zone", .timestamp), ("period", "text", .text), ("month_no", "integer", .integer),
        ("kind", "mood", .text), ("tags", "text[]", .other), ("Mixed Case", "text", .text), ("amount", "money", .real),
        ("owner_code", "text", .text),
    ]

    private static let items = Table(
        name: TableName("items"),
        columns: columns.map { Column(name: $0.name, declaredType: $0.declared, type: $0.type) },
        primaryKey: ["id"])

    private static let definition = """
        SET search_path = pg_temp, public;
        CREATE TYPE pg_temp.mood AS ENUM ('good', 'bad');
        CREATE TABLE items (\(columns.map { "\"\($0.name)\" \($0.declared)" }.joined(separator: ", ")), PRIMARY KEY (id));
        INSERT INTO items VALUES (1, true, 1, '12', '2024-03-01', '2024-03-01', '2024-03-01 10:00', '2024-03', 3, 'good',
          '{a,b}', 'x', 12.5, '1');
        """

    private static func use(_ name: String) -> ColumnUse {
        ColumnUse(column: ColumnReference("items", name), role: nil)
    }

    private static func sql(
        _ items: [QueryPlan.Value] = [.column(use("id"))], where filters: [QueryPlan.Filter] = [],
        groups: [QueryPlan.Value] = [], orders: [QueryPlan.Order] = []
    ) -> String {
        let catalog = Catalog(database: "test", dialect: .postgres, fingerprint: "", tables: [Self.items])
        let slice = SchemaSlice(
            catalog: catalog, tables: TableSelection.Output(ranked: [], kept: ["items"]),
            columns: ColumnSelection.Output(
                ranked: [], kept: columns.map { ColumnReference("items", $0.name) }, values: [], ranges: [], joins: []))
        var plan = QueryPlan(items: items.map { .value($0) }, tables: ["items"], filters: filters)
        plan.groups = groups
        plan.orders = orders
        return SQLPrinter(dialect: .postgres).print(QueryWriter(plan: plan, slice: slice).query())
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var sql: String
        var expected: String
        var testDescription: String { expected }
    }

    private static let aboveFive = RangeLink.Bounds(unit: .number, lower: .integer(5), includesLower: false)

    static let conditions: [Case] = [
        (.isTrue(use("is_new"), isNegated: false), "is_new"), (.isTrue(use("is_new"), isNegated: true), "NOT is_new"),
        (.isTrue(use("old_flag"), isNegated: true), "old_flag = 0"),
        (.isOneOf(use("is_new"), [.integer(1)], isNegated: false), "is_new = TRUE"),
        (.isOneOf(use("digits"), [.integer(12)], isNegated: false), "digits = '12'"),
        (.isOneOf(use("tags"), [.text("a")], isNegated: false), "'a' = ANY (tags)"),
        (.isOneOf(use("Mixed Case"), [.text("x")], isNegated: true), "\"Mixed Case\" <> 'x'"),
        (.isWithin(use("digits"), aboveFive, isNegated: false), "CAST(digits AS numeric) > 5"),
        (.isWithin(use("amount"), aboveFive, isNegated: false), "CAST(amount AS numeric) > 5"),
        (.isInMonth(use("day"), 3), "date_part('month', day) = 3"),
        (.isInMonth(use("at"), 3), "date_part('month', at) = 3"),
        (.isInMonth(use("text_day"), 3), "date_part('month', CAST(text_day AS timestamp)) = 3"),
        (.isInMonth(use("period"), 3), "substr(period, 6, 2) = '03'"), (.isInMonth(use("month_no"), 3), "month_no = 3"),
        (.matches(use("Mixed Case"), "x", .start, isNegated: false), "\"Mixed Case\" ILIKE 'x%'"),
        (.matches(use("kind"), "oo", .anywhere, isNegated: false), "CAST(kind AS text) ILIKE '%oo%'"),
        (.matches(use("id"), "1", .end, isNegated: true), "CAST(id AS text) NOT ILIKE '%1'"),
        (.isAboveAverage(use("digits"), true), ""),
    ].compactMap { (filter: QueryPlan.Filter, condition: String) in
        let expected =
            condition.isEmpty
            ? "SELECT items.id FROM items WHERE CAST(items.digits AS numeric) > (SELECT avg(CAST(digits AS numeric)) FROM items)"
            : "SELECT id FROM items WHERE \(condition)"
        return Case(sql: sql(where: [filter]), expected: expected)
    }

    static let others: [Case] = [
        Case(
            sql: sql([.timePart(.quarter, use("text_day"))]),
            expected: "SELECT to_char(CAST(text_day AS timestamp), 'YYYY-\"Q\"Q') AS quarter FROM items"),
        Case(
            sql: sql([.aggregate(.average, .column(use("is_new")), isDistinct: false)]),
            expected: "SELECT avg(CAST(is_new AS integer)) AS average_is_new FROM items"),
        Case(
            sql: sql([.aggregate(.maximum, .column(use("is_new")), isDistinct: false)]),
            expected: "SELECT max(CAST(is_new AS integer)) AS highest_is_new FROM items"),
        Case(
            sql: sql([.column(use("kind"))], orders: [.init(value: .column(use("day")), isDescending: true)]),
            expected: "SELECT kind FROM items ORDER BY day DESC NULLS LAST"),
        Case(
            sql: sql(
                [.column(use("kind"))], where: [.isMissing(use("day"), isNegated: true)],
                orders: [.init(value: .column(use("day")), isDescending: true)]),
            expected: "SELECT kind FROM items WHERE day IS NOT NULL ORDER BY day DESC"),
        Case(
            sql: sql(
                [.column(use("kind"))], groups: [.column(use("kind"))],
                orders: [.init(value: .column(use("day")), isDescending: false)]),
            expected: "SELECT kind FROM items GROUP BY kind ORDER BY min(day)"),
        Case(
            sql: sql(
                [.column(use("kind"))], groups: [.column(use("id")), .column(use("kind"))],
                orders: [.init(value: .column(use("day")), isDescending: false)]),
            expected: "SELECT kind FROM items GROUP BY id, kind ORDER BY day"),
    ]

    @Test(arguments: conditions + others)
    func isWrittenAsPostgresWantsIt(written: Case) {
        #expect(written.sql == written.expected)
    }

    @Test(.enabled(if: PostgresJudge.server != nil, "PLUMB_TEST_POSTGRES names no server"))
    func allOfThemRun() throws {
        let all = Self.conditions + Self.others
        let outcomes = try #require(PostgresJudge.server).outcomes(of: all.map(\.sql), setup: Self.definition)
        for (written, outcome) in zip(all, outcomes) { #expect(outcome.result != nil, "\(written.sql)\n\(outcome)") }
    }

    @Test func tablesOfOneNameInTwoSchemasHaveNamesOfTheirOwn() {
        let live = TableName("orders", schema: "live")
        let old = TableName("orders", schema: "archive")
        let tables = [live, old].map { name in
            Table(
                name: name, columns: [Column(name: "id", declaredType: "integer", type: .integer)], primaryKey: ["id"])
        }
        let key = ForeignKey(table: old, columns: ["id"], referencedTable: live, referencedColumns: ["id"])
        let catalog = Catalog(
            database: "test", dialect: .postgres, fingerprint: "", tables: tables, foreignKeys: [key])
        let slice = SchemaSlice(
            catalog: catalog, tables: TableSelection.Output(ranked: [], kept: [live, old]),
            columns: ColumnSelection.Output(
                ranked: [], kept: [live, old].map { ColumnReference($0, "id") }, values: [], ranges: [], joins: []))
        let plan = QueryPlan(
            items: [.value(.column(ColumnUse(column: ColumnReference(old, "id"), role: nil)))], tables: [live, old])
        #expect(
            SQLPrinter(dialect: .postgres).print(QueryWriter(plan: plan, slice: slice).query())
                == "SELECT archive_orders.id FROM live.orders AS live_orders "
                + "JOIN archive.orders AS archive_orders ON archive_orders.id = live_orders.id")
    }
}
