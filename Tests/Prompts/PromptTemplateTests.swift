import Foundation
import PlumbCore
import PlumbPrompts
import Testing

/// Prompts as files.
struct PromptTemplateTests {
    private func context(_ question: Question) -> PromptContext {
        PromptContext(question, schema: PromptSchema(MusicCatalog.catalog), format: .ddl, detail: .init())
    }

    @Test func turnsAreCutAtTheirLines() throws {
        let template = try PromptTemplate(
            name: "mine", text: "# a comment\n--- system\nBe brief.\n--- user\nQ: {{question}}\n--- assistant\nSELECT\n"
        )
        let messages = template.messages(for: context(Question("Who is \"<Ada>\" & co?")))
        #expect(messages.map(\.role) == [.system, .user, .assistant])
        #expect(messages[1].text == "Q: Who is \"<Ada>\" & co?")
        #expect(messages[2].text == "SELECT")
    }

    @Test func emptyTurnsAreLeftOut() throws {
        let template = try PromptTemplate(
            name: "mine", text: "--- system\n{{#evidence}}{{evidence}}{{/evidence}}\n--- user\n{{question}}")
        #expect(template.messages(for: context(Question("a"))).map(\.role) == [.user])
        #expect(template.messages(for: context(Question("a", evidence: "hint"))).first?.text == "hint")
    }

    @Test(arguments: [
        ("--- user\n{{#values}}", "line 1"), ("--- boss\nhello", "line 1"), ("hello\n--- user\nx", "line 1"),
        ("--- system\nalone", "no turn of the user"),
    ])
    func mistakesAreNamed(text: String, place: String) {
        #expect {
            _ = try PromptTemplate(name: "mine.mustache", text: text)
        } throws: { error in
            let error = error as? PlumbError
            return error?.code == .badInput && error?.description.contains("mine.mustache") == true
                && error?.description.contains(place) == true
        }
    }

    @Test func unknownPromptNamesThoseThatThereAre() {
        #expect {
            _ = try PromptTemplate(named: "query-syntesis")
        } throws: { ($0 as? PlumbError)?.suggestion?.contains("query-synthesis") == true }
    }

    /// The stable part first: two questions share all of the prompt up to where they differ.
    @Test func whatChangesComesLast() throws {
        let template = try PromptTemplate(named: "query-synthesis")
        let texts = ["How many singers?", "Which year?"].map { question in
            template.messages(for: context(Question(question))).map(\.text).joined(separator: "\n")
        }
        let shared = texts[0].commonPrefix(with: texts[1])
        #expect(shared.contains("CREATE TABLE concert"))
        #expect(texts[0].count - shared.count < 40)
    }

    @Test func everythingThatIsKnownIsShown() throws {
        var context = context(
            Question("Who?", evidence: "the hint", earlier: [.init(question: "Before?", sql: "SELECT 1")]))
        context.set(values: [
            ValueLink(
                words: "ada", span: 0..<1, column: ColumnReference("singer", "name"), value: .text("Ada"), match: .same,
                score: 1)
        ])
        context.set(examples: [PromptExample(question: "E?", sql: "SELECT 2")])
        context.set(feedback: [RepairFeedback(sql: "SELECT 3", problem: "no such column")])
        let text = try PromptTemplate(named: "query-synthesis").messages(for: context).map(\.text).joined()
        for part in [
            "the hint", "Before?", "SELECT 1", "singer.name = 'Ada'", "E?", "SELECT 2", "SELECT 3", "no such column",
        ] {
            #expect(text.contains(part), "\(part)")
        }
    }

    @Test func fingerprintsFollowTheText() throws {
        let texts = ["--- user\na", "--- user\nb"]
        let prints = try texts.map { try PromptTemplate(name: "x", text: $0).fingerprint }
        #expect(prints[0] != prints[1])
        #expect(try PromptTemplate(name: "y", text: texts[0]).fingerprint == prints[0])
    }
}
