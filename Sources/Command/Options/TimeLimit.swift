internal import ArgumentParser

/// A time as people write it: `500ms`, `10s`, `2m`; without a unit, seconds.
struct TimeLimit: ExpressibleByArgument, Sendable {
    let seconds: Double

    /// What is accepted, for messages.
    static let help = "such as 500ms, 10s or 2m"

    init(seconds: Double) {
        self.seconds = seconds
    }

    init?(argument: String) {
        let units: [(suffix: String, seconds: Double)] = [("ms", 0.001), ("s", 1), ("m", 60), ("", 1)]
        guard let unit = units.first(where: { argument.hasSuffix($0.suffix) }),
            let number = Double(argument.dropLast(unit.suffix.count)), number.isFinite, number > 0,
            number * unit.seconds <= 86_400
        else { return nil }
        seconds = number * unit.seconds
    }

    var defaultValueDescription: String { seconds == seconds.rounded() ? "\(Int(seconds))s" : "\(seconds)s" }
}
