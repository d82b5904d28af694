internal import PlumbCore

/// What was spent on models, in words.
enum UsageText {
    /// `3 calls · 1,212 + 84 tokens · $0.0031 · 2.1 s`; nil where no model was asked.
    static func facts(_ usage: ModelUsage?) -> [String] {
        guard let usage, usage.calls > 0 else { return [] }
        var facts = [Wording.count(usage.calls, "call")]
        if usage.replayedCalls == usage.calls {
            facts[0] += " read back"
        } else if usage.replayedCalls > 0 {
            facts[0] += ", \(Wording.grouped(usage.replayedCalls)) read back"
        }
        facts.append("\(Wording.grouped(usage.promptTokens)) + \(Wording.grouped(usage.replyTokens)) tokens")
        facts.append(price(usage.price))
        facts.append(Wording.duration(usage.seconds))
        if usage.askedAgain > 0 { facts.append("asked again \(Wording.count(usage.askedAgain, "time"))") }
        let failures = usage.failures.values.reduce(0, +)
        if failures > 0 { facts.append("\(Wording.count(failures, "failed call")) tried again") }
        return facts
    }

    /// An amount of US dollars; a price that is not known is no zero.
    static func price(_ dollars: Double?) -> String {
        guard let dollars else { return "price not known" }
        return dollars == 0 ? "no charge" : "$" + Wording.fixed(dollars, dollars < 0.1 ? 4 : 2)
    }

    /// Failures by class, the most frequent first.
    static func failures(_ failures: [String: Int]) -> String {
        failures.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { "\(Wording.grouped($0.value)) \(words($0.key))" }.joined(separator: ", ")
    }

    /// A class of failure in words: `modelRateLimited` becomes "rate limited".
    static func words(_ name: String) -> String {
        var words = ""
        for character in name.hasPrefix("model") ? name.dropFirst(5) : name[...] {
            if character.isUppercase, !words.isEmpty { words += " " }
            words += character.lowercased()
        }
        return words
    }
}
