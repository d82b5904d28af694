import PlumbCore
import PlumbLanguage
import Testing

/// Questions that build on the one before.
struct FollowUpTests {
    private func turns(_ text: String, after earlier: [String]) -> Int {
        QuestionText(Question(text, earlier: earlier.map { Question.Turn(question: $0, sql: nil) })).turns
    }

    @Test(arguments: [
        "and only in France?", "only in France", "what about Germany?", "how about 2023?", "sort them by name",
        "but not the French ones", "in Paris", "without refunds", "Germany?", "now the same by month",
        "and what is their average age?",
    ])
    func aFollowUpIsReadWithTheTurnBefore(text: String) {
        #expect(turns(text, after: ["How many customers are there?"]) == 2)
    }

    @Test(arguments: [
        "How many orders are there?", "Which customers bought nothing?", "List all products and their prices",
        "show me the singers that are older than 30", "What is the average price of a product?",
    ])
    func whatStandsAloneIsReadAlone(text: String) {
        #expect(turns(text, after: ["How many customers are there?"]) == 1)
    }

    @Test func aChainIsReadBackToWhatStandsAlone() {
        let earlier = ["What do products cost?", "How many customers are there?", "and only in France?"]
        let text = QuestionText(
            Question("and since 2020?", earlier: earlier.map { Question.Turn(question: $0, sql: nil) }))
        #expect(text.turns == 3)
        #expect(text.tokens.first?.text == "How")
        #expect(text.tokens.map(\.turn) == text.tokens.map(\.turn).sorted())
        #expect(text.tokens.last { $0.kind == .number }?.turn == 2)
    }

    @Test func withNothingBeforeItStandsAlone() {
        #expect(turns("and only in France?", after: []) == 1)
    }
}
