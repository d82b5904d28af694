import PlumbLanguage
import Testing

/// What is known of English.
struct LexiconTests {
    @Test(arguments: [
        ("german", "germany"), ("germans", "germany"), ("british", "uk"), ("american", "usa"), ("dutch", "netherlands"),
    ])
    func demonymsNameCountries(word: String, country: String) {
        #expect(Demonyms.countries(of: word).contains(country))
    }

    @Test func otherWordsAreNoDemonyms() {
        for word in ["table", "", "s", "germany", "orders"] { #expect(Demonyms.countries(of: word).isEmpty) }
    }

    @Test func relatedWordsGoBothWays() {
        for (left, right) in [("customer", "client"), ("movie", "film"), ("salary", "wage")] {
            #expect(Lexicon.related(to: Stemmer.stem(left)).contains(Stemmer.stem(right)))
            #expect(Lexicon.related(to: Stemmer.stem(right)).contains(Stemmer.stem(left)))
        }
        #expect(Lexicon.related(to: "xyzzy").isEmpty)
        #expect(!Lexicon.related(to: Stemmer.stem("customer")).contains(Stemmer.stem("customer")))
    }

    @Test(arguments: [
        ("oldest", true, true), ("youngest", false, true), ("cheapest", false, true), ("older", true, false),
        ("biggest", true, true), ("best", true, true), ("worse", false, false), ("largest", true, true),
        ("heaviest", true, true),
    ])
    func comparedAdjectives(word: String, isHigh: Bool, isSuperlative: Bool) throws {
        let found = try #require(Adjectives.meaning(of: word))
        #expect(found.meaning.isHigh == isHigh)
        #expect(found.degree == (isSuperlative ? .superlative : .comparative))
    }

    @Test func plainWordsCompareNothing() {
        for word in ["old", "singer", "never", "order", "customer", "number"] {
            #expect(Adjectives.meaning(of: word) == nil)
        }
        #expect(Adjectives.meaning(ofPlain: "expensive")?.isHigh == true)
    }

    @Test func wordsThatAskForAnAttribute() {
        func attributes(_ text: String) -> [[String]] {
            Concepts.mentions(in: QuestionText(text).tokens).map(\.attributes)
        }
        #expect(attributes("how old is the singer").first?.contains(Stemmer.stem("age")) == true)
        #expect(attributes("when was it").first?.contains(Stemmer.stem("date")) == true)
        #expect(attributes("the cheapest").first?.contains(Stemmer.stem("price")) == true)
        #expect(attributes("the most expensive").first?.contains(Stemmer.stem("price")) == true)
        #expect(attributes("singers and songs").isEmpty)
    }
}
