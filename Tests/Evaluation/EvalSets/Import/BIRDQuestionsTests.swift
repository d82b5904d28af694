import PlumbEvaluation
import Testing

/// BIRD's questions.
struct BIRDQuestionsTests {
    @Test func fieldsAreTakenOver() async throws {
        let place = try ImportCase()
        let questions = try place.file(
            "dev.json",
            """
            [{"question_id": 7, "db_id": "music", "question": "How many adults?", "evidence": "adult means age >= 18",
              "SQL": "SELECT COUNT(id) FROM singer WHERE age >= 18", "difficulty": "challenging"},
             {"question_id": 8, "db_id": "music", "question": "How many?", "evidence": "",
              "SQL": "SELECT COUNT(id) FROM singer", "difficulty": "simple"}]
            """)
        let examples = try await place.examples(.bird, questions)
        #expect(examples.map(\.id) == ["dev-7", "dev-8"])
        #expect(examples.map(\.evidence) == ["adult means age >= 18", nil])
        #expect(examples.map(\.difficulty) == ["hard", "easy"])
        #expect(examples[0].tags == ["filter", "aggregate"])
    }

    @Test func anUnknownDifficultyIsTold() async throws {
        let place = try ImportCase()
        let questions = try place.file(
            "dev.json", #"[{"db_id": "music", "question": "?", "SQL": "SELECT 1", "difficulty": "extreme"}]"#)
        #expect(await place.complaint(.bird, questions).contains("item 1: 'difficulty' is 'extreme'"))
    }
}
