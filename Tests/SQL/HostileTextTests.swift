import PlumbCore
import PlumbSQL
import SQLFuzzing
import Testing

/// Texts made to exhaust the stack, the memory or the patience: all are read or refused, at once.
struct HostileTextTests {
    static let pieces: [(open: String, middle: String, close: String)] = [
        ("(", "1", ")"), ("NOT ", "1", ""), ("- ", "1", ""), ("~", "1", ""), ("(SELECT ", "1", ")"),
        ("EXISTS (SELECT ", "1", ")"), ("f(", "1", ")"), ("CASE WHEN ", "1", " THEN 1 END"),
        ("1 IN (SELECT ", "1", ")"), ("CAST(", "1", " AS int)"), ("1 + (", "1", ")"), ("a AND (b OR ", "1", ")"),
        ("x BETWEEN ", "1", " AND 2"), ("ARRAY[", "1", "]"), ("ARRAY(SELECT ", "1", ")"), ("a[", "1", "]"),
        ("sum(a) OVER (ORDER BY ", "1", ")"), ("a = ANY (", "1", ")"), ("(1, ", "1", ")"), ("", "(((((((((", ""),
        ("/*", "1", "*/"), ("$a$", "1", "$a$"), ("'", "1", "'"), ("[", "1", "]"), ("\"", "a", "\""),
    ]

    @Test(arguments: pieces, SQLDialect.allCases)
    func deepNestingIsRefused(piece: (open: String, middle: String, close: String), dialect: SQLDialect) {
        for depth in [50, 300, 10_000] {
            let text = "SELECT " + repeated(piece.open, depth) + piece.middle + repeated(piece.close, depth)
            exercise(text, dialect)
        }
    }

    @Test(arguments: [
        ("FROM t ", "(SELECT * FROM ", ")"), ("", "SELECT * FROM (", ")"), ("FROM ", "(t JOIN ", ")"),
        ("FROM ", "(", ")"),
        ("UNION ", "(SELECT 1 UNION ", ")"), ("", "WITH a AS (", ") SELECT 1"), ("FROM a ", "JOIN b ", "ON TRUE "),
        ("GROUP BY ", "GROUPING SETS (", ")"),
    ])
    func deepQueriesAreRefused(prefix: String, open: String, close: String) {
        for dialect in SQLDialect.allCases {
            for depth in [50, 300, 10_000] {
                exercise("SELECT 1 " + prefix + repeated(open, depth) + "SELECT 1" + repeated(close, depth), dialect)
                exercise(repeated(open, depth) + "SELECT 1" + repeated(close, depth), dialect)
            }
        }
    }

    @Test(arguments: [
        " AND 1", " OR a", " + 1", " || 'x'", " = 1", " IS NULL", " COLLATE x", "::int", "[1]", " UNION SELECT 1",
        " LIKE 1", " IN (1)", " BETWEEN 1 AND 2", " -> 1", " AT TIME ZONE 'x'", ".a",
    ])
    func longChainsAreReadOrRefused(link: String) {
        for dialect in SQLDialect.allCases {
            exercise("SELECT a" + repeated(link, 120), dialect)
            let result = SQLParser.parse("SELECT a" + repeated(link, 10_000), dialect: dialect)
            #expect(!result.diagnostics.isEmpty)
            exercise("SELECT 1 FROM t" + repeated(" JOIN t ON 1=1", 10_000), dialect)
        }
    }

    @Test func chainsUpToTheLimitRoundTrip() {
        for link in [" AND a", " || 'x'", " + 1", " UNION SELECT 1"] {
            expectRoundTrip("SELECT a" + repeated(link, 950), .sqlite)
        }
        expectRoundTrip("SELECT 1 FROM t" + repeated(" JOIN t ON 1=1", 950), .postgres)
    }

    @Test func wideListsAreRead() throws {
        let list = "SELECT a IN (" + repeated("1, ", 100_000) + "1), " + repeated("a, ", 100_000) + "1"
        let query = try SQLParser.query(list, dialect: .sqlite)
        let printed = SQLPrinter(dialect: .sqlite).print(query)
        #expect(try SQLParser.query(printed, dialect: .sqlite) == query)
        var hasher = Hasher()
        query.hash(into: &hasher)
        #expect(throws: Never.self) {
            try SQLParser.query("VALUES (1)" + repeated(", (1)", 100_000), dialect: .sqlite)
        }
    }

    @Test(arguments: SQLDialect.allCases)
    func aHundredThousandLevelsAreRefused(dialect: SQLDialect) {
        for piece in ["(", "NOT ", "(SELECT ", " UNION SELECT 1", "a AND "] {
            let result = SQLParser.parse("SELECT " + repeated(piece, 100_000) + "1", dialect: dialect)
            #expect(!result.diagnostics.isEmpty)
        }
    }

    @Test func sizeIsBounded() throws {
        let limits = ParserLimits(maximumBytes: 100, maximumTokens: 10)
        let long = SQLParser.parse(repeated(" ", 101), dialect: .sqlite, limits: limits)
        #expect(long.diagnostics.first?.code == .limitExceeded)
        let many = SQLParser.parse("SELECT " + repeated("(", 20), dialect: .sqlite, limits: limits)
        #expect(many.diagnostics.first?.code == .limitExceeded)
    }

    @Test func manyErrorsStayFew() {
        let result = SQLParser.parse(repeated("SELECT ) ;\n", 10_000), dialect: .sqlite)
        #expect(result.diagnostics.count == ParserLimits.default.maximumDiagnostics)
        exercise(repeated("! ", 50_000), .sqlite)
        exercise(repeated("SELECT FROM ", 10_000), .postgres)
    }

    /// Random edits of sound queries: no crash, no hang, and what is read without an error prints back to itself.
    @Test(arguments: SQLDialect.allCases)
    func editedTextsAreReadOrRefused(dialect: SQLDialect) throws {
        var random = SeededGenerator(seed: 42)
        let seeds = try FixtureFile.lines(of: dialect == .sqlite ? "sqlite.sql" : "postgres.sql").map {
            Array($0.input.utf8)
        }
        let pieces = [
            "(", ")", "'", "\"", "[", ";", "--", "/*", "*/", "SELECT ", " NOT ", ",", ".", "$$", "\u{0}", "é", " IN ",
            " END ",
        ]
        for _ in 0..<4000 {
            var bytes = seeds[Int.random(in: 0..<seeds.count, using: &random)]
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: 0...bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0 where place < bytes.count: bytes.remove(at: place)
                case 1: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
                case 2:
                    bytes.insert(contentsOf: pieces[Int.random(in: 0..<pieces.count, using: &random)].utf8, at: place)
                default: bytes.removeSubrange(place..<min(bytes.count, place + 5))
                }
            }
            let text = String(decoding: bytes, as: UTF8.self)
            let result = SQLParser.parse(text, dialect: dialect)
            for diagnostic in result.diagnostics { #expect(diagnostic.line >= 1 && diagnostic.column >= 1) }
            guard result.diagnostics.isEmpty, result.statements.count == 1, result.statements[0].query != nil else {
                continue
            }
            expectRoundTrip(text, dialect)
        }
    }

    private func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

    /// Reads, prints, compares, hashes and checks whatever comes.
    private func exercise(_ text: String, _ dialect: SQLDialect) {
        let result = SQLParser.parse(text, dialect: dialect)
        for query in result.statements.compactMap(\.query).prefix(3) {
            _ = SQLPrinter(dialect: dialect, style: .pretty).print(query)
            _ = query.hashValue
            #expect(query == query)
        }
        _ = SafetyAnalysis.check(text, dialect: dialect)
    }
}
