import PlumbCore
import PlumbSQL
import Testing

/// What queries read, and names that mean nothing.
struct FootprintTests {
    static func catalog(_ dialect: SQLDialect) -> Catalog {
        func table(_ name: TableName, _ columns: [String]) -> Table {
            Table(
                name: name, columns: columns.map { Column(name: $0, type: $0.hasSuffix("id") ? .integer : .text) },
                primaryKey: [columns[0]])
        }
        return Catalog(
            database: "test", dialect: dialect, fingerprint: "",
            tables: [
                table("singer", ["id", "name", "country"]), table("concert", ["id", "title", "year"]),
                table("sings", ["singer_id", "concert_id"]),
            ])
    }

    static let reads: [(String, String)] = [
        ("SELECT name FROM singer", "singer.name"),
        ("SELECT count(*) FROM singer", "singer"),
        ("SELECT * FROM sings", "sings.concert_id sings.singer_id"),
        ("SELECT s.* FROM sings AS s, concert", "concert sings.concert_id sings.singer_id"),
        ("SELECT s.name FROM singer s WHERE s.country = 'x' ORDER BY s.id", "singer.country singer.id singer.name"),
        ("SELECT name AS n FROM singer GROUP BY n ORDER BY n", "singer.name"),
        (
            "SELECT name FROM singer WHERE id IN (SELECT singer_id FROM sings WHERE concert_id = id)",
            "singer.id singer.name sings.concert_id sings.singer_id"
        ),
        ("SELECT x FROM (SELECT name AS x, country FROM singer) AS t", "singer.country singer.name"),
        ("WITH t AS (SELECT name AS x FROM singer) SELECT x FROM t", "singer.name"),
        ("WITH t (y) AS (SELECT name FROM singer) SELECT y FROM t", "singer.name"),
        ("WITH RECURSIVE r AS (SELECT id FROM concert UNION ALL SELECT id + 1 FROM r) SELECT id FROM r", "concert.id"),
        ("SELECT singer.name FROM singer JOIN concert USING (id)", "concert.id singer.id singer.name"),
        ("SELECT id FROM singer NATURAL JOIN concert", "concert.id singer.id"),
        ("SELECT name FROM singer UNION SELECT title FROM concert ORDER BY name", "concert.title singer.name"),
        ("SELECT (SELECT max(year) FROM concert) FROM singer", "concert.year singer"),
        ("SELECT rank() OVER (PARTITION BY country ORDER BY name) FROM singer", "singer.country singer.name"),
        ("SELECT 1 FROM singer LEFT JOIN sings ON singer.id = singer_id", "singer.id sings.singer_id"),
        ("SELECT 1 WHERE EXISTS (SELECT 1 FROM singer WHERE name = 'x')", "singer.name"),
    ]

    @Test(arguments: reads, SQLDialect.allCases)
    func aQueryReads(example: (sql: String, reads: String), dialect: SQLDialect) throws {
        let query = try SQLParser.query(example.sql, dialect: dialect)
        let footprint = Footprint(of: query, in: Self.catalog(dialect))
        #expect(footprint.problems.isEmpty)
        let columns = footprint.columns.keys.map(\.description)
        let alone = footprint.tables.filter { table in !footprint.columns.keys.contains { $0.table == table } }
        #expect((columns + alone.map(\.description)).sorted().joined(separator: " ") == example.reads)
    }

    static let problems: [(String, NameProblem.Kind, String)] = [
        ("SELECT nam FROM singer", .unknownColumn, "there is no column nam; did you mean name?"),
        ("SELECT s.titel FROM concert AS s", .unknownColumn, "there is no column s.titel; did you mean title?"),
        ("SELECT 1 FROM singers", .unknownTable, "there is no table singers; did you mean singer?"),
        ("SELECT id FROM singer, concert", .ambiguousColumn, "the column id may be any of singer.id, concert.id"),
        ("SELECT singer.name FROM singer AS s", .unknownColumn, "there is no column singer.name; did you mean s.name?"),
        ("SELECT x.* FROM singer", .unknownTable, "there is no table x"),
        ("SELECT name FROM (SELECT id FROM singer) AS t", .unknownColumn, "there is no column name"),
    ]

    @Test(arguments: problems)
    func anUnknownNameIsReported(text: String, kind: NameProblem.Kind, message: String) throws {
        let query = try SQLParser.query(text, dialect: .sqlite)
        let footprint = Footprint(of: query, in: Self.catalog(.sqlite))
        #expect(footprint.problems.count == 1)
        #expect(footprint.problems.first?.kind == kind)
        #expect(footprint.problems.first?.description == message)
        #expect(footprint.problems.first?.range.isKnown == true)
    }

    @Test func clausesAreTold() throws {
        let sql = "SELECT name FROM singer JOIN sings ON id = singer_id WHERE country = 'x' GROUP BY name ORDER BY name"
        let footprint = Footprint(of: try SQLParser.query(sql, dialect: .sqlite), in: Self.catalog(.sqlite))
        #expect(footprint.columns[ColumnReference("singer", "name")] == [.select, .groupBy, .orderBy])
        #expect(footprint.columns[ColumnReference("singer", "country")] == [.where])
        #expect(footprint.columns[ColumnReference("sings", "singer_id")] == [.from])
    }

    @Test func quotedStringsAreTold() throws {
        let query = try SQLParser.query("SELECT name FROM singer WHERE country = \"France\"", dialect: .sqlite)
        let footprint = Footprint(of: query, in: Self.catalog(.sqlite))
        #expect(footprint.quotedStrings == ["France"])
        #expect(footprint.problems.isEmpty)
    }

    @Test func hostileQueriesAreAnalysedAtOnce() throws {
        let catalog = Self.catalog(.sqlite)
        var nested = "SELECT id FROM singer"
        for _ in 0..<25 { nested = "WITH t AS (\(nested) UNION SELECT * FROM t) SELECT id FROM t" }
        for text in [
            nested, "SELECT 1 FROM singer" + String(repeating: " NATURAL JOIN singer", count: 500),
            "SELECT " + String(repeating: "id + ", count: 900) + "1 FROM singer",
        ] {
            _ = Footprint(of: try SQLParser.query(text, dialect: .sqlite), in: catalog)
        }
    }
}
