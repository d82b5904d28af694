import PlumbLanguage
import Testing

/// Numbers in words.
struct NumberWordsTests {
    private func numbers(_ text: String) -> [Double] {
        NumberWords.mentions(in: QuestionText(text).tokens).map(\.value)
    }

    @Test(arguments: [
        ("the top five", [5]), ("twenty-one", [21]), ("twenty one", [21]), ("a hundred", [100]), ("a dozen", [12]),
        ("two hundred thousand", [200_000]), ("one hundred five", [105]), ("3 million", [3_000_000]),
        ("2.5 thousand", [2_500]), ("two and seven", [2, 7]), ("1,000", [1_000]), ("thirty", [30]),
        ("three hundred", [300]), ("five thousand two hundred", [5_200]), ("two dozen", [24]), ("no singers", []),
    ])
    func valuesOfNumbers(text: String, values: [Double]) {
        #expect(numbers(text) == values)
    }

    @Test(arguments: [("the third singer", 3), ("the 3rd singer", 3), ("the tenth", 10)])
    func ordinalsCountPlaces(text: String, value: Double) throws {
        let mentions = NumberWords.mentions(in: QuestionText(text).tokens)
        #expect(mentions.map(\.value) == [value])
        #expect(mentions.map(\.isOrdinal) == [true])
    }

    @Test func quantitiesAreNoOrdinals() {
        #expect(
            NumberWords.mentions(in: QuestionText("5 of 2k or three").tokens).map(\.isOrdinal) == [false, false, false])
    }

    @Test func spansDoNotOverlap() {
        let tokens = QuestionText("between twenty-one and two hundred of 3 million or a dozen").tokens
        let mentions = NumberWords.mentions(in: tokens)
        #expect(mentions.map(\.value) == [21, 200, 3_000_000, 12])
        for (left, right) in zip(mentions, mentions.dropFirst()) {
            #expect(left.span.upperBound <= right.span.lowerBound)
        }
        #expect(mentions.allSatisfy { $0.span.upperBound <= tokens.count })
    }
}
