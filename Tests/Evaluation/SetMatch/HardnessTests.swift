import PlumbCore
import PlumbSQL
import Testing

@testable import PlumbEvaluation

/// Spider's classes.
struct HardnessTests {
    @Test(arguments: [
        ("SELECT name FROM singer", Hardness.easy), ("SELECT count(*) FROM singer WHERE age > 1", .easy),
        ("SELECT name , age FROM singer", .medium), ("SELECT name FROM singer WHERE age > 1 ORDER BY name", .medium),
        ("SELECT country , count(*) FROM singer GROUP BY country", .medium),
        ("SELECT name FROM singer WHERE age > (SELECT avg(age) FROM singer)", .hard),
        ("SELECT name FROM singer EXCEPT SELECT title FROM concert", .hard),
        ("SELECT country FROM singer WHERE age > 1 GROUP BY country ORDER BY count(*)", .hard),
        (
            "SELECT T1.name , count(*) FROM singer AS T1 JOIN concert AS T2 ON T1.id = T2.singer_id "
                + "WHERE T2.year > 1 GROUP BY T1.id ORDER BY count(*) DESC LIMIT 1", .extra
        ),
    ])
    func queriesHaveTheirClass(sql: String, hardness: Hardness) throws {
        let published = try PublishedGrammar.query(sql, schema: SetMatchTests.schema)
        #expect(published.hardness == hardness)
        var reader = SpiderQueryReader(schema: SetMatchTests.schema)
        #expect(reader.read(try SQLParser.query(sql, dialect: .sqlite)).hardness == hardness)
    }
}
