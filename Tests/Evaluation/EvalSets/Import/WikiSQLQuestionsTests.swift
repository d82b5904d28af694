import PlumbCore
import PlumbEvaluation
import TestSupport
import Testing

/// WikiSQL's questions.
struct WikiSQLQuestionsTests {
    private func sql(_ selection: String) async throws -> String? {
        let place = try ImportCase()
        let scratch = try ScratchDatabase("CREATE TABLE table_1_10_2 (col0 text, col1 real);", name: "dev")
        let tables = try place.file(
            "dev.tables.jsonl",
            #"{"id": "1-10-2", "header": ["Name", "Points"], "types": ["text", "real"], "rows": []}"#)
        let questions = try place.file(
            "dev.jsonl", #"{"phase": 1, "question": "who?", "table_id": "1-10-2", "sql": \#(selection)}"#)
        let examples = try await Importer(format: .wikisql, databases: try DatabaseFolder(scratch.folder))
            .examples(questions: questions, tables: tables)
        #expect(examples.map(\.database) == ["dev"])
        return examples.first?.gold.first?.sql
    }

    @Test func selectionsBecomeSQL() async throws {
        let cases = [
            (#"{"sel": 0, "agg": 0, "conds": []}"#, "SELECT col0 FROM table_1_10_2"),
            (
                #"{"sel": 1, "agg": 1, "conds": [[0, 0, "Ada Lovelace"]]}"#,
                "SELECT MAX(col1) FROM table_1_10_2 WHERE col0 = 'ada lovelace'"
            ),
            (
                #"{"sel": 0, "agg": 3, "conds": [[1, 1, "1,200"], [1, 2, 5.5]]}"#,
                "SELECT COUNT(col0) FROM table_1_10_2 WHERE col1 > 1200 AND col1 < 5.5"
            ),
            (
                #"{"sel": 0, "agg": 0, "conds": [[1, 0, "about 7 points"]]}"#,
                "SELECT col0 FROM table_1_10_2 WHERE col1 = 7"
            ),
        ]
        for (selection, expected) in cases { #expect(try await sql(selection) == expected) }
    }

    @Test func numbersOutOfRangeAreRefused() async throws {
        for selection in [
            #"{"sel": 2, "agg": 0, "conds": []}"#, #"{"sel": 0, "agg": 6, "conds": []}"#,
            #"{"sel": 0, "agg": 0, "conds": [[0, 3, "x"]]}"#,
        ] {
            await #expect(throws: PlumbError.self) { try await sql(selection) }
        }
    }

    @Test func withoutTablesNothingIsImported() async throws {
        let place = try ImportCase()
        #expect(await place.complaint(.wikisql, try place.file("dev.jsonl", "")).contains("need the file of tables"))
    }
}
