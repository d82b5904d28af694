import Foundation
import Testing

struct SQLCommandTests {
    private let workplace: Workplace

    init() throws { workplace = try Workplace() }

    private func sql(_ arguments: String..., input: String = "") throws -> PipedRun {
        try PipedRun(["sql"] + arguments, input: Data(input.utf8), in: workplace)
    }

    private func objects(_ run: PipedRun) throws -> [[String: Any]] {
        try run.output.split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
    }

    // MARK: One query

    @Test func parseShowsTheTree() throws {
        let run = try sql("parse", "SELECT name FROM customers WHERE id > 20 AND id < 30 AND name LIKE 'a%'")
        #expect(run.code == 0)
        #expect(run.messages == "")
        #expect(
            run.output == """
                query
                  select
                    items
                      column name
                    from
                      table customers
                    where
                      and
                        >
                          column id
                          constant 20
                        <
                          column id
                          constant 30
                        like
                          column name
                          constant 'a%'

                """)
    }

    @Test func parseWritesJSON() throws {
        let run = try sql("parse", "--format", "json", "SELECT 'é' AS x")
        let tree = try #require(try objects(run).first?["tree"] as? [String: Any])
        #expect(tree["kind"] as? String == "query")
        #expect(tree["start"] as? Int == 0)
        #expect(tree["end"] as? Int == 16)
    }

    @Test(arguments: ["parse", "format", "check"])
    func syntaxErrorsSayWhere(command: String) throws {
        let run = try sql(command, "SELECT name\nFRM customers x")
        #expect(run.code == 1)
        #expect(run.output == "")
        #expect(run.messages.hasPrefix("plumb: line 2, column 5: expected"))
        #expect(run.messages.contains("\n  FRM customers x\n      ^"))
    }

    @Test func formatLaysOut() throws {
        let run = try sql("format", input: "select name,id from customers where id>2 order by name")
        #expect(run.output == "SELECT name, id\nFROM customers\nWHERE id > 2\nORDER BY name\n")
        let line = try sql("format", "--compact", "-", input: "select  name\nfrom customers")
        #expect(line.output == "SELECT name FROM customers\n")
    }

    @Test func formatWritesOtherDialects() throws {
        let run = try sql("format", "--compact", "--to", "postgres", "SELECT [first name] FROM `a`")
        #expect(run.output == "SELECT \"first name\" FROM a\n")
        let back = try sql("format", "--dialect", "postgres", "--compact", "SELECT id::text FROM a")
        #expect(back.output.contains("text"))
    }

    @Test func footprintTellsTablesColumnsAndClauses() throws {
        let run = try sql(
            "footprint", "-d", workplace.database,
            "SELECT c.name, count(*) FROM customers c JOIN orders o ON o.customer_id = c.id GROUP BY c.name")
        #expect(run.code == 0)
        #expect(
            run.output == """
                customers
                  id    from
                  name  select, group by

                orders
                  customer_id  from

                """)
    }

    @Test func footprintTellsAllWhenAsked() throws {
        let query = """
            SELECT country, sum(c.id) AS s FROM customers c JOIN orders o ON o.customer_id = c.id
            WHERE lower(country) = 'france' GROUP BY country ORDER BY s DESC
            """
        let run = try sql("footprint", "--all", "-d", workplace.database, query)
        #expect(run.code == 0)
        for words in [
            "gives\n  country  text     customers.country\n  s        integer", "ordered by\n  s  descending",
            "customers as c JOIN orders as o  c.id = o.customer_id  foreign key, one row of c",
            "lower(customers.country)  = 'france'  where", "repeats\n  sum(c.id) may count a row of c once for each",
        ] {
            #expect(run.output.contains(words), "\(words)\n\(run.output)")
        }
        let json = try #require(
            try objects(try sql("footprint", "--all", "-f", "json", "-d", workplace.database, query)).first)
        #expect(json["isOrdered"] as? Bool == true)
        #expect((json["joins"] as? [[String: Any]])?.first?["foreignKey"] as? String == "declared")
        #expect((json["fanOuts"] as? [Any])?.count == 1)
        #expect((json["outputColumns"] as? [[String: Any]])?.map { $0["name"] as? String } == ["country", "s"])
    }

    @Test func unknownNamesAreSuggested() throws {
        let run = try sql("footprint", "-d", workplace.database, "SELECT nam FROM customers")
        #expect(run.code == 1)
        #expect(run.messages.contains("line 1, column 8: there is no column nam; did you mean name?"))
        #expect(run.messages.contains("       ^"))
    }

    @Test func checkSaysWhetherAQueryMayRun() throws {
        let database = workplace.database
        let runs: [(arguments: [String], code: Int32, words: String)] = [
            (["SELECT name FROM customers"], 0, ""),
            (["DROP TABLE customers"], 2, "DROP is no query"), (["SELEC 1"], 1, "is SELEC meant to be SELECT?"),
            (["SELECT 1; SELECT 2"], 2, "expected one statement, found 2"),
            (["SELECT readfile('x')"], 2, "readfile"),
            (["SELECT nam FROM customers", "-d", database], 1, "did you mean name?"),
            (["SELECT nam FROM customers"], 0, ""),
            (["SELECT name FROM customers WHERE country = \"France\"", "-d", database], 1, "'France'"),
            (
                [
                    "SELECT name FROM customers WHERE country = \"France\"", "-d", database,
                    "--double-quoted-strings",
                ], 0, ""
            ),
            (["SELECT * FROM orders", "--allow-table", "customers"], 2, "orders"),
            (["SELECT * FROM Customers", "--allow-table", "customers", "--allow-table", "orders"], 0, ""),
            (["SELECT * FROM orders", "--deny-table", "orders"], 2, "may not be read"),
            (["SELECT name FROM customers", "--deny-column", "customers.name"], 2, "customers.name"),
            (["SELECT name FROM customers", "--deny-column", "name"], 64, "TABLE.COLUMN"),
            (["SELECT edit(1)", "--allow-function", "EDIT"], 0, ""),
        ]
        for (arguments, code, words) in runs {
            let run = try PipedRun(["sql", "check"] + arguments, in: workplace)
            #expect(run.code == code, "\(arguments) \(run.messages)")
            #expect(code == 0 ? run.output.hasPrefix("one SELECT that only reads") : run.messages.contains(words))
        }
    }

    // MARK: Lines

    private static let lines = """
        {"id": "a", "sql": "SELECT name FROM customers", "database": "shop"}

        no JSON
        {"id": 2, "query": "SELECT name FROM", "db": "shop"}
        {"sql": "SELECT nam FROM customers", "db_id": "shop"}
        {"id": null, "sql": "SELECT 1", "database": "nowhere"}
        {"id": 4}
        {"id": 5, "sql": 7}
        {"id": [1], "sql": "SELECT 1"}
        [1, 2]
        {"id": 6, "sql": "SELECT count(*) FROM orders", "database": "shop"}
        """

    @Test func linesAreAnsweredInOrder() throws {
        try Data(Self.lines.utf8).write(to: URL(filePath: workplace.path("queries.jsonl")))
        let run = try sql("footprint", "--file", "queries.jsonl", "--databases", ".")
        #expect(run.code == 1)
        #expect(run.messages == "")
        let results = try objects(run)
        #expect(results.count == 10)
        #expect(results[0]["id"] as? String == "a")
        #expect(results[0]["tables"] as? [String] == ["customers"])
        let errors = results.map { $0["error"] as? [String: Any] }
        #expect(results[1]["lineNumber"] as? Int == 3)
        #expect((errors[1]?["message"] as? String)?.contains("line 3 is no JSON object") == true)
        #expect(results[2]["id"] as? Int == 2)
        #expect(errors[2]?["line"] as? Int == 1)
        #expect(errors[2]?["column"] as? Int == 17)
        #expect((results[3]["problems"] as? [[String: Any]])?.first?["suggestions"] as? [String] == ["name"])
        #expect((errors[4]?["message"] as? String)?.contains("no database 'nowhere'") == true)
        #expect((errors[5]?["message"] as? String)?.contains("line 7 has no query") == true)
        #expect(results[5]["id"] as? Int == 4)
        #expect((errors[6]?["message"] as? String)?.contains("\"sql\" has the wrong type") == true)
        #expect(errors[7] != nil && errors[8] != nil)
        #expect(results[9]["tables"] as? [String] == ["orders"])
    }

    @Test(arguments: ["parse", "format", "check"])
    func everyCommandReadsLines(command: String) throws {
        let lines =
            "{\"id\": 1, \"sql\": \"SELECT 1\"}\r\n{\"id\": 2, \"sql\": \"SELECT\"}\n{\"id\": 3, \"sql\": \"SELECT 3\"}"
        let run = try sql(command, "--file", "-", input: lines)
        #expect(run.code == 1)
        let results = try objects(run)
        #expect(results.map { $0["id"] as? Int } == [1, 2, 3])
        let failed = results.map { $0["error"] != nil || $0["isSafe"] as? Bool == false }
        #expect(failed == [false, true, false])
    }

    @Test func aLineThatIsNotSafeWeighsMost() throws {
        let lines = ["SELECT 1", "DROP TABLE customers", "SELECT"].map { "{\"sql\": \"\($0)\"}\n" }.joined()
        #expect(try sql("check", "--file", "-", input: lines).code == 2)
    }

    @Test func aQueryWithoutTablesSaysSo() throws {
        let run = try sql("footprint", "SELECT 1", "-d", workplace.database)
        #expect(run.code == 0)
        #expect(run.output == "no table is read\n")
    }

    @Test func soundLinesEndWell() throws {
        let lines = (0..<2_000).map { "{\"id\": \($0), \"sql\": \"SELECT name FROM customers WHERE id = \($0)\"}" }
        let run = try sql(
            "check", "--file", "-", "-d", workplace.database, input: lines.joined(separator: "\n") + "\n")
        #expect(run.code == 0)
        #expect(run.output.split(separator: "\n").count == 2_000)
    }

    @Test func aReaderThatHasSeenEnoughIsNoFailure() throws {
        let run = try PipedRun(
            script: """
                yes '{"sql": "SELECT 1"}' | "$PLUMB" sql format --compact --file - | head -n 2
                echo "${PIPESTATUS[1]}"
                """, in: workplace)
        #expect(run.output == "{\"lineNumber\":1,\"sql\":\"SELECT 1\"}\n{\"lineNumber\":2,\"sql\":\"SELECT 1\"}\n0\n")
        #expect(run.messages == "")
    }

    // MARK: Bad usage

    @Test(arguments: [
        (["parse", ""], "the query is empty"), (["format", "SELECT 1", "--file", "x"], "not both"),
        (["footprint", "SELECT 1"], "no database is named"), (["parse", "--file", "missing.jsonl"], "missing.jsonl"),
        (["parse", "SELECT 1", "--dialect", "mysql"], "'mysql' is invalid"),
        (["format", "SELECT 1", "--to", "x"], "'x' is invalid"), (["parse", "--file", "."], "can't be read"),
    ])
    func explainsBadUsage(arguments: [String], words: String) throws {
        let run = try PipedRun(["sql"] + arguments, in: workplace)
        #expect(run.code == 64)
        #expect(run.output == "")
        #expect(run.messages.hasPrefix("plumb: "))
        #expect(run.messages.contains(words))
    }

    @Test func aDatabaseThatIsNotThereIsNamed() throws {
        let run = try sql("footprint", "SELECT 1", "-d", "missing.sqlite")
        #expect(run.code == 3)
        #expect(run.messages.contains("missing.sqlite"))
    }

    @Test(arguments: [["sql", "--help"], ["sql", "mend", "--help"]])
    func helpSaysThatNoPolicyHolds(arguments: [String]) throws {
        let words = try PipedRun(arguments, in: workplace).output.split(whereSeparator: \.isWhitespace)
        let text = words.joined(separator: " ")
        #expect(text.lowercased().contains("no policy") && text.contains("the database's user may read"))
    }

    @Test(arguments: [["sql", "--help"], ["sql", "parse", "--help"], ["help", "sql", "check"]])
    func helpHasExamples(arguments: [String]) throws {
        let run = try PipedRun(arguments, in: workplace)
        #expect(run.code == 0)
        #expect(run.output.contains("EXAMPLES\n  plumb sql"))
    }
}
