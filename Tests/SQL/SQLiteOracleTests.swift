import TestSupport
import Testing

/// What SQLite says of queries, and what we do.
struct SQLiteOracleTests {
    @Test(arguments: Repository.sampleDatabases)
    func goldOverOurOwnDatabases(name: String) async throws {
        let oracle = try await CorpusDatabases.shared.sample(name)
        var judged = 0
        for query in try CorpusQuery.gold(ofSample: name) {
            guard let found = try await oracle.disagreements(over: query.sql) else {
                Issue.record("\(query.id): SQLite refuses \(query.sql)")
                continue
            }
            judged += 1
            #expect(found.isEmpty, "\(query.id): \(query.sql)")
        }
        #expect(judged >= 20)
    }

    /// Queries that lean on what few gold queries use, over one small schema.
    static let queries = [
        "SELECT * FROM a", "SELECT a.*, b.y FROM a JOIN b ON a.id = b.a_id", "SELECT count(*) FROM a",
        "SELECT 1 FROM a, b",
        "SELECT id FROM a UNION SELECT a_id FROM b ORDER BY 1", "SELECT * FROM a NATURAL JOIN c",
        "SELECT * FROM a JOIN c USING (id)",
        "WITH t AS (SELECT x FROM a) SELECT x FROM t", "WITH t AS (SELECT x, id FROM a) SELECT count(*) FROM t",
        "SELECT (SELECT max(y) FROM b WHERE b.a_id = a.id) FROM a",
        "SELECT x FROM a WHERE EXISTS (SELECT 1 FROM b WHERE a_id = a.id)",
        "SELECT x, rank() OVER (ORDER BY id) FROM a", "SELECT rowid FROM b", "SELECT x AS id FROM a ORDER BY id",
        "SELECT CASE WHEN x > 'b' THEN 1 ELSE 0 END FROM a", "SELECT x FROM a GROUP BY x HAVING count(*) > 0",
        "SELECT \"weird name\", \"select\", \"a\"\"b\" FROM \"odd table\"",
        "SELECT [select], `weird name` FROM [odd table]",
        "SELECT имя FROM клиенты WHERE имя = 'Аня'", "SELECT A.X FROM A AS a",
        "SELECT x FROM (SELECT x, id FROM a) WHERE id = 1",
        "SELECT 'it''s', x'00ff', 1e3, .5, NULL, -(-1), 7 % 3, 'a' || 'b' FROM a LIMIT 1 OFFSET 0",
        "SELECT x FROM a WHERE x LIKE 'a%' ESCAPE '\\' OR x GLOB '*' AND NOT x IS NULL AND id BETWEEN 1 AND 2 + 3",
        "SELECT x FROM a WHERE (id, x) IN (SELECT a_id, y FROM b)", "VALUES (1, 2), (3, 4)",
        "SELECT DISTINCT x FROM a, b WHERE a.id = b.a_id",
        "SELECT a1.x FROM a AS a1 LEFT JOIN a AS a2 ON a1.id = a2.id + 1 WHERE a2.id IS NULL",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT i, x FROM n LEFT JOIN a ON id = i",
        "SELECT x FROM a EXCEPT SELECT y FROM b INTERSECT SELECT x FROM a",
        "SELECT x COLLATE NOCASE FROM a ORDER BY x COLLATE NOCASE DESC NULLS LAST",
        "SELECT count(DISTINCT x), sum(id) FILTER (WHERE x <> 'q'), group_concat(x, ';') FROM a",
        "SELECT CAST(id AS TEXT), id + 1 IN (2, 3), id NOT IN () , x IS NOT 'z' FROM a",
        "SELECT - - id, + id, ~id, NOT id FROM a",
        "SELECT 1 - (2 - 3), (1 - 2) - 3, 2 * (3 + 4), 1 < 2 < 3, (1 = 2) = 0, NOT (1 AND 0) OR 1",
    ]

    @Test func queriesThatLeanOnRareGrammar() async throws {
        let database = try ScratchDatabase(
            """
            CREATE TABLE a (id INTEGER PRIMARY KEY, x TEXT);
            CREATE TABLE b (a_id INTEGER REFERENCES a (id), y TEXT);
            CREATE TABLE c (id INTEGER, z REAL);
            CREATE TABLE "odd table" ("weird name" TEXT, "select" INTEGER, "a""b" REAL);
            CREATE TABLE клиенты (имя TEXT);
            INSERT INTO a VALUES (1, 'a'), (2, 'b'), (3, NULL);
            INSERT INTO b VALUES (1, 'a'), (1, 'c'), (NULL, 'd');
            INSERT INTO c VALUES (1, 1.5), (NULL, 2), (3, NULL);
            INSERT INTO "odd table" VALUES ('it''s', 1, 2.5);
            INSERT INTO клиенты VALUES ('Аня');
            """)
        let oracle = try await SQLiteOracle(path: database.path, cache: database.folder + "/cache")
        for sql in Self.queries {
            let found = try #require(try await oracle.disagreements(over: sql), "SQLite refuses \(sql)")
            #expect(found.isEmpty, "\(sql)")
        }
    }

    @Test(.enabled(if: Repository.spider != nil, "needs shared/data/spider-train; set PLUMB_SHARED"))
    func goldOverSpider() async throws {
        var judged = 0
        var refused: [String] = []
        for query in CorpusQuery.gold {
            let oracle = try await CorpusDatabases.shared.spider(query.database)
            guard let found = try await oracle.disagreements(over: query.sql, seconds: 0.5) else {
                refused.append(query.id)
                continue
            }
            judged += 1
            #expect(found.isEmpty, "\(query.id) over \(query.database): \(query.sql)")
        }
        #expect(judged >= 6_900)
        #expect(refused.sorted() == ["train-3153", "train-4513", "train-4514"])
    }
}
