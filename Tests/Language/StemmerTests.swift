import PlumbLanguage
import Testing

/// Forms of one word.
struct StemmerTests {
    @Test(arguments: [
        ("cities", "city"), ("people", "person"), ("children", "child"), ("analyses", "analysis"), ("buses", "bus"),
        ("singers", "singer"), ("ordered", "order"), ("companies", "company"), ("boxes", "box"), ("women", "woman"),
        ("statuses", "status"), ("shelves", "shelf"), ("selling", "sell"),
    ])
    func formsShareAStem(form: String, word: String) {
        #expect(Stemmer.stem(form) == Stemmer.stem(word))
    }

    @Test(arguments: ["", "a", "is", "4x4", "москва", "東京", "zürich", "o'brien", "\u{0}"])
    func whatIsNotEnglishStaysItself(word: String) {
        #expect(Stemmer.stem(word) == word)
    }

    @Test func differentWordsKeepDifferentStems() {
        let words = ["singer", "song", "order", "customer", "price", "product", "country", "county", "number"]
        #expect(Set(words.map(Stemmer.stem)).count == words.count)
    }

    @Test func manyTasksGetTheSameStems() async {
        let words = (0..<4_000).map { index in
            let letters = "abcdefghijklmnopqrstuvwxyz".map(String.init)
            return letters[index % 26] + letters[index / 26 % 26] + letters[index / 676]
                + ["ing", "ed", "s", "ation"][index % 4]
        }
        let expected = words.map(Stemmer.stem)
        await withTaskGroup(of: Bool.self) { group in
            for task in 0..<8 {
                group.addTask {
                    let own = task.isMultiple(of: 2) ? words : words.reversed()
                    let stems = own.map(Stemmer.stem)
                    return (task.isMultiple(of: 2) ? stems : stems.reversed()) == expected
                }
            }
            for await isSame in group { #expect(isSame) }
        }
    }
}
