import PlumbCore
import PlumbLanguage
import Testing

/// Words that bound numbers and times.
struct RangeWordsTests {
    private func mentions(_ text: String) -> [RangeMention] {
        RangeWords.mentions(in: QuestionText(text).tokens, today: nil)
    }

    /// The bounds as an interval: `[3, 5)`, with nothing where there is no bound.
    private func intervals(_ text: String) -> [String] {
        mentions(text).map(\.bounds).map { bounds in
            func spelled(_ value: SQLValue?) -> String {
                switch value {
                case .integer(let number): "\(number)"
                case .real(let number): "\(number)"
                case .text(let text): text
                default: ""
                }
            }
            return (bounds.includesLower ? "[" : "(") + spelled(bounds.lower) + ", " + spelled(bounds.upper)
                + (bounds.includesUpper ? "]" : ")")
        }
    }

    @Test(arguments: [
        ("at least 3", "[3, ]"), ("no fewer than 3", "[3, ]"), ("no less than 3", "[3, ]"), ("3 or more", "[3, ]"),
        ("3 and above", "[3, ]"), ("a minimum of 3", "[3, ]"), (">= 3", "[3, ]"), ("≥ 3", "[3, ]"), ("18+", "[18, ]"),
        ("more than 3", "(3, ]"), ("over 3", "(3, ]"), ("above three", "(3, ]"), ("greater than 3", "(3, ]"),
        ("exceeding 3", "(3, ]"), ("> 3", "(3, ]"), ("over $1,000", "(1000, ]"), ("more than 2.5k", "(2500, ]"),
        ("at most 3", "[, 3]"), ("no more than 3", "[, 3]"), ("up to 3", "[, 3]"), ("3 or less", "[, 3]"),
        ("3 or fewer", "[, 3]"), ("<= 3", "[, 3]"),
        ("less than 3", "[, 3)"), ("fewer than 3", "[, 3)"), ("under 3", "[, 3)"), ("below 3.5", "[, 3.5)"),
        ("< 3", "[, 3)"), ("cheaper than 3", "[, 3)"), ("between 3 and 5", "[3, 5]"), ("from 3 to 5", "[3, 5]"),
        ("exactly 3", "[3, 3]"), ("equal to 3", "[3, 3]"), ("= 3", "[3, 3]"), ("between 3 and twenty-one", "[3, 21]"),
        ("greater than or equal to 3", "[3, ]"), ("less than or equal to 3", "[, 3]"),
    ])
    func boundsOfNumbers(text: String, interval: String) {
        #expect(intervals("singers with \(text)") == [interval])
        #expect(mentions("singers with \(text)").map(\.isPlain) == [false])
        #expect(mentions("singers with \(text)").map(\.bounds.unit) == [.number])
    }

    @Test(arguments: [
        ("since 2020", "[2020-01-01, ]"), ("after 2020", "(2020-12-31, ]"), ("before 2020", "[, 2020-01-01)"),
        ("until 2020", "[, 2020-12-31]"), ("in 2020", "[2020-01-01, 2020-12-31]"),
        ("between 2019 and 2021", "[2019-01-01, 2021-12-31]"), ("from 2019 to 2021", "[2019-01-01, 2021-12-31]"),
        ("since March 2020", "[2020-03-01, ]"), ("before 5 March 2024", "[, 2024-03-05)"),
        ("after 2024-03-05", "(2024-03-05, ]"), ("between 2024-03-05 and 2024-04-01", "[2024-03-05, 2024-04-01]"),
        ("between March 2020 and May 2020", "[2020-03-01, 2020-05-31]"), ("on or after 2024-03-05", "[2024-03-05, ]"),
        ("not before 2020", "[2020-01-01, ]"), ("in the 1990s", "[1990-01-01, 1999-12-31]"),
        ("prior to 2020", "[, 2020-01-01)"),
    ])
    func boundsOfTimes(text: String, interval: String) {
        #expect(intervals("orders \(text)") == [interval])
        #expect(mentions("orders \(text)").map(\.bounds.unit) == [.time])
    }

    @Test func aBareYearMayBeANumber() {
        #expect(mentions("since 2020").map(\.mayBeYear) == [true])
        #expect(mentions("between 2019 and 2021").map(\.mayBeYear) == [true])
        #expect(mentions("since March 2020").map(\.mayBeYear) == [false])
        #expect(mentions("more than 30").map(\.mayBeYear) == [false])
    }

    @Test(arguments: [
        ("older than 30", "older", "(30, ]"), ("younger than 30", "younger", "[, 30)"),
        ("taller than 2", "taller", "(2, ]"),
        ("30 or older", "older", "[30, ]"), ("30 years or younger", "younger", "[, 30]"),
    ])
    func adjectivesCompare(text: String, adjective: String, interval: String) {
        #expect(intervals("singers \(text)") == [interval])
        #expect(mentions("singers \(text)").map(\.adjective) == [adjective])
    }

    @Test func aPlainNumberIsPlain() {
        #expect(mentions("in room 12").map(\.isPlain) == [true])
        #expect(mentions("the 3rd singer").isEmpty)
        #expect(mentions("how many singers").isEmpty)
    }

    @Test func severalRangesStandInOrder() {
        let text = "singers older than 30 with at least 3 concerts since 2020 and fewer than 9 albums"
        #expect(intervals(text) == ["(30, ]", "[3, ]", "[2020-01-01, ]", "[, 9)"])
        let spans = mentions(text).map(\.span)
        for (left, right) in zip(spans, spans.dropFirst()) { #expect(left.upperBound <= right.lowerBound) }
    }

    @Test func whatBoundsNothingIsNoRange() {
        for text in [
            "more than", "at least", "between", "between 3", "between 3 and", "older than", "or more", "3 or", ">",
        ] {
            for mention in mentions(text) { #expect(mention.isPlain, "\(text)") }
        }
    }
}
