import PlumbEvaluation
import Testing

/// Spider's questions.
struct SpiderQuestionsTests {
    private static let items = [
        #"{"db_id": "music", "question": "How many singers?", "query": "SELECT count(*) FROM singer"}"#,
        #"{"db_id": "music", "question": "Who is oldest?", "query": "SELECT name FROM singer ORDER BY age DESC LIMIT 1"}"#,
    ]

    @Test func listsAndLinesGiveTheSame() async throws {
        let place = try ImportCase()
        let list = try await place.examples(.spider, place.file("dev.json", "[\(Self.items.joined(separator: ","))]"))
        let lines = try await place.examples(.spider, place.file("dev.json", Self.items.joined(separator: "\n")))
        #expect(list == lines)
        #expect(list.map(\.id) == ["dev-1", "dev-2"])
        #expect(list.map(\.difficulty) == ["easy", "medium"])
        #expect(list.map(\.tags) == [["aggregate"], ["order", "limit"]])
        #expect(
            list.map(\.gold) == [
                [.init(sql: "SELECT count(*) FROM singer", source: "spider")],
                [.init(sql: "SELECT name FROM singer ORDER BY age DESC LIMIT 1", source: "spider")],
            ])
    }

    @Test func goldMayStandInAFileOfItsOwn() async throws {
        let place = try ImportCase()
        let questions = try place.file("dev.json", #"[{"db_id": "music", "question": "How many singers?"}]"#)
        let gold = try place.file("gold.sql", "SELECT count(*) FROM singer\tmusic\n")
        #expect(
            try await place.examples(.spider, questions, gold: gold).first?.gold.first?.sql
                == "SELECT count(*) FROM singer")
        #expect(await place.complaint(.spider, questions).contains("dev.json, item 1: there is no gold query"))
        let other = try place.file("other.sql", "SELECT 1\tsports\n")
        #expect(await place.complaint(.spider, questions, gold: other).contains("line 1: a query over 'sports'"))
        let two = try place.file("two.sql", "SELECT 1\nSELECT 2\n")
        #expect(await place.complaint(.spider, questions, gold: two).contains("2 queries for 1 questions"))
    }

    @Test func idsStayUnique() async throws {
        let place = try ImportCase()
        let item = #"{"id": "q", "db_id": "music", "question": "?", "query": "SELECT 1"}"#
        let examples = try await place.examples(.spider, place.file("dev.jsonl", item + "\n" + item))
        #expect(examples.map(\.id) == ["q", "q-2"])
    }

    @Test func whatIsWrongIsToldByPlaceAndField() async throws {
        let place = try ImportCase()
        let broken = try place.file("dev.jsonl", Self.items[0] + "\n{\"db_id\": \"music\"}")
        #expect(await place.complaint(.spider, broken).contains("dev.jsonl, line 2: 'question' is missing"))
        let nowhere = try place.file("dev.jsonl", #"{"db_id": "nowhere", "question": "?", "query": "SELECT 1"}"#)
        #expect(await place.complaint(.spider, nowhere).contains("there is no database 'nowhere'"))
        #expect(await place.complaint(.spider, try place.file("dev.json", "[{")).contains("not JSON"))
    }
}
