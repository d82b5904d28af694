import PlumbPrompts
import Testing

/// Queries in what models write.
struct ReplySQLTests {
    @Test(arguments: [
        ("SELECT 1", "SELECT 1"), ("SELECT 1;", "SELECT 1"), ("```sql\nSELECT a\nFROM b;\n```", "SELECT a\nFROM b"),
        ("Here you are:\n```\nselect 1\n```\nIt counts.", "select 1"), ("```sql\nSELECT 1", "SELECT 1"),
        ("The query is SELECT ';' FROM t; and more", "SELECT ';' FROM t"),
        ("```sql\nSELECT 1\n```\nor better\n```sql\nSELECT 2\n```", "SELECT 2"),
        ("WITH a AS (SELECT 1) SELECT * FROM a", "WITH a AS (SELECT 1) SELECT * FROM a"),
        ("SELECT a FROM b\n\nThis finds a.", "SELECT a FROM b"),
        ("SQL: SELECT \"a;b\" FROM c", "SELECT \"a;b\" FROM c"),
    ])
    func findsTheQuery(text: String, sql: String) {
        #expect(ReplySQL.query(in: text) == sql)
    }

    @Test(arguments: ["", "I can't.", "```\n```", "selection of words", "DROP TABLE x"])
    func findsNoneWhereThereIsNone(text: String) {
        #expect(ReplySQL.query(in: text) == nil)
    }
}
