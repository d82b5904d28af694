import PlumbLanguage
import Testing

/// Ranking of documents.
struct BM25Tests {
    private let index = BM25(documents: [
        ["singer", "name", "age"], ["concert", "name", "hall"],
        ["singer", "concert", "singer", "concert", "year", "hall"],
    ])

    @Test func whatSharesNoWordScoresNothing() {
        #expect(index.scores(for: ["elephant"]) == [0, 0, 0])
        #expect(index.scores(for: []) == [0, 0, 0])
        #expect(BM25(documents: []).scores(for: ["x"]).isEmpty)
        #expect(BM25(documents: [[], ["x"]]).scores(for: ["x"])[0] == 0)
    }

    @Test func rareWordsWeighMore() {
        #expect(index.scores(for: ["age"])[0] > index.scores(for: ["name"])[0])
    }

    @Test func shortDocumentsWeighMore() {
        let scores = BM25(documents: [["a", "x"], ["a", "b", "c", "d", "e", "f"]]).scores(for: ["a"])
        #expect(scores[0] > scores[1])
    }

    @Test func moreSharedWordsScoreMore() {
        let scores = index.scores(for: ["singer", "age"])
        #expect(scores[0] > scores[2] && scores[2] > 0)
        #expect(scores[1] == 0)
    }

    @Test func aWordAskedTwiceCountsOnce() {
        #expect(index.scores(for: ["singer", "singer"]) == index.scores(for: ["singer"]))
    }

    @Test func theFormulaIsTheOneThatIsCited() throws {
        // One document of two words: idf = ln(1 + 0.5 / 1.5), length = average.
        let score = try #require(BM25(documents: [["a", "b"]]).scores(for: ["a"]).first)
        #expect(abs(score - 0.287_682_072) < 1e-6)
    }
}
