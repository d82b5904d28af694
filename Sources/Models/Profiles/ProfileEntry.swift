internal import PlumbCore
internal import Yams

/// What a table says of the models that fit a pattern.
struct ProfileEntry: Sendable {
    private var provider: NamePattern?
    private var host: NamePattern?
    private var model: NamePattern
    private(set) var changes = ModelProfile.Changes()

    private static let names = ["provider", "host", "model"]
    private static let numbers = ["context-tokens", "reply-tokens"]
    private static let abilities = [
        "json-schema", "tools", "grammar", "seed", "temperature", "stop", "prefill", "system-messages", "streaming",
        "reasoning", "counts-reasoning",
    ]

    /// Whether the entry speaks of a model.
    func fits(_ name: ModelName, host: String) -> Bool {
        (provider?.fits(name.provider) ?? true) && (self.host?.fits(host) ?? true) && model.fits(name.model)
    }

    /// Reads an entry of a YAML file.
    ///
    /// - Throws: `PlumbError` with `badInput`, naming line and column.
    init(_ node: Node, _ file: String) throws(PlumbError) {
        func error(_ problem: String, _ node: Node) -> PlumbError {
            let place = node.mark.map { ", line \($0.line), column \($0.column)" } ?? ""
            return PlumbError(
                .badInput, "\(file)\(place): \(problem)",
                suggestion:
                    "A model has: \((Self.names + Self.numbers + Self.abilities + ["price"]).joined(separator: ", ")).")
        }
        guard let mapping = node.mapping else { throw error("a model is expected.", node) }
        guard let pattern = mapping["model"]?.string else { throw error("the entry names no model.", node) }
        model = NamePattern(pattern)
        for (key, value) in mapping {
            let name = key.string ?? ""
            switch name {
            case "model": break
            case "provider", "host":
                guard let text = value.string else { throw error("\(name) is no text.", value) }
                if name == "host" { host = NamePattern(text) } else { provider = NamePattern(text) }
            case _ where Self.numbers.contains(name):
                guard let number = value.int, number > 0 else { throw error("\(name) is no whole number.", value) }
                if name == "context-tokens" { changes.contextTokens = number } else { changes.replyTokens = number }
            case _ where Self.abilities.contains(name):
                guard let flag = value.bool else { throw error("\(name) is neither true nor false.", value) }
                set(name, flag)
            case "price":
                guard let price = Self.price(value) else {
                    throw error(
                        "a price is {prompt, cached, reply} in US dollars per million tokens; cached may be missing.",
                        value)
                }
                changes.price = price
            default: throw error("there is no '\(name)'.", key)
            }
        }
    }

    private mutating func set(_ name: String, _ flag: Bool) {
        switch name {
        case "json-schema": changes.jsonSchema = flag
        case "tools": changes.tools = flag
        case "grammar": changes.grammar = flag
        case "seed": changes.seed = flag
        case "temperature": changes.temperature = flag
        case "stop": changes.stop = flag
        case "prefill": changes.prefill = flag
        case "system-messages": changes.systemMessages = flag
        case "streaming": changes.streaming = flag
        case "reasoning": changes.reasoning = flag
        default: changes.countsReasoning = flag
        }
    }

    private static func price(_ node: Node) -> ModelProfile.Price? {
        guard let mapping = node.mapping,
            mapping.keys.allSatisfy({ ["prompt", "cached", "reply"].contains($0.string) })
        else { return nil }
        func number(_ name: String) -> Double? {
            guard let value = mapping[name] else { return nil }
            return value.float ?? value.int.map(Double.init) ?? .nan
        }
        guard let prompt = number("prompt"), let reply = number("reply") else { return nil }
        let price = ModelProfile.Price(prompt: prompt, cached: number("cached"), reply: reply)
        return prompt >= 0 && reply >= 0 && price.cached.map { $0 >= 0 } ?? true ? price : nil
    }
}

/// A name in which a star stands for any letters; capitals don't count.
struct NamePattern: Hashable, Sendable {
    private let pieces: [String]

    /// Makes a pattern.
    init(_ text: String) {
        pieces = text.lowercased().split(separator: "*", omittingEmptySubsequences: false).map(String.init)
    }

    /// Whether a name fits.
    func fits(_ name: String) -> Bool {
        let name = name.lowercased()
        guard let first = pieces.first, let last = pieces.last, name.hasPrefix(first) else { return false }
        if pieces.count == 1 { return name == first }
        var rest = name.dropFirst(first.count)
        for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
            guard let found = rest.firstRange(of: piece) else { return false }
            rest = rest[found.upperBound...]
        }
        return rest.hasSuffix(last)
    }
}
