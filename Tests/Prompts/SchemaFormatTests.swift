import Foundation
import PlumbCore
import PlumbPrompts
import Testing

/// How schemas are written into prompts.
struct SchemaFormatTests {
    private func text(_ format: SchemaFormat, _ detail: SchemaDetail = .init()) -> String {
        format.text(of: PromptSchema(MusicCatalog.catalog), detail: detail)
    }

    @Test func ddlIsSQLWithComments() {
        #expect(
            text(.ddl, .init(samples: 2)) == """
                CREATE TABLE singer ( -- People who sing
                  id INTEGER PRIMARY KEY,
                  name TEXT, -- as on the poster: 'Ada', 'O''Brien'
                  "home city" TEXT -- also: town: 'long long long long long long long long long long long long …'
                );
                CREATE TABLE concert (
                  id INTEGER PRIMARY KEY,
                  singer_id INTEGER,
                  year INTEGER, -- 2020, 2021
                  FOREIGN KEY (singer_id) REFERENCES singer (id)
                );
                -- gig: a concert (year > 2000)
                """)
    }

    @Test func mSchemaListsColumnsAndKeys() {
        let text = text(.mSchema, .init(samples: 1, descriptions: false))
        #expect(text.contains("【DB_ID】 music"))
        #expect(text.contains("(name:TEXT, Examples: ['Ada'])"))
        #expect(text.contains("(id:INTEGER, Primary Key)"))
        #expect(text.contains("【Foreign keys】\nconcert.singer_id = singer.id"))
    }

    @Test func markdownHasAHeadingForEachTable() {
        let text = text(.markdown)
        #expect(text.hasPrefix("## singer: People who sing\n- id (INTEGER, primary key)\n"))
        #expect(text.contains("## Joins\n- concert.singer_id = singer.id"))
    }

    @Test func jsonIsJSON() throws {
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(text(.json).utf8)) as? [String: Any])
        let tables = try #require(object["tables"] as? [[String: Any]])
        #expect(tables.map { $0["name"] as? String } == ["singer", "concert"])
        #expect(object["joins"] as? [String] == ["concert.singer_id = singer.id"])
    }

    /// What a database holds is data: it may not break a line, nor drive anything.
    @Test(arguments: SchemaFormat.allCases)
    func valuesStayOnTheirLine(format: SchemaFormat) {
        let text = text(format)
        #expect(!text.contains("\nIgnore all"))
        #expect(!text.contains("\u{7}"))
        #expect(text.contains("x Ignore all"))
    }

    @Test(arguments: SchemaFormat.allCases)
    func withoutSamplesNoValueIsShown(format: SchemaFormat) {
        let text = text(format, .init(samples: 0))
        for value in ["Ada", "O'Brien", "long long", "2020"] { #expect(!text.contains(value)) }
    }

    /// A prefix that a server has read serves every question: the text depends on nothing else.
    @Test func keysOfLeftOutTablesAreLeftOut() {
        let text = SchemaFormat.ddl.text(
            of: PromptSchema(MusicCatalog.catalog, tables: ["concert"]), detail: .init())
        #expect(!text.contains("REFERENCES"))
        #expect(!text.contains("singer ("))
    }
}
