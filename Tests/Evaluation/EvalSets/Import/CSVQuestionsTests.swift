import PlumbEvaluation
import Testing

/// Questions in a table.
struct CSVQuestionsTests {
    @Test func fieldsMayHoldCommasQuotesAndLines() async throws {
        let place = try ImportCase()
        let text =
            "\u{FEFF}Question,database,gold,tags,difficulty,evidence,remark\r\n"
            + "\"Who, of all,\nis \"\"Ada\"\"?\",music,\"SELECT name FROM singer WHERE name = 'Ada, \"\"A\"\"'\",\"typo, voice-terse\",hard,,x\r\n"
            + "\r\nHow many?,music,SELECT count(*) FROM singer,,,all of them,"
        let examples = try await place.examples(.csv, place.file("mine.csv", text))
        #expect(examples.map(\.id) == ["mine-1", "mine-2"])
        #expect(examples[0].question == "Who, of all,\nis \"Ada\"?")
        #expect(examples[0].gold.map(\.sql) == ["SELECT name FROM singer WHERE name = 'Ada, \"A\"'"])
        #expect(examples[0].tags == ["typo", "voice-terse", "filter"] && examples[0].difficulty == "hard")
        #expect(examples[1].evidence == "all of them" && examples[1].difficulty == "easy")
        #expect(examples[1].gold.first?.source == nil)
    }

    @Test(arguments: [
        ("", "is empty"), ("question,gold\n", "line 1: there is no column 'database'"),
        ("question,database,gold\n\"a,music,SELECT 1\n", "line 2: a quote is opened and never closed"),
        ("question,database,gold\n\"a\"b,music,SELECT 1\n", "line 2: something follows a closing quote"),
        ("question,database,gold\na,music,SELECT 1, 2\n", "line 2: 4 fields, and the header has 3"),
        (
            "question,database,gold\n\"a\nb\",music,SELECT 1\n,music,SELECT 1\n",
            "line 4: the question or its database is blank"
        ),
        ("question,database,gold\na,music,\n", "line 2: there is no gold query"),
        ("question,database,gold,difficulty\na,music,SELECT 1,extra\n", "line 2: 'difficulty' is 'extra'"),
    ])
    func whatIsWrongIsToldByItsLine(text: String, message: String) async throws {
        let place = try ImportCase()
        let complaint = await place.complaint(.csv, try place.file("mine.csv", text))
        #expect(complaint.contains(message), "\(complaint)")
    }
}
