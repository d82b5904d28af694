import Testing

@testable import PlumbReports

struct WordingTests {
    @Test(arguments: [
        (0, "0 ms"), (0.000_04, "0.0 ms"), (0.000_42, "0.4 ms"), (0.009_94, "9.9 ms"), (0.0126, "13 ms"),
        (0.9999, "1.0 s"), (1.26, "1.3 s"), (59.99, "1 min 0 s"), (125, "2 min 5 s"), (.nan, "0 ms"),
    ])
    func saysDurations(seconds: Double, expected: String) {
        #expect(Wording.duration(seconds) == expected)
    }

    @Test(arguments: [
        (0, "0"), (999, "999"), (1000, "1,000"), (-1_234_567, "-1,234,567"), (Int.min, "-9,223,372,036,854,775,808"),
    ])
    func groupsThousands(number: Int, expected: String) {
        #expect(Wording.grouped(number) == expected)
    }

    @Test(arguments: [(0.714, "71%"), (1, "100%"), (0.9999, "99%"), (-1, "0%"), (.nan, "?")])
    func saysShares(share: Double, expected: String) {
        #expect(Wording.percent(share) == expected)
    }

    @Test(arguments: [(3.214, "3.21"), (0.005, "0.01"), (-0.001, "0.00"), (-2.5, "-2.50"), (12, "12.00")])
    func fixesDigits(number: Double, expected: String) {
        #expect(Wording.fixed(number, 2) == expected)
    }

    @Test(arguments: [
        (20, "customers, orders, x"), (19, "customers, +2"), (10, "customers…"), (4, "cus…"),
    ])
    func listsWhatFits(width: Int, expected: String) {
        #expect(Wording.list(["customers", "orders", "x"], width: width) == expected)
    }
}
