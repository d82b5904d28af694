import PlumbCore
import PlumbSQL
import Testing

@testable import PlumbEvaluation

/// Queries compared clause by clause.
struct SetMatchTests {
    static let catalog = Catalog(
        database: "concerts", dialect: .sqlite, fingerprint: "",
        tables: [
            Table(name: "Singer", columns: ["id", "name", "country", "age"].map { Column(name: $0, type: .text) }),
            Table(
                name: "Concert", columns: ["id", "singer_id", "year", "title"].map { Column(name: $0, type: .text) }),
        ],
        foreignKeys: [
            ForeignKey(table: "Concert", columns: ["singer_id"], referencedTable: "Singer", referencedColumns: ["id"])
        ])

    static let schema = SpiderSchema(catalog)

    private func score(_ gold: String, _ prediction: String, asPublished: Bool = false) throws -> SetMatchScore {
        let pair = QueryPair(place: 1, database: "concerts", gold: gold, prediction: prediction)
        return try #require(PairMatch(schema: Self.schema, asPublished: asPublished).score(pair)).match
    }

    /// Checks both readings.
    private func isExact(_ gold: String, _ prediction: String) throws -> Bool {
        let ours = try score(gold, prediction)
        #expect(try score(gold, prediction, asPublished: true) == ours)
        return ours.isExact
    }

    @Test(arguments: [
        ("SELECT name FROM singer WHERE age > 20", "SELECT T1.name FROM singer AS T1 WHERE T1.age > 99"),
        ("SELECT name , age FROM singer", "SELECT age , name FROM Singer"),
        ("SELECT count(*) FROM singer", "select COUNT ( * ) from SINGER"),
        (
            "SELECT name FROM singer WHERE age > 1 AND country = 'x'",
            "SELECT name FROM singer WHERE country = 'y' AND age > 2"
        ),
        ("SELECT DISTINCT name FROM singer", "SELECT name FROM singer"),
        (
            "SELECT T1.name FROM singer AS T1 JOIN concert AS T2 ON T1.id = T2.singer_id GROUP BY T1.id",
            "SELECT T1.name FROM concert AS T2 JOIN singer AS T1 ON T1.id = T2.singer_id GROUP BY T2.singer_id"
        ),
        ("SELECT name FROM singer ORDER BY age LIMIT 1", "SELECT name FROM singer ORDER BY age ASC LIMIT 5"),
        (
            "SELECT name FROM singer WHERE age = (SELECT max(age) FROM singer)",
            "SELECT name FROM singer WHERE age = (SELECT max(age) FROM singer)"
        ),
        (
            "SELECT name FROM singer UNION SELECT title FROM concert",
            "SELECT name FROM singer UNION SELECT title FROM concert"
        ),
    ])
    func theseMatch(gold: String, prediction: String) throws {
        #expect(try isExact(gold, prediction))
    }

    @Test(arguments: [
        ("SELECT name FROM singer", "SELECT country FROM singer", [MatchComponent.select, .selectWithoutAggregates]),
        ("SELECT max(age) FROM singer", "SELECT min(age) FROM singer", [.select]),
        ("SELECT name FROM singer WHERE age > 1", "SELECT name FROM singer WHERE age < 1", [.where]),
        (
            "SELECT name FROM singer WHERE age > 1", "SELECT name FROM singer",
            [.where, .whereWithoutOperators, .keywords]
        ),
        (
            "SELECT name FROM singer WHERE age = 1 OR age = 2", "SELECT name FROM singer WHERE age = 1 AND age = 2",
            [.andOr, .keywords]
        ),
        (
            "SELECT country FROM singer GROUP BY country", "SELECT country FROM singer GROUP BY name",
            [.group, .groupWithoutHaving]
        ),
        (
            "SELECT country FROM singer GROUP BY country HAVING count(*) > 1",
            "SELECT country FROM singer GROUP BY country HAVING sum(age) > 1", [.group]
        ),
        ("SELECT name FROM singer ORDER BY age", "SELECT name FROM singer ORDER BY age DESC", [.order, .keywords]),
        ("SELECT name FROM singer ORDER BY age", "SELECT name FROM singer ORDER BY age LIMIT 1", [.order, .keywords]),
        (
            "SELECT id FROM singer EXCEPT SELECT singer_id FROM concert",
            "SELECT id FROM singer EXCEPT SELECT year FROM concert", [.setOperations]
        ),
        (
            "SELECT name FROM singer WHERE age IN (SELECT year FROM concert)",
            "SELECT name FROM singer WHERE age NOT IN (SELECT year FROM concert)", [.where, .keywords]
        ),
    ])
    func eachDifferenceShowsInItsComponents(gold: String, prediction: String, expected: [MatchComponent]) throws {
        let score = try score(gold, prediction)
        #expect(try self.score(gold, prediction, asPublished: true) == score)
        #expect(!score.isExact)
        let failed = MatchComponent.allCases.filter { score.components[$0]?.score == 0 }
        #expect(Set(failed) == Set(expected))
    }

    @Test func otherTablesAreNoExactMatch() throws {
        let score = try score("SELECT count(*) FROM singer", "SELECT count(*) FROM concert")
        #expect(!score.isExact)
        #expect(score.components.values.allSatisfy { $0.score == 1 })
    }

    /// What Spider's grammar can't read is compared all the same, but as published.
    @Test(arguments: [
        ("SELECT name FROM singer", "SELECT name AS n FROM singer"),
        ("SELECT name FROM singer WHERE age != 1", "SELECT name FROM singer WHERE age<>1"),
        ("SELECT T1.name FROM singer AS T1", "SELECT T1.name FROM singer T1"),
        ("SELECT name FROM singer WHERE age > 1", "SELECT \"name\" FROM singer WHERE age>1"),
        ("SELECT name FROM singer ORDER BY count(*)", "SELECT name, count(*) AS n FROM singer ORDER BY n"),
    ])
    func oursReadsMore(gold: String, prediction: String) throws {
        #expect(try score(gold, prediction).isPredictionRead)
        let published = try score(gold, prediction, asPublished: true)
        #expect(!published.isExact)
        #expect(!published.isPredictionRead)
    }

    @Test func kindsOfJoinsAndAliasesOfSubqueriesCount() throws {
        let gold = "SELECT T1.name FROM singer AS T1 JOIN concert AS T2 ON T1.id = T2.singer_id"
        let left = gold.replacing("JOIN", with: "LEFT JOIN")
        #expect(try !score(gold, left).isExact)
        #expect(try score(left, left).isExact)
        // The script has one list of aliases for the whole text: T1 is what it was made last.
        let nested = "SELECT T1.name FROM singer AS T1 WHERE T1.id IN (SELECT T1.singer_id FROM concert AS T1)"
        #expect(try score(nested, nested).isExact)
        #expect(
            PairMatch(schema: Self.schema, asPublished: true).score(
                QueryPair(place: 1, database: "", gold: nested, prediction: nested)) == nil)
    }

    @Test func whatCannotBeReadMatchesNothing() throws {
        let score = try score("SELECT name FROM singer WHERE age > 1", "SELECT name FROM WHERE")
        #expect(!score.isPredictionRead && !score.isExact)
        #expect(score.components[.where]?.score == 0)
        // Where neither has a clause, an empty query has it right.
        #expect(score.components[.order]?.score == 1)
        let pair = QueryPair(place: 1, database: "", gold: "SELECT", prediction: "SELECT 1")
        #expect(PairMatch(schema: Self.schema, asPublished: false).score(pair) == nil)
    }

    @Test func deepQueriesAreReadOrLeft() throws {
        for depth in [10, 90, 400] {
            let opening = String(repeating: "SELECT name FROM singer WHERE age = (", count: depth)
            let sql = opening + "SELECT 1 FROM singer" + String(repeating: ")", count: depth)
            let pair = QueryPair(place: 1, database: "", gold: sql, prediction: sql)
            for asPublished in [false, true] {
                let score = PairMatch(schema: Self.schema, asPublished: asPublished).score(pair)
                #expect(score == nil || score?.match.isExact == true)
            }
        }
        let chain = "SELECT name FROM singer WHERE age = 1" + String(repeating: " AND age = 1", count: 900)
        #expect(try score(chain, chain).isExact)
    }
}
