internal import PlumbCore

#if canImport(Darwin)
    internal import Darwin
#else
    internal import Glibc
#endif

/// Means with their 95 % intervals.
enum Intervals {
    /// The share of yes, with Wilson's score interval.
    ///
    /// Source: E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", JASA 22 (1927).
    static func share(_ values: [Bool]) -> RunSummary.Estimate {
        share(values.count { $0 }, of: values.count)
    }

    /// The share of so many yes among so many.
    static func share(_ count: Int, of total: Int) -> RunSummary.Estimate {
        guard total > 0 else { return .init(value: nil, count: 0) }
        let (size, mean, z) = (Double(total), Double(count) / Double(total), 1.959_963_984_540_054)
        let center = (mean + z * z / (2 * size)) / (1 + z * z / size)
        let half = z / (1 + z * z / size) * sqrt(mean * (1 - mean) / size + z * z / (4 * size * size))
        return .init(value: mean, count: total, low: max(0, center - half), high: min(1, center + half))
    }

    /// How often samples are drawn.
    private static let rounds = 1_000

    /// A mean, with the interval that holds 95 % of the means of samples drawn with replacement.
    ///
    /// Source: B. Efron, "Bootstrap Methods: Another Look at the Jackknife", Annals of Statistics 7 (1979); percentiles. The
    /// numbers are drawn with a fixed seed, so that the same values give the same interval.
    static func mean(_ values: [Double]) -> RunSummary.Estimate {
        guard !values.isEmpty else { return .init(value: nil, count: 0) }
        let mean = values.reduce(0, +) / Double(values.count)
        guard values.count > 1, values.contains(where: { $0 != values[0] }) else {
            return .init(value: mean, count: values.count, low: mean, high: mean)
        }
        var random = SplitMix(seed: 20_260_101)
        var means = [Double](repeating: 0, count: rounds)
        for round in means.indices {
            var sum = 0.0
            for _ in values.indices { sum += values[random.next(below: values.count)] }
            means[round] = sum / Double(values.count)
        }
        means.sort()
        return .init(
            value: mean, count: values.count, low: means[Int(Double(rounds) * 0.025)],
            high: means[Int(Double(rounds) * 0.975) - 1])
    }

    /// McNemar's exact test: the chance of flips at least as uneven if either direction were as likely, 0...1.
    ///
    /// Source: Q. McNemar, "Note on the Sampling Error of the Difference Between Correlated Proportions or Percentages",
    /// Psychometrika 12 (1947), with the binomial distribution in place of its approximation.
    static func mcNemar(gained: Int, lost: Int) -> Double {
        let total = gained + lost
        guard total > 0 else { return 1 }
        var probability = 0.0
        for count in 0...min(gained, lost) { probability += exp(logChoose(total, count) - Double(total) * log(2)) }
        return min(1, 2 * probability)
    }

    private static func logChoose(_ total: Int, _ count: Int) -> Double {
        lgamma(Double(total) + 1) - lgamma(Double(count) + 1) - lgamma(Double(total - count) + 1)
    }
}

/// The same numbers for the same seed: SplitMix64, <https://prng.di.unimi.it/splitmix64.c>.
struct SplitMix {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to a bound, which must not be 0.
    mutating func next(below bound: Int) -> Int {
        Int((next().multipliedFullWidth(by: UInt64(bound))).high)
    }
}
