import PlumbCore
import PlumbLanguage
import Testing

/// Times that questions name.
struct TimeWordsTests {
    private static let today = CalendarDate(year: 2024, month: 3, day: 15)

    private func times(_ text: String, today: CalendarDate? = today) -> [TimeMention] {
        TimeWords.mentions(in: QuestionText(text).tokens, today: today)
    }

    private func stretch(_ text: String, today: CalendarDate? = today) -> String {
        times(text, today: today).map { "\($0.first)/\($0.last)" }.joined(separator: " ")
    }

    @Test(arguments: [
        ("on 5 March 2024", "2024-03-05"), ("on the 5th of March 2024", "2024-03-05"),
        ("on March 5th, 2024", "2024-03-05"), ("on March 5 2024", "2024-03-05"), ("on Mar 5, 2024", "2024-03-05"),
        ("on 2024-03-05", "2024-03-05"), ("on 29 February 2024", "2024-02-29"), ("on 3/5/2024", "2024-03-05"),
    ])
    func days(text: String, day: String) {
        #expect(stretch(text) == "\(day)/\(day)")
        #expect(times(text).map(\.grain) == [.day])
    }

    @Test func aDayWithSlashesIsAnAssumption() {
        #expect(times("on 3/5/2024").first?.assumption?.contains("month/day/year") == true)
        #expect(times("on 5 March 2024").first?.assumption == nil)
    }

    @Test(arguments: [
        ("in March 2024", "2024-03-01/2024-03-31"), ("in February 2024", "2024-02-01/2024-02-29"),
        ("in february of 2023", "2023-02-01/2023-02-28"), ("in Sept 2023", "2023-09-01/2023-09-30"),
        ("in 2024-02", "2024-02-01/2024-02-29"), ("May, 2020", "2020-05-01/2020-05-31"),
        ("in Q3 2023", "2023-07-01/2023-09-30"), ("the third quarter of 2023", "2023-07-01/2023-09-30"),
        ("the last quarter of 2023", "2023-10-01/2023-12-31"), ("2023 Q1", "2023-01-01/2023-03-31"),
        ("in the first half of 2023", "2023-01-01/2023-06-30"), ("the second half of 2023", "2023-07-01/2023-12-31"),
        ("in the 1990s", "1990-01-01/1999-12-31"), ("in 2021", "2021-01-01/2021-12-31"),
        ("in the year 2021", "2021-01-01/2021-12-31"),
        ("in 2021 and 2023", "2021-01-01/2021-12-31 2023-01-01/2023-12-31"),
    ])
    func longerStretches(text: String, stretch: String) {
        #expect(self.stretch(text) == stretch)
    }

    @Test func aYearAloneMayBeANumber() {
        #expect(times("in 2021").map(\.grain) == [.bareYear])
        #expect(times("in the year 2021").map(\.grain) == [.year])
        #expect(times("in March 2021").map(\.grain) == [.month])
    }

    @Test func aMonthWithoutYearIsOfAnyYear() {
        let mentions = times("orders in March")
        #expect(mentions.map(\.grain) == [.monthOfAnyYear])
        #expect(mentions.map(\.first.month) == [3])
    }

    @Test(arguments: [
        "how many singers may sing", "the march of the singers", "march on", "500 singers", "12 of 20", "room 1234567",
        "the second singer", "quarter of the singers",
    ])
    func otherWordsAreNoTimes(text: String) {
        #expect(times(text).isEmpty)
    }

    @Test(arguments: [
        ("today", "2024-03-15/2024-03-15"), ("yesterday", "2024-03-14/2024-03-14"),
        ("last month", "2024-02-01/2024-02-29"), ("this month", "2024-03-01/2024-03-31"),
        ("last year", "2023-01-01/2023-12-31"), ("this year", "2024-01-01/2024-12-31"),
        ("last quarter", "2023-10-01/2023-12-31"), ("this quarter", "2024-01-01/2024-03-31"),
        ("last week", "2024-03-04/2024-03-10"), ("this week", "2024-03-11/2024-03-17"),
        ("the last 7 days", "2024-03-09/2024-03-15"), ("the past two weeks", "2024-03-02/2024-03-15"),
    ])
    func timesCountedFromToday(text: String, stretch: String) {
        #expect(self.stretch(text) == stretch)
        #expect(times(text).first?.assumption?.contains("2024-03-15") == true)
        #expect(times(text, today: nil).isEmpty)
    }

    @Test func timesCountedAcrossANewYear() {
        let today = CalendarDate(year: 2024, month: 1, day: 1)
        #expect(stretch("yesterday", today: today) == "2023-12-31/2023-12-31")
        #expect(stretch("last month", today: today) == "2023-12-01/2023-12-31")
        #expect(stretch("last quarter", today: today) == "2023-10-01/2023-12-31")
        #expect(stretch("this week", today: today) == "2024-01-01/2024-01-07")
    }

    @Test func absurdTimesDoNotTrap() {
        for text in [
            "last 99999999999999999999 years", "the last 1e9 days", "last", "this", "last last year", "0/0/2024",
            "31 February 2023", "March 99 2024", "Q9 2024", "the fourth half of 2023", "9990s", "00000s", "last 0 days",
            "first", "2023-", "3/5/", "the last million years",
        ] {
            for mention in times(text) { #expect(mention.first <= mention.last, "\(text)") }
            _ = RangeWords.mentions(in: QuestionText(text).tokens, today: Self.today)
        }
    }
}
