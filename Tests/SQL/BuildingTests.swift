import PlumbCore
import PlumbSQL
import Testing

/// Trees made by hand, as query synthesis makes them.
struct BuildingTests {
    @Test func aQueryIsBuiltAndPrinted() throws {
        let name = Expression.column(table: "c", name: "name")
        let count = Expression.call(name: "count", arguments: [.column(table: "s", name: "id")], distinct: true)
        let young = Query(
            Select(
                items: [.expression(.column(name: "id"))], from: [.table("young")],
                where: .like(.column(name: "name"), .string("%'s"))))
        let query = Query(
            Select(
                distinct: true, items: [.expression(name), .expression(count, alias: "singers")],
                from: [
                    .table("concert", as: "c").joined(
                        .left, with: .table("singer", as: "s"),
                        on: .binary(.column(table: "c", name: "id"), .equal, .column(table: "s", name: "concert id")))
                ],
                where: .joined(
                    [
                        .between(.column(name: "year"), .integer(2014), .integer(-3)),
                        .binary(.isNull(name), .or, .inList(name, [.string("x")], negated: true)),
                        .inQuery(.column(table: "s", name: "id"), young), .exists(young, negated: true),
                    ], by: .and),
                groupBy: [.expression(name)], having: .binary(.countAll(), .greater, .literal(.integer("5")))),
            orderBy: [OrderTerm(count, .descending)], limit: .integer(3))
        let sql = """
            SELECT DISTINCT c.name, count(DISTINCT s.id) AS singers FROM concert AS c LEFT JOIN singer AS s \
            ON c.id = s."concert id" WHERE year BETWEEN 2014 AND -3 AND (c.name IS NULL OR c.name NOT IN ('x')) \
            AND s.id IN (SELECT id FROM young WHERE name LIKE '%''s') AND NOT EXISTS (SELECT id FROM young WHERE \
            name LIKE '%''s') GROUP BY c.name HAVING count(*) > 5 ORDER BY count(DISTINCT s.id) DESC LIMIT 3
            """
        for dialect in SQLDialect.allCases {
            #expect(SQLPrinter(dialect: dialect).print(query) == sql)
            #expect(try SQLParser.query(sql, dialect: dialect) == query)
        }
        #expect(
            SQLPrinter(dialect: .sqlite, style: .pretty).print(query) == """
                SELECT DISTINCT c.name, count(DISTINCT s.id) AS singers
                FROM concert AS c
                  LEFT JOIN singer AS s ON c.id = s."concert id"
                WHERE year BETWEEN 2014 AND -3
                  AND (c.name IS NULL OR c.name NOT IN ('x'))
                  AND s.id IN (
                    SELECT id
                    FROM young
                    WHERE name LIKE '%''s'
                  )
                  AND NOT EXISTS (
                    SELECT id
                    FROM young
                    WHERE name LIKE '%''s'
                  )
                GROUP BY c.name
                HAVING count(*) > 5
                ORDER BY count(DISTINCT s.id) DESC
                LIMIT 3
                """)
    }

    @Test func namesAreQuotedWhereTheyNeedIt() {
        let names: [(Name, String, String)] = [
            ("plain", "plain", "plain"), ("Mixed", "Mixed", "\"Mixed\""),
            ("two words", "\"two words\"", "\"two words\""),
            ("order", "\"order\"", "\"order\""), ("1st", "\"1st\"", "\"1st\""), ("a\"b", "\"a\"\"b\"", "\"a\"\"b\""),
            ("key", "key", "key"), ("user", "user", "\"user\""), ("", "\"\"", "\"\""), ("é", "é", "\"é\""),
            ("a\u{A0}b", "\"a\u{A0}b\"", "\"a\u{A0}b\""), ("a;b", "\"a;b\"", "\"a;b\""),
        ]
        for (name, sqlite, postgres) in names {
            #expect(SQLPrinter(dialect: .sqlite).quoted(name) == sqlite)
            #expect(SQLPrinter(dialect: .postgres).quoted(name) == postgres)
        }
    }

    @Test func rangesPointIntoTheText() throws {
        let text = "SELECT a, max( b ) FROM t AS u WHERE c = 'é' AND d"
        let query = try SQLParser.query(text, dialect: .sqlite)
        guard case .select(let select) = query.body, case .expression(let call, _) = select.items[1],
            case .table(let table) = select.from[0], case .binary(let equal, .and, _) = select.where?.kind
        else {
            Issue.record("the query was read as something else")
            return
        }
        #expect(query.range.text(in: text) == text)
        #expect(call.range.text(in: text) == "max( b )")
        #expect(table.range.text(in: text) == "t AS u")
        #expect(equal.range.text(in: text) == "c = 'é'")
    }
}
