import Foundation
import PlumbCore
import Testing

/// Days, their numbers and their texts.
struct CalendarDateTests {
    @Test func everyDayOfTenThousandYearsIsItsNumbersInverse() throws {
        let first = CalendarDate(year: 0, month: 1, day: 1).dayNumber
        let last = CalendarDate(year: 9999, month: 12, day: 31).dayNumber
        #expect(last - first + 1 == 10_000 * 365 + 2_425)
        var previous = CalendarDate(dayNumber: first)
        for number in (first + 1)...last {
            let date = CalendarDate(dayNumber: number)
            guard date.dayNumber == number, previous < date else {
                Issue.record("\(date) after \(previous)")
                return
            }
            previous = date
        }
    }

    @Test(arguments: [
        ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2024-03-01", 19_783), ("0000-03-01", -719_468),
    ])
    func dayNumbers(text: String, number: Int) throws {
        #expect(try #require(CalendarDate(iso: text)).dayNumber == number)
        #expect(CalendarDate(dayNumber: number).description == text)
    }

    @Test(arguments: [(1900, 28), (2000, 29), (2023, 28), (2024, 29), (2100, 28), (2400, 29), (0, 29)])
    func februaries(year: Int, days: Int) {
        #expect(CalendarDate.days(inMonth: 2, of: year) == days)
    }

    @Test func aYearHasItsDays() {
        for (year, days) in [(2023, 365), (2024, 366), (1900, 365)] {
            #expect((1...12).reduce(0) { $0 + CalendarDate.days(inMonth: $1, of: year) } == days)
        }
    }

    @Test(arguments: ["2024-02-29", "0001-01-01", "9999-12-31", "1582-10-10"])
    func isoTextIsReadAndWritten(text: String) throws {
        #expect(try #require(CalendarDate(iso: text)).description == text)
    }

    @Test(arguments: [
        "", "2024", "2024-02", "2024-2-29", "2023-02-29", "2024-13-01", "2024-00-10", "2024-04-31", "24-04-30",
        "2024-04-30-", "2024/04/30", " 2024-04-30", "2024-04-3a", "-024-04-30", "+024-04-30", "2024-04-00",
        "２０２４-04-30",
    ])
    func otherTextIsNoDate(text: String) {
        #expect(CalendarDate(iso: text) == nil)
    }

    @Test func whatIsBeyondItsRangeIsBroughtIntoIt() {
        #expect(CalendarDate(year: 2023, month: 2, day: 31).description == "2023-02-28")
        #expect(CalendarDate(year: 2023, month: 14, day: 0).description == "2023-12-01")
        #expect(CalendarDate(year: -5, month: 0, day: 99).description == "0000-01-31")
        #expect(CalendarDate(year: 12_345, month: 1, day: 1).description == "9999-01-01")
    }

    @Test func datesAreCodedAndOrdered() throws {
        let dates = [20, 3_000, -40_000, 0].map(CalendarDate.init(dayNumber:))
        #expect(dates.sorted().map(\.dayNumber) == [-40_000, 0, 20, 3_000])
        #expect(try JSONDecoder().decode([CalendarDate].self, from: JSONEncoder().encode(dates)) == dates)
    }
}
