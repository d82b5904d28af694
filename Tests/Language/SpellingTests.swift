import PlumbLanguage
import Testing

/// Near spellings.
struct SpellingTests {
    @Test(arguments: [
        ("singer", "singer", 0), ("singer", "singr", 1), ("singer", "sinnger", 1), ("singer", "sanger", 1),
        ("receive", "recieve", 1), ("kitten", "sitting", 3), ("", "ab", 2), ("", "", 0), ("zürich", "zurich", 1),
        ("abcd", "badc", 2),
    ])
    func distances(left: String, right: String, distance: Int) {
        #expect(Spelling.distance(left, right, limit: 5) == distance)
        #expect(Spelling.distance(right, left, limit: 5) == distance)
        #expect(Spelling.distance(left, right, limit: distance) == distance)
        #expect(distance == 0 || Spelling.distance(left, right, limit: distance - 1) == nil)
    }

    @Test func shortWordsMustBeRight() {
        #expect(Spelling.tolerance(for: "cat") == 0)
        #expect(Spelling.tolerance(for: "cats") == 1)
        #expect(Spelling.tolerance(for: "customer") == 2)
        #expect(Spelling.tolerance(for: "") == 0)
    }

    @Test func farWordsAreGivenUpEarly() {
        let start = ContinuousClock.now
        let left = String(repeating: "a", count: 5_000)
        let right = String(repeating: "b", count: 5_000)
        #expect(Spelling.distance(left, right, limit: 2) == nil)
        #expect(ContinuousClock.now - start < .seconds(1))
    }
}
