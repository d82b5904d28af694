import PlumbCore
import Testing

@testable import PlumbEvaluation

/// Intervals and tests beside values from the literature.
struct IntervalsTests {
    private func near(_ left: Double?, _ right: Double) -> Bool { abs((left ?? .nan) - right) < 0.0005 }

    /// Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998), table I.
    @Test(arguments: [
        (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718),
    ])
    func wilsonsIntervalIsAsPublished(count: Int, total: Int, low: Double, high: Double) {
        let estimate = Intervals.share(count, of: total)
        #expect(near(estimate.low, low) && near(estimate.high, high))
        #expect(estimate.count == total)
    }

    @Test func nothingHasNoInterval() {
        #expect(Intervals.share([]) == .init(value: nil, count: 0))
        #expect(Intervals.mean([]) == .init(value: nil, count: 0))
        #expect(Intervals.mean([0.5]) == .init(value: 0.5, count: 1, low: 0.5, high: 0.5))
    }

    @Test func bootstrapIntervalsHoldTheMeanAndRepeat() throws {
        let values = (0..<200).map { Double($0 % 10) / 9 }
        let estimate = Intervals.mean(values)
        #expect(estimate == Intervals.mean(values))
        let (low, high) = (try #require(estimate.low), try #require(estimate.high))
        #expect(low < 0.5 && 0.5 < high)
        // The normal approximation: 1.96 standard errors each way, of a standard deviation of 0.319.
        #expect(abs((high - low) - 2 * 1.96 * 0.319 / 200.0.squareRoot()) < 0.02)
    }

    /// Two-sided binomial tests, as R's binom.test gives them.
    @Test(arguments: [(0, 0, 1.0), (5, 5, 1.0), (0, 5, 0.0625), (1, 9, 0.02148), (2, 12, 0.01294), (10, 20, 0.09874)])
    func mcNemarsTestIsTheBinomialOne(gained: Int, lost: Int, expected: Double) {
        #expect(near(Intervals.mcNemar(gained: gained, lost: lost), expected))
        #expect(Intervals.mcNemar(gained: gained, lost: lost) == Intervals.mcNemar(gained: lost, lost: gained))
    }
}
